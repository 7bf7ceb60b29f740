"""The stages of a look, by name."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from allotment.networks.records import EntryRecord


@dataclass(frozen=True, slots=True)
class SourceForLook:
    """What a look needs to know of a source, and what it may change; the fields are those of `models.Source`."""

    id: int
    address: str
    address_key: int
    title: str = ""
    description: str = ""
    site_address: str = ""
    image_address: str = ""
    language: str = ""
    etag: str = ""
    last_modified: str = ""
    body_hash: int | None = None
    state: str = "active"
    next_look_at: datetime | None = None
    looked_at: datetime | None = None
    changed_at: datetime | None = None
    failing_since: datetime | None = None
    failures: int = 0
    error_code: str = ""
    error_message: str = ""
    moved_to: str = ""
    moved_times: int = 0
    newest_post_at: datetime | None = None
    posts_per_month: float | None = None
    ttl_minutes: int = 0
    skip_hours: int = 0
    hub: str = ""
    hub_topic: str = ""
    hub_due_at: datetime | None = None

    @property
    def is_new(self) -> bool:
        """Whether nothing of it was ever stored."""
        return self.changed_at is None


# The three below are made by the ten thousand in a refresh: a tuple costs a third of a frozen dataclass.


class Keyed(NamedTuple):
    """An entry with its fingerprints."""

    guid_key: int
    content_hash: int
    entry: EntryRecord


class Known(NamedTuple):
    """What is stored of a post, as far as recognising it needs."""

    id: int
    source_id: int
    guid_key: int
    url_key: int | None
    content_hash: int
    address: str
    title: str
    published_at: datetime


class Replaced(NamedTuple):
    """A stored post that its feed now has otherwise."""

    post_id: int
    keyed: Keyed
    edited: bool
    """Whether its words changed; else only its address or its guid did."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A feed's entries, told apart."""

    new: tuple[Keyed, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Intent:
    """What shall be stored of one look."""

    source: SourceForLook
    """As it shall be."""
    first: bool = False
    """Whether nothing was ever stored of it before."""
    new: tuple[Keyed, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    moves_to: str = ""
    """Its new address, when it has said so often enough."""
