"""Numbers, days and spans as people say them. Pure: what day it is comes in from outside."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

NUMBERS: Final = (
    gettext_lazy("none"),
    pgettext_lazy("number", "one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
    gettext_lazy("eleven"),
    gettext_lazy("twelve"),
    gettext_lazy("thirteen"),
    gettext_lazy("fourteen"),
    gettext_lazy("fifteen"),
    gettext_lazy("sixteen"),
    gettext_lazy("seventeen"),
    gettext_lazy("eighteen"),
    gettext_lazy("nineteen"),
    gettext_lazy("twenty"),
)


def number(value: int) -> str:
    """Numbers up to twenty as words, larger ones in figures."""
    return str(NUMBERS[value]) if 0 <= value < len(NUMBERS) else str(value)


def minutes(value: int) -> str:
    """“6 minutes”: beside a title, where figures read faster than words."""
    return ngettext("%(minutes)d\u00a0minute", "%(minutes)d\u00a0minutes", value) % {"minutes": value}


def sentence_start(text: str) -> str:
    """The same with a capital letter in front, whatever follows it."""
    return text[:1].upper() + text[1:]


def joined(names: Sequence[str]) -> str:
    """“Ayo”, “Ayo and Mei”, “Ayo, Mei and Tomasz”."""
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def day(day: date) -> str:
    """“Sunday, 22 November”."""
    return date_format(day, "l, j\u00a0F")


def day_with_year(day: date, today: date) -> str:
    """“22 November”, with the year where it is not this one."""
    return date_format(day, "j\u00a0F" if day.year == today.year else "j\u00a0F\u00a0Y")


def since(day: date, today: date) -> str:
    """How long ago a day was, roughly and kindly: “today”, “yesterday”, “on Friday”, “in June”, “in May 2024”."""
    return _since(day, today, get_language())


@lru_cache(maxsize=2000)
def _since(day: date, today: date, _language: str | None) -> str:
    days = (today - day).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 7:
        return _("on %(weekday)s") % {"weekday": date_format(day, "l")}
    if days < 21:
        return _("on %(day)s") % {"day": date_format(day, "j\u00a0F")}
    if days < 300:
        return _("in %(month)s") % {"month": date_format(day, "F")}
    return _("in %(month)s") % {"month": date_format(day, "F\u00a0Y")}
