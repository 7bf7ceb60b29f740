"""Days as far as somebody remembers them: a year, a month of it, or the day."""

import re
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

_ROUGH: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


def rough_day(text: str) -> str:
    """The same with two digits a part: 2019, 2019-05 or 2019-05-12; raises ValidationError for anything else."""
    found = _ROUGH.fullmatch(text.strip())
    whole = _day_in(found) if found else None
    if found is None or whole is None:
        raise ValidationError(_("Write it as far as you know it: 2019, 2019-05 or 2019-05-12."))
    return whole.isoformat()[: 10 if found[3] else 7 if found[2] else 4]


def is_rough_day(text: str) -> None:
    """The same, where nothing but the refusal is wanted."""
    rough_day(text)


def _day_in(found: re.Match[str]) -> date | None:
    """The day, or the first of what was named; None for a day that no calendar has."""
    try:
        return date(*(int(part or 1) for part in found.groups()))
    except ValueError:
        return None


def roughly(text: str) -> str:
    """“in 2019”, “in May 2019”, “on 12 May 2019”, from what `rough_day` gives."""
    if len(text) == 4:
        return _("in %(month)s") % {"month": text}
    if len(text) == 7:
        return _("in %(month)s") % {"month": date_format(date.fromisoformat(f"{text}-01"), "F\u00a0Y")}
    return _("on %(day)s") % {"day": date_format(date.fromisoformat(text), "j\u00a0F\u00a0Y")}
