"""Why somebody is suggested, what the smallest step would be, and words to start from. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allotment.core import words
from allotment.core.models import Owner
from allotment.people.queries.knowing import Lately
from allotment.people.queries.suggestions import SuggestionLine


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the ladder: what it is, and how one might begin."""

    what: str | Promise
    opening: str | Promise


STEPS: Final[Mapping[str, Step]] = {
    "thank": Step(
        gettext_lazy("A line of thanks would be plenty."),
        gettext_lazy("Dear %(name)s, I keep learning from what you do. Thank you for it."),
    ),
    "credit": Step(
        gettext_lazy("You could name them where you use what you have from them."),
        gettext_lazy("I learned this from %(name)s: …"),
    ),
    "share": Step(
        gettext_lazy("You could share something that they may like."),
        gettext_lazy("Dear %(name)s, I came across this and thought of you. There is no need to answer."),
    ),
    "ask": Step(
        gettext_lazy("You could ask a question, small enough to be answered over tea."),
        gettext_lazy("Dear %(name)s, may I ask you something? I am trying to learn … Where would you look first?"),
    ),
    "offer": Step(
        gettext_lazy("You could offer something that you know and they are after."),
        gettext_lazy("Dear %(name)s, I have been through … myself. If it helps, I gladly tell you how it went."),
    ),
    "show": Step(
        gettext_lazy("You could show them something unfinished."),
        gettext_lazy("Dear %(name)s, this is not done yet, and I would value your eyes on it: … What is missing?"),
    ),
    "introduce": Step(
        gettext_lazy("You could introduce two people, once each of them has said yes."),
        gettext_lazy(
            "Dear %(name)s, I know somebody who also works on … Shall I introduce you? I have not asked them yet, "
            "and will only do so if you would like it."
        ),
    ),
    "make": Step(
        gettext_lazy("You could make something for them."),
        gettext_lazy("Dear %(name)s, I made this with you in mind: …"),
    ),
}


def opening_of(line: SuggestionLine) -> str:
    """Words to start from, about something of theirs where there is something."""
    if line.step == "thank" and line.about:
        said = _("Dear %(name)s, “%(about)s” has stayed with me. Thank you for it.")
        return said % {"name": line.person, "about": line.about}
    return str(STEPS[line.step].opening) % {"name": line.person}


def reason_of(line: SuggestionLine, today: date, zone: ZoneInfo) -> str:
    """“Might be nice to hear from each other: the last time was in June.”"""
    if line.why == "rhythm" and line.heard_at is not None:
        when = words.since(line.heard_at.astimezone(zone).date(), today)
        return _("Might be nice to hear from each other: the last time was %(when)s.") % {"when": when}
    return came_words(line.count, line.since, today, gave_back=False)


def came_words(count: int, since: date | None, today: date, *, gave_back: bool) -> str:
    """“You learned from them four times since May; you have not sent anything back.”"""
    said = {"times": times(count), "when": _since(since or today, today)}
    if gave_back:
        return _("You learned from them %(times)s %(when)s, and something went back to them.") % said
    return _("You learned from them %(times)s %(when)s; you have not sent anything back.") % said


def reciprocity_words(lately: Lately, owner: Owner, today: date) -> str:
    """The same of what came lately, with the smallest step where nothing went back; empty where nothing came."""
    if not lately.came or lately.since is None:
        return ""
    since = lately.since.astimezone(owner.zone).date()
    said = came_words(lately.came, since, today, gave_back=lately.gave_back)
    return said if lately.gave_back else f"{said} {STEPS[lately.next_step].what}"


def times(count: int) -> str:
    """“once”, “twice”, “four times”."""
    if count < 3:
        return _("twice") if count == 2 else _("once")
    return _("%(number)s times") % {"number": words.number(count)}


def _since(day: date, today: date) -> str:
    """“since 3 November”, “since May”, “since May 2024”."""
    if (today - day).days < 60:
        return _("since %(day)s") % {"day": words.day_with_year(day, today)}
    return _("since %(day)s") % {"day": date_format(day, "F" if day.year == today.year else "F\u00a0Y")}
