"""How well somebody is known, as pages show it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.people.kinds import FROM, TO, WELCOMED
from allotment.people.models import Depth, Moment, Person
from allotment.people.suggesting import RECENT, next_step


@dataclass(frozen=True, slots=True)
class Knowing:
    """How it is between owner and person, as far as the owner says."""

    name: str
    depth: int | None
    rhythm_weeks: int | None
    quiet_until: date | None
    tells_reciprocity: bool


@dataclass(frozen=True, slots=True)
class Lately:
    """What came from somebody within half a year, whether anything went back, and the smallest step not yet made."""

    came: int
    since: datetime | None
    gave_back: bool
    next_step: str


@dataclass(frozen=True, slots=True)
class DepthLine:
    """From a day on they knew each other so well."""

    depth: int | None
    since: date


def knowing_of(*, owner: Owner, person_id: int) -> Knowing:
    """NotFound where they are nobody of this owner's. One query."""
    columns = ("name", "depth", "rhythm_weeks", "quiet_until", "owner__tending__reciprocity")
    row = Person.objects.visible_to(owner).filter(pk=person_id).values_list(*columns).first()
    if row is None:
        raise NotFound
    name, depth, weeks, quiet_until, reciprocity = row
    return Knowing(name, depth, weeks, quiet_until, tells_reciprocity=reciprocity is not False)


def lately_with(*, owner: Owner, person_id: int, now: datetime) -> Lately:
    """One query."""
    recent = Q(at__gt=now - RECENT)
    moments = Moment.objects.visible_to(owner).filter(person=person_id).exclude(kind=WELCOMED).order_by()
    counted = moments.values("direction", "kind").annotate(
        number=Count("pk", filter=recent), first=Min("at", filter=recent)
    )
    rows = list(counted.values_list("direction", "kind", "number", "first"))
    came = sum(number for direction, _kind, number, _first in rows if direction == FROM)
    return Lately(
        came=came,
        since=min((first for direction, _kind, number, first in rows if direction == FROM and number), default=None),
        gave_back=any(number for direction, _kind, number, _first in rows if direction != FROM),
        next_step=next_step(came, {kind for direction, kind, _number, _first in rows if direction == TO}),
    )


def depths_of(*, owner: Owner, person_id: int) -> list[DepthLine]:
    """The history, the latest first. One query."""
    rows = Depth.objects.filter(owner=owner, person=person_id).order_by("-since")
    return [DepthLine(*row) for row in rows.values_list("depth", "since")[:100]]
