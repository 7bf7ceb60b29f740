"""What every network is converted to. Frozen, plain, and nobody's database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final


@dataclass(frozen=True, slots=True)
class AuthorRecord:
    """Who an entry or a feed says wrote it."""

    name: str
    address: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class EnclosureRecord:
    """A file that belongs to an entry: a podcast's sound, a picture."""

    address: str
    media_type: str = ""
    length: int | None = None
    """Bytes, as the feed states them."""
    seconds: int | None = None
    """How long it plays, where the feed says so."""


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """One entry as the feed has it: markup is raw and must be cleaned before anybody sees it."""

    guid: str
    """Never empty: the feed's own id, else the link, else a hash of the words."""
    address: str | None
    title: str
    """Plain text."""
    content: str = ""
    """Raw HTML, as full as the feed gives it."""
    summary: str = ""
    """Raw HTML; empty where the feed has none beside the content."""
    base: str = ""
    """What relative addresses inside the markup resolve against."""
    authors: tuple[AuthorRecord, ...] = ()
    published: datetime | None = None
    """Aware, UTC; None where the feed has none that can be believed."""
    updated: datetime | None = None
    categories: tuple[str, ...] = ()
    enclosures: tuple[EnclosureRecord, ...] = ()
    language: str | None = None
    """BCP 47 as written, only where the entry itself says so."""
    in_reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class FeedRecord:
    """One feed as it was on the day it was fetched; entries newest first."""

    title: str
    site_address: str | None = None
    description: str = ""
    language: str | None = None
    image_address: str | None = None
    authors: tuple[AuthorRecord, ...] = ()
    hub: str | None = None
    """WebSub hub, absolute."""
    self_address: str | None = None
    ttl_minutes: int | None = None
    skip_hours: frozenset[int] = frozenset()
    entries: tuple[EntryRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class ProfileRecord:
    """Somebody, as a page or a network introduces them. Empty where it says nothing."""

    name: str = ""
    address: str | None = None
    kind: str = "website"
    """website, feed, mastodon, bluesky, youtube, github, …: the names of `networks.addresses`."""
    handle: str | None = None
    avatar_address: str | None = None
    headline: str = ""
    place: str = ""
    addresses: tuple[str, ...] = ()
    """Further addresses they name as their own (rel-me, u-url)."""


@dataclass(frozen=True, slots=True)
class OutlineRecord:
    """One line of a subscription list."""

    title: str
    feed_address: str | None
    site_address: str | None = None
    folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardRecord:
    """Somebody, as an address book tells of them: plain words on single lines, cut to length. Empty where it says
    nothing."""

    line: int
    """Where it begins in its file, counted from one."""
    name: str = ""
    pronouns: str = ""
    headline: str = ""
    organisation: str = ""
    place: str = ""
    time_zone: str = ""
    """A name of the time zone database, as in Europe/London."""
    languages: tuple[str, ...] = ()
    """As BCP 47 writes them, or in words."""
    fields: tuple[str, ...] = ()
    """Categories, groups, tags: whatever it is sorted by."""
    note: str = ""
    """In lines."""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    """Of the web, canonical."""
    fault: str = ""
    """Why nobody is to be made of it: one of `CARD_FAULTS`."""


CARD_FAULTS: Final = ("nameless", "group", "organisation", "unclosed", "too_many")
