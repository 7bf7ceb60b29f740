"""Why a day has no edition, in words that every door says alike."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from django.utils.translation import gettext as _

from allotment.core import words
from allotment.core.models import Owner
from allotment.seek.editions.gathering import preferences_of


class Because(Enum):
    """What it is that leaves a day without reading."""

    AWAY = auto()
    FIRST_LOOKS = auto()
    QUIET_DAY = auto()
    NOTHING_NEW = auto()


@dataclass(frozen=True, slots=True)
class Silence:
    """A day without an edition: what it is, and a sentence for it."""

    because: Because
    words: str


def silence(owner: Owner, day: date, *, waiting: bool) -> Silence:
    """`waiting`: the first looks at what the owner follows are still under way. One query at most."""
    if owner.is_paused(day) and owner.paused_until:
        until = words.day_with_year(owner.paused_until, day)
        return Silence(Because.AWAY, _("You are away until %(day)s. Nothing piles up meanwhile.") % {"day": until})
    if waiting:
        return Silence(
            Because.FIRST_LOOKS, _("We are looking at your sources for the first time. This takes a minute or two.")
        )
    if str(day.weekday()) not in preferences_of(owner).weekdays:
        return Silence(Because.QUIET_DAY, _("This is one of your quiet days."))
    return Silence(
        Because.NOTHING_NEW, _("Nobody has written anything new for you today. That leaves time for a walk.")
    )


def welcome_back() -> str:
    return _("Good to have you back. Nothing has piled up; here is today.")
