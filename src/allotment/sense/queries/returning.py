"""What comes back on Today, and what was told of how something was of use."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, Q, QuerySet

from allotment.core.models import Owner
from allotment.sense.models import Quiet, Reflection, Resource, Use
from allotment.sense.naming import title_of
from allotment.sense.queries.reflections import ReflectionLine, line_of
from allotment.sense.returning import (
    Thing,
    ThingKind,
    Written,
    asked_about,
    days_of_return,
    returning,
    spans_of_asking,
)

LAST_WORDS = frozenset({Use.Outcome.USED, Use.Outcome.NO_LONGER, Use.Outcome.IN_VAIN})
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Came:
    """A reflection that comes back, so many days after it was written."""

    line: ReflectionLine
    days: int


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """What is asked about, so many days after it was kept or written."""

    kind: ThingKind
    id: int
    name: str
    days: int


@dataclass(frozen=True, slots=True)
class Returned:
    """What a day brings back."""

    came: Came | None = None
    asked: AskedAbout | None = None


@dataclass(frozen=True, slots=True)
class UseLine:
    """What was told one day."""

    outcome: str
    words: str
    told_at: datetime


def things_return(*, owner: Owner) -> bool:
    """Whether the owner wants anything to come back. One query."""
    return not Quiet.objects.filter(owner=owner).exists()


def returned(*, owner: Owner, day: date) -> Returned:
    """What that day brings back, if its owner wants it and is not away. Three queries, and one for each of the two."""
    if owner.is_paused(day):
        return Returned()
    came = returning(day, _written(owner, day))
    asked = asked_about(day, [*_reflections(owner, day, came), *_resources(owner, day)])
    return Returned(
        came=Came(line_of(Reflection.objects.get(pk=came.id)), (day - came.on).days) if came else None,
        asked=AskedAbout(asked.kind, asked.id, _name(asked), (day - asked.on).days) if asked else None,
    )


def _name(thing: Thing) -> str:
    if thing.kind == "reflection":
        return str(Reflection.objects.get(pk=thing.id))
    title, words, address = Resource.objects.values_list("title", "words", "address").get(pk=thing.id)
    return title_of(title, words, address)


def _written(owner: Owner, day: date) -> list[Written]:
    """What may come back."""
    rows = _wanted(Reflection.objects.visible_to(owner), owner)
    rows = rows.filter(_within(owner, "written_at", ((one, one) for one in days_of_return(day))))
    return [
        Written(pk, owner.day(written_at), owner.day(tended_at))
        for pk, written_at, tended_at in rows.values_list("pk", "written_at", "tended_at")
    ]


def _reflections(owner: Owner, day: date, came: Written | None) -> list[Thing]:
    """Those that may be asked about; not what comes back anyway."""
    rows = _wanted(Reflection.objects.visible_to(owner), owner)
    rows = rows.filter(_within(owner, "written_at", spans_of_asking(day))).exclude(pk=came.id if came else 0)
    return [
        _thing("reflection", pk, owner, at, has_own_words=True, told_at=told_at, outcome=outcome)
        for pk, at, told_at, outcome in _with_last_use(rows, "pk", "written_at")
    ]


def _resources(owner: Owner, day: date) -> list[Thing]:
    rows = _wanted(Resource.objects.visible_to(owner).kept(), owner)
    rows = rows.filter(_within(owner, "at", spans_of_asking(day)))
    own = Resource.State.SENSED
    return [
        _thing("resource", pk, owner, at, has_own_words=state == own, told_at=told_at, outcome=outcome)
        for pk, at, state, told_at, outcome in _with_last_use(rows, "pk", "at", "state")
    ]


def _with_last_use(rows: QuerySet[Any], *columns: str) -> Iterable[Sequence[Any]]:
    """These columns, the key first, with when the last was told of it and what. Of several uses the last row stays."""
    found = rows.order_by("uses__told_at").values_list(*columns, "uses__told_at", "uses__outcome")
    return {row[0]: row for row in found}.values()


def _thing(
    kind: ThingKind,
    pk: int,
    owner: Owner,
    at: datetime,
    *,
    has_own_words: bool,
    told_at: datetime | None,
    outcome: str | None,
) -> Thing:
    told_on = owner.day(told_at) if told_at else None
    return Thing(kind, pk, owner.day(at), has_own_words, told_on, is_settled=outcome in LAST_WORDS)


def _wanted[Rows: QuerySet[Any]](rows: Rows, owner: Owner) -> Rows:
    """None for an owner who wants it quiet."""
    return rows.filter(~Exists(Quiet.objects.filter(owner=owner)))


def _within(owner: Owner, field: str, spans: Iterable[tuple[date, date]]) -> Q:
    """On a day of the owner's that lies in one of the spans."""
    within = Q()
    for first, last in spans:
        span = {f"{field}__gte": owner.start_of(first), f"{field}__lt": owner.start_of(last + A_DAY)}
        within |= Q(**span)
    return within


def uses_of(*, owner: Owner, kind: ThingKind, thing_id: int) -> list[UseLine]:
    """What was told of it, the last first. One query."""
    uses = Use.objects.visible_to(owner).filter(**{kind: thing_id}).order_by("-told_at", "-pk")
    return [UseLine(*row) for row in uses.values_list("outcome", "words", "told_at")]
