"""From an entry to a post's row: cleaned, counted, fingerprinted."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from allotment.core.ids import chronological_id
from allotment.networks.addresses import host_of, key_of_canonical, url_key
from allotment.networks.html import clean, excerpt, minutes, title_text
from allotment.networks.records import AuthorRecord, EnclosureRecord, EntryRecord
from allotment.seek.deciding import Keyed, SourceForLook
from allotment.seek.deciding.plain import language_tag, plain, web_address
from allotment.seek.models.post import pack_html

COLUMNS: Final = (
    "id",
    "source",
    "guid_key",
    "url_key",
    "content_hash",
    "address",
    "title",
    "author",
    "published_at",
    "seen_at",
    "language",
    "minutes",
    "excerpt",
    "packed_html",
    "link_keys",
    "in_reply_to",
    "categories",
    "enclosures",
)
"""In the order of `row_of`."""

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
    """A post as it will be; `id` may still move up by one where somebody has it."""

    id: int
    source_id: int
    keyed: Keyed
    published_at: datetime
    title: str
    author: str
    language: str
    html: str
    text: str
    links: tuple[str, ...]


def draft_of(source: SourceForLook, each: Keyed, now: datetime, place: int) -> Draft:
    """Cleans an entry; `place` is its place in the feed, which is all that orders undated ones."""
    entry = each.entry
    published = min(max(entry.published or entry.updated or now - timedelta(seconds=place), EARLIEST), now)
    base = entry.base or entry.address or source.site_address or source.address
    cleaned = clean(entry.content or entry.summary, base=base)
    return Draft(
        id=chronological_id(published, each.guid_key),
        source_id=source.id,
        keyed=each,
        published_at=published,
        title=plain(title_text(entry.title) if "<" in entry.title else entry.title, 500),
        author=author_line(entry.authors),
        language=language_tag(entry.language),
        html=cleaned.html,
        text=cleaned.text,
        links=telling_links(cleaned.links, {host_of(entry.address or ""), host_of(source.site_address)}),
    )


def row_of(draft: Draft, now: datetime) -> tuple[Any, ...]:
    """The draft as values of `COLUMNS`."""
    guid_key, content_hash, entry = draft.keyed
    return (
        draft.id,
        draft.source_id,
        guid_key,
        url_key(entry.address) if entry.address else None,
        content_hash,
        web_address(entry.address),
        draft.title,
        draft.author,
        draft.published_at,
        now,
        draft.language,
        minutes_of(draft.text, entry),
        plain(excerpt(draft.text[:ENOUGH], EXCERPT), 300),
        pack_html(draft.html) if draft.html else b"",
        packed_keys(draft.links),
        web_address(entry.in_reply_to),
        [plain(name, 100) for name in entry.categories[:MOST_CATEGORIES]] or None,
        [enclosure_of(each) for each in entry.enclosures[:MOST_ENCLOSURES] if web_address(each.address)] or None,
    )


def minutes_of(text: str, entry: EntryRecord) -> int:
    """The minutes it takes to read it, or to listen where that is longer."""
    listening = max((each.seconds or 0 for each in entry.enclosures), default=0)
    return min(max(minutes(text), -(-listening // 60)), MOST_MINUTES)


def author_line(authors: Sequence[AuthorRecord]) -> str:
    return plain(", ".join(author.name for author in authors[:MOST_AUTHORS]), 200) if authors else ""


def telling_links(links: Iterable[str], own_hosts: Container[str]) -> tuple[str, ...]:
    """Links to something: neither to the site's own pages, which its furniture points to, nor to bare home pages."""
    return tuple(link for link in links if link.count("/") > 2 + link.endswith("/") and host_of(link) not in own_hosts)


def packed_keys(links: Iterable[str]) -> bytes:
    """Eight bytes each; the links are canonical, as `clean` gives them."""
    return b"".join(key_of_canonical(link).to_bytes(8, "big", signed=True) for link in links)


def enclosure_of(each: EnclosureRecord) -> dict[str, Any]:
    return {"address": web_address(each.address), "media_type": plain(each.media_type, 100), "seconds": each.seconds}
