"""How well two people know each other, and how often it is nice to hear from each other. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allotment.core import words

DEPTHS: Final[Mapping[int, Promise]] = {
    0: gettext_lazy("They do not know of me"),
    1: gettext_lazy("We know of each other"),
    2: gettext_lazy("We have exchanged a few words"),
    3: gettext_lazy("We have done something together"),
    4: gettext_lazy("We turn to each other now and again"),
    5: gettext_lazy("We rely on each other's advice"),
}
"""After the intimacy scale of Working Out Loud, in words of our own. None is better than another."""
RESTS: Final = 0
"""The rhythm of somebody who is let rest: they are never suggested."""
RHYTHMS: Final[Mapping[int, Promise]] = {
    2: gettext_lazy("every other week"),
    4: gettext_lazy("every month or so"),
    8: gettext_lazy("every other month"),
    13: gettext_lazy("four times a year"),
    26: gettext_lazy("twice a year"),
    52: gettext_lazy("once a year"),
    RESTS: gettext_lazy("let it rest"),
}
STRONG, WEAK = 4, 13
"""Weeks, where no rhythm was chosen: for those one knows well, and for those one knows a little."""


def rhythm_of(depth: int | None, weeks: int | None) -> int | None:
    """Weeks after which it may be nice to hear from each other; None where there is no rhythm, or it rests."""
    if weeks is not None:
        return weeks or None
    if depth is None or depth < 2:
        return None
    return STRONG if depth >= 4 else WEAK


def knowing_words(depth: int | None, weeks: int | None, quiet_until: date | None, today: date) -> str:
    """“We have done something together · every month or so · nothing suggested until 3 December”; empty where the
    owner has said nothing."""
    said = [] if depth is None else [str(DEPTHS[depth])]
    if weeks is not None and weeks in RHYTHMS:
        said.append(str(RHYTHMS[weeks]))
    if quiet_until is not None and quiet_until > today:
        said.append(_("nothing suggested until %(day)s") % {"day": words.day_with_year(quiet_until, today)})
    return words.sentence_start(" · ".join(said))
