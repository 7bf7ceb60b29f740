"""The numbers of documents in the one index of sense. Pure.

From the left: whether the words are the owner's own, the minute of the first writing, the kind, the number of the row.
Largest first is then the owner's own words first, and of these the newest. Eighteen digits, as in any address.
"""

from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import Final, NamedTuple

ROW_BITS: Final = 30
KIND_BITS: Final = 2
MINUTE_BITS: Final = 26
"""They last until 2097."""
FIRST_DAY: Final = date(1970, 1, 1)
LAST_DAY: Final = date(2097, 1, 1)


class Kind(IntEnum):
    """What the index of sense holds."""

    REFLECTION = 1
    RESOURCE = 2
    CLAIM = 3


OWN_WORDS: Final = frozenset({Kind.REFLECTION, Kind.CLAIM})


class Row(NamedTuple):
    kind: Kind
    pk: int


def number_of(kind: Kind, pk: int, at: datetime) -> int:
    """The number of a row's document; `at` must never change."""
    minute = int(at.timestamp()) // 60
    return (((kind in OWN_WORDS) << MINUTE_BITS | minute) << KIND_BITS | kind) << ROW_BITS | pk


def row_of(number: int) -> Row:
    """Whose document it is."""
    return Row(Kind(number >> ROW_BITS & (1 << KIND_BITS) - 1), number & (1 << ROW_BITS) - 1)


def days_of(at: datetime) -> tuple[str, str, str]:
    """Year, month and day, as a document is marked with them: its number cannot tell a span of days."""
    day = at.date().isoformat()
    return day[:4], day[:7], day


def days_between(since: date | None, before: date | None) -> tuple[str, ...]:
    """The fewest years, months and days that make up the span; `before` is left out of it."""
    day, end = max(since or FIRST_DAY, FIRST_DAY), min(before or LAST_DAY, LAST_DAY)
    found = []
    while day < end:
        year, month = _first_of_next_year(day), _first_of_next_month(day)
        if day.day == day.month == 1 and year <= end:
            found.append(day.isoformat()[:4])
            day = year
        elif day.day == 1 and month <= end:
            found.append(day.isoformat()[:7])
            day = month
        else:
            found.append(day.isoformat())
            day += timedelta(days=1)
    return tuple(found)


def _first_of_next_year(day: date) -> date:
    return date(day.year + 1, 1, 1)


def _first_of_next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)
