"""How often to look: as often as somebody writes, and never more often than they ask."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from allotment.core.ids import key64
from allotment.seek.deciding.stages import SourceForLook

LEAST: Final = timedelta(minutes=15)
MOST: Final = timedelta(days=1)
LOOKS_A_POST: Final = 24
"""How many looks fall between two posts of somebody who writes regularly: each is seen within a 24th of the gap."""
SPREAD: Final = 0.1
"""By how much a wait may be longer than it need be, so that sources do not all come due together."""
MONTH: Final = timedelta(days=30)
LOOKED_AT: Final = 30
"""Entries that tell how often somebody writes."""

_MAX_AGE: Final = re.compile(r"(?:^|[\s,])(?:s-maxage|max-age)\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


def after_success(source: SourceForLook, headers: Mapping[str, str], now: datetime) -> datetime:
    """The next look after one that was answered."""
    wanted = min(usual_wait(source.posts_per_month), MOST)
    asked = min(max(max_age(headers), timedelta(minutes=source.ttl_minutes)), MOST)
    wait = min(max(wanted, asked) * (1 + SPREAD * spread(source)), MOST)
    return outside(source.skip_hours, now + wait)


def after_failures(source: SourceForLook, retry_after: int | None, now: datetime) -> datetime:
    """The next look when the last `source.failures` failed: twice the wait each time, and what the server asks."""
    doubled = LEAST * 2 ** min(source.failures - 1, 10)
    wait = min(doubled * (1 + SPREAD * spread(source)), MOST)
    asked = min(timedelta(seconds=retry_after or 0), MOST)
    return outside(source.skip_hours, now + max(wait, asked))


def usual_wait(posts_per_month: float | None) -> timedelta:
    """The wait between looks at somebody who writes that often."""
    if not posts_per_month:
        return MOST / (1 + SPREAD)
    often = MONTH.total_seconds() / posts_per_month / LOOKS_A_POST
    return min(max(timedelta(seconds=min(often, 1e6)), LEAST), MOST / (1 + SPREAD))


def spread(source: SourceForLook) -> float:
    """Between 0 and 1; the same for the same source after the same number of failures."""
    return (key64(source.address_key, source.failures) & 0xFFFF) / 0xFFFF


def max_age(headers: Mapping[str, str]) -> timedelta:
    """How long the answer stays fresh, as its `Cache-Control` has it."""
    said = headers.get("cache-control", "")
    if not said or "no-cache" in said.lower() or "no-store" in said.lower():
        return timedelta()
    return timedelta(seconds=max((int(found) for found in _MAX_AGE.findall(said)), default=0))


def outside(skip_hours: int, at: datetime) -> datetime:
    """The first moment from `at` whose hour (GMT) the feed does not ask to skip; bit n of `skip_hours` is hour n."""
    if not skip_hours or skip_hours & 0xFFFFFF == 0xFFFFFF:
        return at
    while skip_hours >> at.hour & 1:
        at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return at


def posts_per_month(published: Sequence[datetime], now: datetime) -> float | None:
    """How often somebody writes, from the dates of their newest entries; silence since then counts. None: no dates."""
    dated = sorted((at for at in published if at <= now), reverse=True)[:LOOKED_AT]
    if not dated:
        return None
    span = max(now - dated[-1], timedelta(days=1))
    return len(dated) * (MONTH / span)
