"""What a lane gathers about an entry and a feed, and the one way both become records.

The lanes only find things; every judgement (which link, which text, which date) is made here, so that
an entry is the same whichever lane read it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Final, Literal

from allotment.networks.feeds.dates import moment
from allotment.networks.feeds.links import joined, web_address
from allotment.networks.feeds.words import (
    html_of_plain,
    line,
    looks_like_html,
    mended_line,
    one_line,
    with_breaks,
    without_markup,
    without_scripts,
)
from allotment.networks.records import AuthorRecord, EnclosureRecord, EntryRecord

Kind = Literal["plain", "html", "xhtml"]

LONGEST_GUID: Final = 512
_LONGEST_WORD: Final = 200
MOST_OF_A_KIND: Final = 100
"""Authors, categories or enclosures of one entry."""
_PAGES: Final = frozenset({"", "text/html", "application/xhtml+xml", "html", "xhtml"})


type Passage = tuple[str, Kind, str]
"""A text, its kind, and the base its relative addresses have in the document ("" for none). Like those below
a plain tuple: an entry makes half a dozen, and a named one costs five times as much."""
type Link = tuple[str, str, str, str]
"""Address, relation, media type, length."""
type Media = tuple[str, str, str, str]
"""Address, media type, length, seconds."""
type Author = tuple[str, str, str]
"""Name, address, e-mail."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same for all entries of a feed."""

    address: str
    latest: datetime
    """Dates after this are not believed."""
    is_atom: bool = False
    base: str = ""
    """The root's xml:base as written; "" where it has none."""
    language: str | None = None
    """The root's xml:lang."""


class Draft:
    """An entry while it is being read; what is never set costs nothing."""

    guid = ""
    guid_is_link = False
    origin = ""
    title: Passage | None = None
    summary: Passage | None = None
    published = ""
    updated = ""
    created = ""
    duration = ""
    language: str | None = None
    in_reply_to = ""
    media: Sequence[Media] = ()

    def __init__(self, base: str = "") -> None:
        self.base = base
        self.links: list[Link] = []
        self.contents: list[Passage] = []
        self.authors: list[Author] = []
        self.categories: list[str] = []


@dataclass(slots=True)
class FeedDraft:
    """A feed's own lines while they are being read."""

    title: Passage | None = None
    description: Passage | None = None
    links: list[Link] = field(default_factory=list)
    language: str = ""
    image: str = ""
    authors: list[Author] = field(default_factory=list)
    ttl: str = ""
    update_period: str = ""
    update_frequency: str = ""
    skip_hours: frozenset[int] = frozenset()


def finished(draft: Draft, frame: Frame) -> EntryRecord | None:
    """The record, or None where there is nothing to read, to hear or to open. Its guid may be empty."""
    base = joined(frame.address, draft.base) if draft.base else frame.address
    address = _entry_address(draft, base)
    title = title_of(draft.title, frame)
    content, summary, own_base = _texts(draft, broken=frame.is_atom or not title, is_atom=frame.is_atom)
    enclosures = _enclosures(draft, base) if draft.media or draft.links else ()
    if not (address or title or content or enclosures):
        return None
    published = moment(draft.published, frame.latest)
    updated = published if draft.updated == draft.published else moment(draft.updated, frame.latest)
    return EntryRecord(
        guid=shortened(draft.guid),
        address=address,
        title=title,
        content=content,
        summary=summary,
        base=joined(frame.address, own_base) if own_base else base,
        authors=authors_of(draft.authors, base) if draft.authors else (),
        published=published or moment(draft.created, frame.latest) or updated,
        updated=updated,
        categories=_categories(draft.categories) if draft.categories else (),
        enclosures=enclosures,
        language=None if draft.language == frame.language else draft.language,
        in_reply_to=draft.in_reply_to or None,
    )


def shortened(guid: str) -> str:
    """Long ids end in a hash: databases index no more than some two thousand bytes."""
    return guid if len(guid) <= LONGEST_GUID else f"{guid[:400]}#{hashed(guid)}"


def hashed(*words: str) -> str:
    return blake2b("\0".join(words).encode(errors="replace"), digest_size=16).hexdigest()


def title_of(title: Passage | None, frame: Frame) -> str:
    if title is None:
        return ""
    text = mended_line(title[0])
    if "<" in text or "&" in text:
        text = without_scripts(text)
        marked_up = title[1] != "plain" if frame.is_atom else looks_like_html(text)
        text = without_markup(text) if marked_up else text
    return one_line(text)


def page_link(links: list[Link]) -> str:
    """The first link to a page, else the first alternate of any kind."""
    other = ""
    for href, rel, media_type, _ in links:
        if rel == "alternate" and href:
            if media_type in _PAGES:
                return href
            other = other or href
    return other


def _entry_address(draft: Draft, base: str) -> str | None:
    chosen = draft.origin or page_link(draft.links)
    if chosen:
        found = web_address(base, chosen)
        if found is not None:
            return found
    if draft.guid_is_link and draft.guid.startswith("http"):
        return web_address("", draft.guid)
    return None


def _texts(draft: Draft, *, broken: bool, is_atom: bool) -> tuple[str, str, str]:
    """Content, summary and base: the longer text is the content, the other one is kept where it differs.

    `broken`: line ends count where there is no tag at all. So it is in Atom, and in RSS in notes without a title.
    """
    summary = draft.summary
    contents = draft.contents
    if not contents:
        return ("", "", "") if summary is None else (_markup(summary, broken=broken, is_atom=is_atom), "", summary[2])
    content = contents[0] if len(contents) == 1 else max(contents, key=lambda passage: len(passage[0]))
    if summary is None or not summary[0] or summary[0] == content[0]:
        return _markup(content, broken=broken, is_atom=is_atom), "", content[2]
    if len(summary[0]) > len(content[0]):
        content, summary = summary, content
    return (
        _markup(content, broken=broken, is_atom=is_atom),
        _markup(summary, broken=broken, is_atom=is_atom),
        content[2],
    )


def _markup(passage: Passage, *, broken: bool, is_atom: bool) -> str:
    """RSS does not say whether a text is marked up, so the text decides; Atom says it and means it."""
    text, kind, _ = passage
    if kind == "plain" and (is_atom or not looks_like_html(text)):
        return html_of_plain(text)
    return with_breaks(text) if broken else text


def _enclosures(draft: Draft, base: str) -> tuple[EnclosureRecord, ...]:
    media = [(href, kind, length, "") for href, rel, kind, length in draft.links if rel == "enclosure"]
    if not media and not draft.media:
        return ()
    found: dict[str, EnclosureRecord] = {}
    for href, kind, length, seconds in [*media, *draft.media]:
        address = web_address(base, href)
        if address and address not in found and len(found) < MOST_OF_A_KIND:
            found[address] = EnclosureRecord(address, kind, positive(length), seconds_of(seconds))
    return _with_duration(tuple(found.values()), seconds_of(draft.duration))


def _with_duration(enclosures: tuple[EnclosureRecord, ...], seconds: int | None) -> tuple[EnclosureRecord, ...]:
    """An entry has one length of play, and it is that of the first thing that can be played."""
    for place, one in enumerate(enclosures):
        if seconds and one.seconds is None and not one.media_type.startswith(("image/", "text/")):
            played = EnclosureRecord(one.address, one.media_type, one.length, seconds)
            return (*enclosures[:place], played, *enclosures[place + 1 :])
    return enclosures


def positive(text: str) -> int | None:
    text = text.strip()
    return (int(text) or None) if text.isascii() and text.isdigit() and len(text) < 16 else None


def seconds_of(text: str) -> int | None:
    """`3723`, `62:03`, `1:02:03` and `62.5` seconds; None for anything else or longer than a week."""
    parts = text.strip().split(".")[0].split(":")
    if len(parts) > 3 or not all(part.isascii() and part.isdigit() and len(part) < 8 for part in parts):
        return None
    total = 0
    for part in parts:
        total = total * 60 + int(part)
    return total if 0 < total <= 604_800 else None


def authors_of(authors: list[Author], base: str) -> tuple[AuthorRecord, ...]:
    """Each name once; an address or e-mail named the second time is kept."""
    if len(authors) == 1:
        only = _author(authors[0], base)
        return () if only is None else (only,)
    found: dict[str | None, AuthorRecord] = {}
    for author in authors[:MOST_OF_A_KIND]:
        record = _author(author, base)
        if record is None:
            continue
        key = record.name or record.email or record.address
        known = found.get(key)
        if known is not None:
            record = AuthorRecord(known.name, known.address or record.address, known.email or record.email)
        found[key] = record
    return tuple(found.values())


def _author(author: Author, base: str) -> AuthorRecord | None:
    name, address, email = author
    if address or email:
        return _author_at(author, base)
    name = line(mended_line(name))
    return AuthorRecord(name) if name else None


@lru_cache(maxsize=512)
def _author_at(author: Author, base: str) -> AuthorRecord | None:
    """The entries of a feed share their authors."""
    named, address, email = author
    name = line(mended_line(named))
    found = web_address(base, address) if address else None
    return AuthorRecord(name, found, email or None) if name or found or email else None


def _categories(words: list[str]) -> tuple[str, ...]:
    """In their order, each once; addresses among them are an engine's own marks."""
    found = dict.fromkeys([_category(word[:_LONGEST_WORD]) for word in words[: MOST_OF_A_KIND * 3]])
    found.pop("", None)
    return tuple(found)[:MOST_OF_A_KIND]


@lru_cache(maxsize=2048)
def _category(word: str) -> str:
    word = line(mended_line(word))
    return "" if word.startswith(("http://", "https://")) else word
