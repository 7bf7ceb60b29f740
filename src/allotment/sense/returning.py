"""What comes back today, slowly: one reflection at most, and one question whether something was of use. Pure.

Nothing is noted of what was offered, so nothing can pile up: the day alone says what it brings, and what nobody looked
at on that day goes by without a word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

RETURNS_AFTER: Final = (1, 30)
"""Days after which a reflection is offered again."""
ASKED_AFTER: Final = (30, 90)
"""Days after which it is asked whether something was of use …"""
ASKED_FOR: Final = 14
"""… and for so many days from then on, since only one thing is asked about in a day."""

type ThingKind = Literal["resource", "reflection"]


@dataclass(frozen=True, slots=True)
class Written:
    """A reflection: when it was written, and when it was last changed."""

    id: int
    on: date
    tended_on: date


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that may have been of use. `told_on`: when the owner last said how it was, and `is_settled` if
    that was the last word on it."""

    kind: ThingKind
    id: int
    on: date
    has_own_words: bool
    told_on: date | None = None
    is_settled: bool = False


def days_of_return(day: date) -> tuple[date, ...]:
    """What was written on these days may come back today."""
    return tuple(day - timedelta(days=after) for after in RETURNS_AFTER)


def spans_of_asking(day: date) -> tuple[tuple[date, date], ...]:
    """What was kept or written in these spans may be asked about today; both ends belong to a span."""
    return tuple((day - timedelta(days=after + ASKED_FOR - 1), day - timedelta(days=after)) for after in ASKED_AFTER)


def returning(day: date, written: Iterable[Written]) -> Written | None:
    """The one that comes back: what was written longest ago, and of one day the first. None where the owner is at it
    today anyway: another does not take its place."""
    days = days_of_return(day)
    found = min((one for one in written if one.on in days), key=lambda one: (one.on, one.id), default=None)
    return found if found and found.tended_on != day else None


def asked_about(day: date, things: Iterable[Thing]) -> Thing | None:
    """The one thing that is asked about: every day another of those that are due, those with the owner's own words
    before all others. None once something was told today: another does not take its place."""
    things = list(things)
    if any(thing.told_on == day for thing in things):
        return None
    due = sorted((thing for thing in things if is_due(thing, day)), key=lambda one: (one.on, one.kind, one.id))
    choice = [thing for thing in due if thing.has_own_words] or due
    return choice[day.toordinal() % len(choice)] if choice else None


def is_due(thing: Thing, day: date) -> bool:
    """Whether its thirty or ninety days have just gone by, and nothing was told of it since."""
    if thing.is_settled:
        return False
    age = next((day - last for first, last in spans_of_asking(day) if first <= thing.on <= last), None)
    return age is not None and (thing.told_on is None or thing.told_on < thing.on + age)
