"""Whom it might be nice to turn to this week, why, and with what smallest step. Pure.

docs/decisions/0064-suggestions.md has the rules. The same people, moments and week give the same suggestions.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from allotment.core.ids import key64
from allotment.people.knowing import RESTS, rhythm_of

MOST: Final = 3
"""Suggestions a week."""
LADDER: Final = ("thank", "credit", "share", "ask", "offer", "show", "introduce", "make")
"""What one may contribute, the smallest first; each is a kind of moment."""
NEEDS_SOMETHING: Final = {"thank", "credit"}
"""Steps for what came from them: without that there is nothing to thank for."""
PEACE: Final = timedelta(weeks=6)
"""After a suggestion, so long nothing more about the same person: at most twice in three months."""
RECENT: Final = timedelta(weeks=26)
UNEVEN: Final = 3
"""Things that came from somebody, and nothing went back."""

Why = Literal["rhythm", "uneven"]


@dataclass(frozen=True, slots=True)
class Tie:
    """What there is to know of one person of the network."""

    person_id: int
    depth: int | None = None
    rhythm_weeks: int | None = None
    quiet_until: date | None = None
    heard_at: datetime | None = None
    heard_on: date | None = None
    """When anything last happened, in whatever direction."""
    suggested_on: date | None = None
    received: int = 0
    """What came from them within `RECENT`."""
    received_since: date | None = None
    gave_back: bool = False
    """Whether anything went to them, or was done with them, within `RECENT`."""
    made: frozenset[str] = frozenset()
    """Steps of the ladder that were made towards them at any time."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """One person, the reason, and the step."""

    person_id: int
    step: str
    why: Why
    weight: float


def suggested(ties: Iterable[Tie], *, today: date, notes_uneven: bool = True) -> list[Suggested]:
    """At most three, those waiting longest for the rhythm that they have first; equal ones take turns by the week."""
    week = week_of(today)
    found = [each for tie in ties if may_be_suggested(tie, today) for each in _reasons(tie, today, notes_uneven)]
    found.sort(key=lambda each: (-each.weight, key64("week", week.toordinal(), each.person_id)))
    return found[:MOST]


def week_of(day: date) -> date:
    """Its Monday."""
    return day - timedelta(days=day.weekday())


def may_be_suggested(tie: Tie, today: date) -> bool:
    """Nobody who rests, is snoozed, or was suggested a short while ago."""
    if tie.rhythm_weeks == RESTS or (tie.quiet_until is not None and tie.quiet_until > today):
        return False
    return tie.suggested_on is None or today - tie.suggested_on >= PEACE


def _reasons(tie: Tie, today: date, notes_uneven: bool) -> Iterator[Suggested]:  # noqa: FBT001 - passed on
    """One reason at most: the rhythm goes first."""
    weeks = rhythm_of(tie.depth, tie.rhythm_weeks)
    if weeks is not None and tie.heard_on is not None:
        waited = (today - tie.heard_on).days / (7 * weeks)
        if waited >= 1:
            yield Suggested(tie.person_id, next_step(tie.received, tie.made), "rhythm", waited)
            return
    if notes_uneven and tie.received >= UNEVEN and not tie.gave_back:
        yield Suggested(tie.person_id, next_step(tie.received, tie.made), "uneven", tie.received / (tie.received + 10))


def next_step(received: int, made: Collection[str]) -> str:
    """The smallest step not yet made; once all are made, the smallest there is."""
    apt = [step for step in LADDER if received or step not in NEEDS_SOMETHING]
    return next((step for step in apt if step not in made), apt[0])
