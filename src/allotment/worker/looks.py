"""`allotment fetch`: looks at sources now, and says what came of it."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet

from allotment.core import clock
from allotment.core.chores import claim, release_the_dead
from allotment.core.rows import stay_small
from allotment.seek.chores import LOOKS
from allotment.seek.fetching.looking import Look, Report
from allotment.seek.models import Source

BATCH: Final = 200
WAIT: Final = 60.0
"""Seconds to wait for sources that another worker is looking at."""
PAUSE: Final = 0.25


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be looked at, and when it will be tried again."""

    source: str
    code: str
    message: str
    next_look: datetime | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of it."""

    looked: int
    unchanged: int
    changed: int
    failed: int
    new_posts: int
    seconds: float
    failures: tuple[Failure, ...]

    def as_json(self) -> dict[str, Any]:
        """As the terminal's contract has it."""
        names = ("looked", "unchanged", "changed", "failed", "new_posts", "seconds")
        failures = [
            {
                "source": each.source,
                "code": each.code,
                "message": each.message,
                "next_look": each.next_look.isoformat() if each.next_look else None,
            }
            for each in self.failures
        ]
        return {name: getattr(self, name) for name in names} | {"failures": failures}


def how_many(*, every: bool) -> int:
    """How many sources `fetch` would look at."""
    return _wanted(clock.now(), every=every).count()


def fetch(*, every: bool = False, progress: Callable[[int], None] | None = None) -> Fetched:
    """Looks at what is due, with `every` at all that is looked at now and then. `progress` is told how many
    were looked at so far. Raises Busy or DiskFull; what was stored until then stays."""
    began, now = time.monotonic(), clock.now()
    stay_small()
    release_the_dead(now=now)
    look = Look(now=now)
    patience = began + WAIT
    while True:
        look.run(_claims(now, every=every), _telling(progress))
        if not _wanted(now, every=every).exists() or time.monotonic() > patience:
            return _fetched(look.report, time.monotonic() - began)
        time.sleep(PAUSE)


def _wanted(now: datetime, *, every: bool) -> QuerySet[Source]:
    if not every:
        return LOOKS.due(now)
    not_yet = Q(looked_at=None) | Q(looked_at__lt=now)
    return Source.objects.filter(not_yet, next_look_at__isnull=False).order_by("pk")


def _claims(now: datetime, *, every: bool) -> Iterator[Sequence[int]]:
    chore = replace(LOOKS, batch=BATCH, due=lambda at: _wanted(at, every=every))
    while ids := claim(chore, now=now):
        yield ids


def _telling(progress: Callable[[int], None] | None) -> Callable[[Report], None] | None:
    return None if progress is None else lambda report: progress(report.looked)


def _fetched(report: Report, seconds: float) -> Fetched:
    failures = tuple(
        Failure(source.address, source.error_code, source.error_message, source.next_look_at)
        for source in report.failures
    )
    return Fetched(
        report.looked,
        report.unchanged,
        report.changed,
        report.failed,
        report.new_posts,
        round(seconds, 3),
        failures,
    )
