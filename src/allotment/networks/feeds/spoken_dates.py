"""Dates as people and old programs write them: months by name, parts in any order, names of zones."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from allotment.networks.feeds.month_names import MONTH_NAMES

_LONGEST: Final = 120

_HOURS: Final = {
    "utc": 0.0, "gmt": 0.0, "ut": 0.0, "z": 0.0, "wet": 0.0, "west": 1.0, "bst": 1.0, "cet": 1.0, "met": 1.0,
    "cest": 2.0, "mest": 2.0, "mesz": 2.0, "mez": 1.0, "eet": 2.0, "eest": 3.0, "msk": 3.0, "ist": 5.5,
    "sgt": 8.0, "hkt": 8.0, "awst": 8.0, "jst": 9.0, "kst": 9.0, "acst": 9.5, "aest": 10.0, "aedt": 11.0,
    "nzst": 12.0, "nzdt": 13.0, "brt": -3.0, "art": -3.0, "adt": -3.0, "ast": -4.0, "edt": -4.0, "est": -5.0,
    "et": -5.0, "cdt": -5.0, "cst": -6.0, "ct": -6.0, "mdt": -6.0, "mst": -7.0, "mt": -7.0, "pdt": -7.0,
    "pst": -8.0, "pt": -8.0, "akdt": -8.0, "akst": -9.0, "hst": -10.0,
}  # fmt: skip

_TIME: Final = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(?:([ap])\.?\s?m\b)?")
_OFFSET: Final = re.compile(r"(?:gmt|utc)?\s*([+-])(\d{1,2}):?(\d{2})?\b")
_ZONE: Final = re.compile(r"[a-z]+")
_YEAR_FIRST: Final = re.compile(r"(?<!\d)(\d{4})\s?[-/.년年]\s?(\d{1,2})\s?[-/.월月]\s?(\d{1,2})(?!\d)")
_YEAR_LAST: Final = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_NUMBER: Final = re.compile(r"(?<!\d)\d{1,4}(?!\d)")


def _bare(text: str) -> str:
    """Lower case without accents, so that one spelling of each name is enough."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _months() -> dict[str, int]:
    table: dict[str, int] = {}
    for number, names in enumerate(MONTH_NAMES, start=1):
        for name in names.split():
            table.setdefault(_bare(name), number)
    return table


_MONTHS: Final = _months()


def spoken(text: str) -> datetime | None:
    """The time these words name, aware if they name a zone; None where they leave a doubt."""
    words = _bare(text[:_LONGEST])
    time = _TIME.search(words)
    rest = words[: time.start()] + " | " + words[time.end() :] if time else words
    day = _numeric_day(rest) or _named_day(rest)
    if day is None:
        return None
    try:
        return datetime(*day, *_clock(time), tzinfo=_zone(words[time.end() :] if time else ""))
    except ValueError:
        return None


def _numeric_day(words: str) -> tuple[int, int, int] | None:
    if match := _YEAR_FIRST.search(words):
        year, month, day = map(int, match.groups())
        return year, month, day
    if match := _YEAR_LAST.search(words):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if first > 12 or match[2] == "." or first == second:
            return year, second, first
        if second > 12:
            return year, first, second
    return None


def _named_day(words: str) -> tuple[int, int, int] | None:
    month = next((_MONTHS[word] for word in _WORD.findall(words) if word in _MONTHS), None)
    if month is None:
        return None
    numbers = _NUMBER.findall(words)
    day = next((n for n in numbers if len(n) <= 2 and 1 <= int(n) <= 31), None)
    if day is None:
        return None
    numbers.remove(day)
    year = next((n for n in numbers if len(n) == 4), None) or next((n for n in numbers if len(n) == 2), None)
    if year is None:
        return None
    return _century(year), month, int(day)


def _century(year: str) -> int:
    """RFC 2822, section 4.3: two digits below fifty are this century's."""
    number = int(year)
    if len(year) == 4:
        return number
    return number + (2000 if number < 50 else 1900)


def _clock(time: re.Match[str] | None) -> tuple[int, int, int]:
    if time is None:
        return 0, 0, 0
    hour, minute, second = int(time[1]), int(time[2]), int(time[3] or 0)
    if time[4]:
        hour = hour % 12 + (12 if time[4] == "p" else 0)
    return hour, minute, min(second, 59)


def _zone(words: str) -> timezone:
    """What follows the time of day; UTC where nothing does."""
    if match := _OFFSET.search(words):
        away = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return timezone(away if match[1] == "+" else -away)
    for word in _ZONE.findall(words):
        if word in _HOURS:
            return timezone(timedelta(hours=_HOURS[word])) if _HOURS[word] else UTC
    return UTC
