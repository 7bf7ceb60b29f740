"""Feeds as small sites write them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import blake2b
from html import escape

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Item:
    """One item of a feed; its guid and its date follow from its number."""

    number: int
    title: str = ""
    words: str = ""
    author: str = ""
    extra: str = ""

    @property
    def published(self) -> datetime:
        return NOW - timedelta(days=100 - self.number)


def rss(site: str, items: Sequence[Item], *, title: str = "Ada's notes", extra: str = "") -> bytes:
    """An RSS 2.0 feed of these items, newest first."""
    rows = "".join(_item(site, item) for item in sorted(items, key=lambda item: -item.number))
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>'
        f"<title>{escape(title)}</title><link>{site}/</link><description>What Ada thinks.</description>{extra}{rows}"
        "</channel></rss>"
    ).encode()


def _item(site: str, item: Item) -> str:
    author = f"<dc:creator>{escape(item.author)}</dc:creator>" if item.author else ""
    return (
        f"<item><title>{escape(item.title or f'Post {item.number}')}</title><link>{site}/{item.number}</link>"
        f"<guid>{site}/{item.number}</guid><pubDate>{format_datetime(item.published)}</pubDate>{author}"
        f"<description>{escape(item.words or f'<p>What I think about number {item.number}.</p>')}</description>"
        f"{item.extra}</item>"
    )


def items(*numbers: int) -> list[Item]:
    return [Item(number) for number in numbers]


def etag_of(body: bytes) -> str:
    return f'"{blake2b(body, digest_size=8).hexdigest()}"'
