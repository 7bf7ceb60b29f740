"""Days as people say them in front of a line: “yesterday: tea”, “on Monday 15:30, a walk”.

Pure; docs/decisions/0063-spoken-days.md says why by hand. Only what stands at the very beginning is a day, and only
where it cannot be anything else: “Sat down with her” is no Saturday, “today's paper” not today. Days look back:
“12 March” is the last one there was.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from allotment.core.errors import AllotmentError

EARLIEST: Final = 1900
NOON: Final = time(12)
"""When something was, on a day of which nobody said the time."""


class NoSuchDay(AllotmentError):
    code = "no_such_day"
    sentence = _("There is no such day. A day reads like “yesterday”, “on Monday”, “12 March” or “2026-03-12”.")


class StillToCome(AllotmentError):
    code = "still_to_come"
    sentence = _("That is still to come. Note it when it has happened.")


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a line says: a day and perhaps a time, and the words after them."""

    day: date
    time: time | None
    words: str


WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
NEAR: Final = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "yesterday": 1,
    "yesterday morning": 1,
    "yesterday afternoon": 1,
    "yesterday evening": 1,
    "last night": 1,
    "the day before yesterday": 2,
}
"""How many days ago it was."""
NUMBERS: Final = (
    "a",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
DAYS_IN: Final = {"day": 1, "week": 7}
MONTHS_IN: Final = {"month": 1, "year": 12}


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in MONTHS) + "|sept"
_DAY_OF_MONTH = r"\d{1,2}(?:st|nd|rd|th)?"
_ABBREVIATED = "|".join((*(name[:3] for name in WEEKDAYS), "tues", "wednes", "thur", "thurs"))
_ANY_WEEKDAY = f"{_any_of(WEEKDAYS)}|{_ABBREVIATED}"
_END = r"(?:\s*[:,;\u2013\u2014]\s*|\s+-+\s+|\.\s+|\s+|\Z)"
_BREAK = r"(?:\s*[:,;\u2013\u2014]\s*|\s+-+\s+|\.\s+|\s*\Z)"
_AT = r"""(?:[\s,]*\s(?:at\s+)?(?:
    (?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?:\s?(?P<half>[ap])\.?m\b\.?)? |
    (?P<whole>1[0-2]|[1-9])\s?(?P<whole_half>[ap])\.?m\b\.? |
    (?P<word>noon|midday|midnight)\b
    ))?"""
_SHAPES: Final = (
    rf"(?P<near>{_any_of(tuple(NEAR))})",
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})(?P<sign>[/.])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4})",
    rf"(?P<count>\d{{1,5}}|an|{'|'.join(NUMBERS)})\s+(?P<unit>day|week|month|year)s?\s+ago",
    r"last\s+(?P<unit>week|month|year)",
    rf"(?:on\s+)?(?:(?:{_ANY_WEEKDAY})[,\s]\s*)?(?:the\s+)?(?P<day>{_DAY_OF_MONTH})\s+(?:of\s+)?(?P<name>{_MONTH})\b(?:,?\s+(?P<year>\d{{4}}))?",
    rf"(?:on\s+)?(?P<name>{_MONTH})\s+(?P<day>{_DAY_OF_MONTH})\b(?:,?\s+(?P<year>\d{{4}}))?",
    rf"(?P<last>on\s+|last\s+|)(?P<weekday>{_any_of(WEEKDAYS)})",
    rf"(?P<last>on\s+|last\s+)(?P<weekday>{_ABBREVIATED})",
)
"""What unmistakably is a day, the longest forms first."""
_FLAGS = re.IGNORECASE | re.VERBOSE


def _compiled(shape: str, end: str) -> re.Pattern[str]:
    spaced = shape.replace(" ", r"\s+")
    return re.compile(rf"\s*{spaced}{_AT}{end}", _FLAGS)


_PATTERNS: Final = (
    *(_compiled(shape, _END) for shape in _SHAPES),
    _compiled(rf"(?P<last>)(?P<weekday>{_ABBREVIATED})", _BREAK),
)


def heard(line: str, today: date) -> Spoken:
    """The day in front of a line and the words after it; without a day it is today's. Raises NoSuchDay for a day
    that no calendar has, and StillToCome for one after today."""
    for pattern in _PATTERNS:
        found = pattern.match(line)
        if found:
            said = found.groupdict()
            day = _day(said, today)
            if day > today:
                raise StillToCome
            return Spoken(day, _time(said), line[found.end() :].strip())
    return Spoken(today, None, line.strip())


def moment_of(spoken: Spoken, *, now: datetime, zone: ZoneInfo) -> datetime:
    """When it was: now where nothing else was said, noon on a day without a time. Raises StillToCome."""
    if spoken.time is None and spoken.day == now.astimezone(zone).date():
        return now
    at = datetime.combine(spoken.day, spoken.time or NOON, zone)
    if at > now:
        raise StillToCome
    return at


def _day(said: dict[str, str | None], today: date) -> date:
    ways: tuple[tuple[str, Callable[[dict[str, str], date], date]], ...] = (
        ("near", lambda said, today: today - timedelta(days=NEAR[" ".join(said["near"].lower().split())])),
        ("unit", _ago),
        ("weekday", _on_weekday),
        ("day", _on_date),
    )
    given = {name: words for name, words in said.items() if words is not None}
    way = next(way for name, way in ways if name in given)
    try:
        day = way(given, today)
    except (ValueError, OverflowError) as error:
        raise NoSuchDay from error
    if day.year < EARLIEST:
        raise NoSuchDay
    return day


def _ago(said: dict[str, str], today: date) -> date:
    count, unit = _number(said.get("count", "one").lower()), said["unit"].lower()
    if unit in DAYS_IN:
        return today - timedelta(days=count * DAYS_IN[unit])
    months = today.year * 12 + today.month - 1 - count * MONTHS_IN[unit]
    return _last_at_most(months // 12, months % 12 + 1, today.day)


def _last_at_most(year: int, month: int, day: int) -> date:
    """That day of the month, or its last where it is shorter."""
    for each in range(day, day - 4, -1):
        try:
            return date(year, month, each)
        except ValueError:
            continue
    raise ValueError(year)


def _number(said: str) -> int:
    if said.isdigit():
        return int(said)
    return 1 if said == "an" else max(NUMBERS.index(said), 1)


def _on_weekday(said: dict[str, str], today: date) -> date:
    """The latest such day; “last Monday” is never today."""
    wanted = next(place for place, name in enumerate(WEEKDAYS) if name.startswith(said["weekday"].lower()[:3]))
    back = (today.weekday() - wanted) % 7
    if back == 0 and said["last"].strip().lower() == "last":
        back = 7
    return today - timedelta(days=back)


def _on_date(said: dict[str, str], today: date) -> date:
    day = int(re.sub(r"\D", "", said["day"]))
    month = int(said["month"]) if "month" in said else _month(said["name"])
    if "year" in said:
        return date(int(said["year"]), month, day)
    return next(_within_reach(day, month, today), None) or date(today.year, month, day)


def _within_reach(day: int, month: int, today: date) -> Iterator[date]:
    """Such days up to today, the latest first; the 29th of February may be eight years ago."""
    for year in range(today.year, today.year - 9, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            yield found


def _month(name: str) -> int:
    return next(place for place, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def _time(said: dict[str, str | None]) -> time | None:
    if said["word"]:
        return time(0) if said["word"].lower() == "midnight" else NOON
    hour, half = said["hour"] or said["whole"], said["half"] or said["whole_half"]
    if hour is None:
        return None
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            raise NoSuchDay
        number = number % 12 + (12 if half.lower() == "p" else 0)
    return time(number, int(said["minute"] or 0))
