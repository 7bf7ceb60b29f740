"""This week's suggestions that still hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from allotment.core.models import Owner
from allotment.people.kinds import FROM, WELCOMED
from allotment.people.models import Moment, Suggestion
from allotment.people.suggesting import RECENT, week_of


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """One person, and what the words about it are made of."""

    id: int
    person_id: int
    person: str
    step: str
    why: str
    heard_at: datetime | None
    count: int
    since: date | None
    about: str


def suggestions_of(*, owner: Owner, now: datetime) -> list[SuggestionLine]:
    """Those not answered: a rhythm until they hear from each other, what was uneven until something went back, each
    while the owner wants suggestions, is here, and has not let the person rest. One query."""
    today = owner.day(now)
    if owner.is_paused(today):
        return []
    back = Moment.objects.filter(person=OuterRef("person"), at__gt=now - RECENT).exclude(direction=FROM)
    rows = (
        Suggestion.objects.visible_to(owner)
        .open()
        .filter(week=week_of(today), owner__tending__suggestions=True)
        .filter(Q(person__quiet_until=None) | Q(person__quiet_until__lte=today))
        .filter(
            Q(why="rhythm", person__heard_at=F("heard_at"))
            | Q(~Exists(back.exclude(kind=WELCOMED)), why="uneven", owner__tending__reciprocity=True)
        )
        .order_by("position")
    )
    columns = ("pk", "person_id", "person__name", "step", "why", "heard_at", "reason")
    return [_line(row) for row in rows.values_list(*columns)]


def _line(row: Sequence[Any]) -> SuggestionLine:
    pk, person_id, person, step, why, heard_at, reason = row
    since = date.fromisoformat(reason["since"]) if reason["since"] else None
    return SuggestionLine(pk, person_id, person, step, why, heard_at, reason["count"], since, reason["about"])
