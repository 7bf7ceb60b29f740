"""Both XML lanes by hand, for tests that hold them against each other."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Final

from allotment.networks.feeds.doubts import DoubtError
from allotment.networks.feeds.encodings import decoded
from allotment.networks.feeds.strict import parse_strictly
from allotment.networks.feeds.tidying import tidied
from allotment.networks.feeds.tolerant import parse_tolerantly
from allotment.networks.records import FeedRecord

ADDRESS: Final = "https://example.org/blog/feed.xml"
NOW: Final = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATEST: Final = NOW + timedelta(days=2)


def strictly(body: bytes) -> FeedRecord | None:
    """None where the strict lane has its doubts, also after tidying."""
    for attempt in (body.removeprefix(b"\xef\xbb\xbf").lstrip(), (tidied(decoded(body)) or "").encode()):
        try:
            return parse_strictly(attempt, address=ADDRESS, latest=LATEST)
        except DoubtError:
            continue
    return None


def tolerantly(body: bytes) -> FeedRecord:
    return parse_tolerantly(tidied(decoded(body)) or "", address=ADDRESS, latest=LATEST)


def differences(one: FeedRecord, other: FeedRecord) -> list[str]:
    """Field by field, entry by entry, in words."""
    found = [
        f"feed {field.name}: {getattr(one, field.name)!r} | {getattr(other, field.name)!r}"
        for field in fields(one)
        if field.name != "entries" and getattr(one, field.name) != getattr(other, field.name)
    ]
    if len(one.entries) != len(other.entries):
        found.append(f"entries: {len(one.entries)} | {len(other.entries)}")
    for place, (left, right) in enumerate(zip(one.entries, other.entries, strict=False)):
        found += [
            f"entry {place} {field.name}: {getattr(left, field.name)!r} | {getattr(right, field.name)!r}"
            for field in fields(left)
            if getattr(left, field.name) != getattr(right, field.name)
        ]
    return found
