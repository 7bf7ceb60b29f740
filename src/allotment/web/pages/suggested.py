"""The few people of this week, as Today shows them."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from allotment.core.models import Owner
from allotment.core.parts import Act
from allotment.core.paths import path_to
from allotment.people.actions import suggest
from allotment.people.openings import STEPS, opening_of, reason_of
from allotment.people.queries.suggestions import SuggestionLine, suggestions_of


@dataclass(frozen=True, slots=True)
class SuggestedItem:
    """One person, for components/suggested.html."""

    id: int
    name: str
    address: str
    reason: str
    step: str
    opening: str
    acts: tuple[Act, ...]


def suggested_to(owner: Owner, now: datetime) -> tuple[SuggestedItem, ...]:
    """This week's, made on the first look of the week. Two queries on every other look."""
    suggest(owner=owner, now=now)
    return tuple(_item(line, owner, now) for line in suggestions_of(owner=owner, now=now))


def _item(line: SuggestionLine, owner: Owner, now: datetime) -> SuggestedItem:
    return SuggestedItem(
        id=line.id,
        name=line.person,
        address=path_to("person", line.person_id),
        reason=reason_of(line, owner.day(now), owner.zone),
        step=str(STEPS[line.step].what),
        opening=opening_of(line),
        acts=tuple(
            Act(label, reverse("answer-suggestion", args=[line.id, act]), about=line.person)
            for act, label in (("done", _("I have done it")), ("later", _("Not now")), ("rests", _("Let it rest")))
        ),
    )
