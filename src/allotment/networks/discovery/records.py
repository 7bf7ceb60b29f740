"""What was found, and what finding needs."""

from dataclasses import dataclass
from typing import Any, Protocol

from allotment.networks.http import Retrieved
from allotment.networks.records import FeedRecord, OutlineRecord, ProfileRecord


class Getter(Protocol):
    """The part of the door that discovery uses."""

    def get(self, address: str, **fields: Any) -> Retrieved: ...


@dataclass(frozen=True, slots=True)
class Found:
    """What can be followed at what somebody pasted."""

    kind: str
    """feed, tag, opml, or the name of a service: mastodon, bluesky, youtube, …"""
    feed_address: str | None = None
    """Canonical; where a permanent redirect led, if one did."""
    feed: FeedRecord | None = None
    retrieved: Retrieved | None = None
    """The answer the feed was read from: its headers carry the validators."""
    profile: ProfileRecord | None = None
    """Who stands behind it; None where nobody single does."""
    profiles: tuple[tuple[str, str], ...] = ()
    """Kind and address of everywhere this person is known to be, the most telling first."""
    has_person: bool = True
    outlines: tuple[OutlineRecord, ...] = ()
    """The lines, where what was pasted leads to a subscription list."""
