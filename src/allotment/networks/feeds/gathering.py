"""A whole feed from its parts: newest first, every entry with an identity, no more than we keep."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Final

from allotment.networks.feeds.drafts import (
    FeedDraft,
    Frame,
    Link,
    authors_of,
    hashed,
    page_link,
    positive,
    shortened,
    title_of,
)
from allotment.networks.feeds.links import joined, web_address
from allotment.networks.records import EntryRecord, FeedRecord

MOST_ENTRIES: Final = 2000
_PERIODS: Final = {"hourly": 60, "daily": 1440, "weekly": 10080, "monthly": 43200, "yearly": 525600}


def gathered(draft: FeedDraft, entries: list[EntryRecord], frame: Frame) -> FeedRecord:
    base = joined(frame.address, frame.base) if frame.base else frame.address
    site = page_link(draft.links)
    site_address = web_address(base, site) if site else None
    return FeedRecord(
        title=title_of(draft.title, frame),
        site_address=site_address,
        description=title_of(draft.description, frame),
        language=draft.language.strip().replace("_", "-") or None,
        image_address=web_address(base, draft.image) if draft.image else None,
        authors=authors_of(draft.authors, base),
        hub=_related(draft.links, "hub", base),
        self_address=_related(draft.links, "self", base),
        ttl_minutes=_minutes(draft),
        skip_hours=draft.skip_hours,
        entries=tuple(_identified(newest(entries), site_address)),
    )


def newest(entries: list[EntryRecord]) -> list[EntryRecord]:
    """The newest first, cut to what we keep; an entry without a date stays beside the one before it."""
    latest = datetime.max.replace(tzinfo=UTC)
    dates: list[datetime] = []
    for entry in entries:
        latest = entry.published or latest
        dates.append(latest)
    if any(later < earlier for later, earlier in pairwise(dates)):
        order = sorted(range(len(dates)), key=dates.__getitem__, reverse=True)
        entries = [entries[place] for place in order]
    return entries[:MOST_ENTRIES]


def _identified(entries: list[EntryRecord], site: str | None) -> list[EntryRecord]:
    """Entries without an id go by their link, and by a hash of their words where several share it."""
    if all(entry.guid for entry in entries):
        return entries
    links: dict[str | None, int] = {site: 2, None: 2}
    for entry in entries:
        if not entry.guid:
            links[entry.address] = links.get(entry.address, 0) + 1
    return [entry if entry.guid else _named(entry, shared=links[entry.address] > 1) for entry in entries]


def _named(entry: EntryRecord, *, shared: bool) -> EntryRecord:
    if entry.address and not shared:
        return replace(entry, guid=shortened(entry.address))
    return replace(entry, guid="words:" + hashed(entry.address or "", entry.title, entry.content))


def _related(links: list[Link], rel: str, base: str) -> str | None:
    return next((web_address(base, href) for href, named, _, _ in links if named == rel and href), None)


def _minutes(draft: FeedDraft) -> int | None:
    """How long the feed asks to be left alone: `ttl`, else the syndication module's period."""
    if ttl := positive(draft.ttl):
        return ttl
    period = _PERIODS.get(draft.update_period.strip().lower())
    if period is None:
        return None
    return max(1, period // (positive(draft.update_frequency) or 1))
