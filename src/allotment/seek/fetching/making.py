"""From an entry to a post's row: cleaned, counted, fingerprinted."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from allotment.core.ids import chronological_id
from allotment.networks.addresses import host_of, host_of_canonical, key_of_canonical, url_key
from allotment.networks.html import clean, excerpt, minutes, title_text
from allotment.networks.records import AuthorRecord, EnclosureRecord, EntryRecord
from allotment.seek.deciding import Keyed, SourceForLook
from allotment.seek.deciding.plain import language_tag, plain, web_address
from allotment.seek.models.post import pack_html

COLUMNS: Final = (
    *("id", "language", "source", "guid_key", "content_hash", "url_key", "address", "title", "author"),
    *("published_at", "seen_at", "minutes", "excerpt", "packed_html", "link_keys"),
    *("in_reply_to", "categories", "enclosures"),
)
"""In the order of `Draft.row`."""

EXCERPT: Final = 280
ENOUGH: Final = EXCERPT + 100
"""Characters of clean text that an excerpt is surely made of."""
MOST_MINUTES: Final = 24 * 60
MOST_AUTHORS: Final = 3
MOST_CATEGORIES: Final = 20
MOST_ENCLOSURES: Final = 10
EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Draft:
    """A post as it will be. `id` may still move to where nobody is, and `language` is told when all of the feed's new
    words are known."""

    id: int
    language: str
    source_id: int
    keyed: Keyed
    title: str
    author: str
    text: str
    rest: tuple[Any, ...]
    """Values of the columns behind id and language."""

    @property
    def row(self) -> tuple[Any, ...]:
        return (self.id, self.language, *self.rest)


def draft_of(source: SourceForLook, each: Keyed, now: datetime, place: int) -> Draft:
    """Cleans an entry; `place` is its place in the feed, which is all that orders undated ones.

    All that is made of the words is made here, while the processor has them at hand.
    """
    guid_key, content_hash, entry = each
    address = web_address(entry.address)
    cleaned = clean(entry.content or entry.summary, base=entry.base or address or source.site_address or source.address)
    text = cleaned.text
    published = min(max(entry.published or entry.updated or now - timedelta(seconds=place), EARLIEST), now)
    title = plain(title_text(entry.title) if "<" in entry.title else entry.title, 500)
    author = author_line(entry.authors)
    rest = (
        *(source.id, guid_key, content_hash, url_key(address) if address else None, address, title, author),
        *(published, now, minutes_of(text, entry), plain(excerpt(text[:ENOUGH], EXCERPT), 300)),
        pack_html(cleaned.html) if cleaned.html else b"",
        packed_keys(telling_links(cleaned.links, {host_of(address), host_of(source.site_address)})),
        web_address(entry.in_reply_to),
        [plain(name, 100) for name in entry.categories[:MOST_CATEGORIES]] or None,
        [enclosure_of(each) for each in entry.enclosures[:MOST_ENCLOSURES] if web_address(each.address)] or None,
    )
    tag = language_tag(entry.language)
    return Draft(chronological_id(published, guid_key), tag, source.id, each, title, author, text, rest)


def minutes_of(text: str, entry: EntryRecord) -> int:
    """The minutes it takes to read it, or to listen where that is longer."""
    listening = max((each.seconds or 0 for each in entry.enclosures), default=0)
    return min(max(minutes(text), -(-listening // 60)), MOST_MINUTES)


def author_line(authors: Sequence[AuthorRecord]) -> str:
    return plain(", ".join(author.name for author in authors[:MOST_AUTHORS]), 200) if authors else ""


def telling_links(links: Iterable[str], own_hosts: Container[str]) -> tuple[str, ...]:
    """Links to something: neither to the site's own pages, which its furniture points to, nor to bare home pages."""
    return tuple(
        link for link in links if link.count("/") > 2 + link.endswith("/") and host_of_canonical(link) not in own_hosts
    )


def packed_keys(links: Iterable[str]) -> bytes:
    """Eight bytes each; the links are canonical, as `clean` gives them."""
    return b"".join(key_of_canonical(link).to_bytes(8, "big", signed=True) for link in links)


def enclosure_of(each: EnclosureRecord) -> dict[str, Any]:
    return {"address": web_address(each.address), "media_type": plain(each.media_type, 100), "seconds": each.seconds}
