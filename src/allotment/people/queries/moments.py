"""What happened between owner and people, as pages show it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.dateparse import parse_datetime

from allotment.core.converters import id_in
from allotment.core.models import Owner
from allotment.core.rows import Asked
from allotment.people.models import Moment

MOMENTS = 10
A_PAGE = 50
_COLUMNS = ("id", "person_id", "person__name", "direction", "kind", "at", "words", "link")


@dataclass(frozen=True, slots=True)
class MomentLine:
    """Something that happened between owner and person."""

    id: int
    person_id: int
    person: str
    direction: str
    kind: str
    at: datetime
    words: str
    link: str


@dataclass(frozen=True, slots=True)
class MomentsPage:
    """Some of the moments, newest first, and where earlier ones go on; empty where there are none."""

    moments: tuple[MomentLine, ...]
    before: str


_MOMENTS = Asked(
    lambda owner, pk: (
        Moment.objects.filter(owner=owner, person=pk).order_by("-at", "-id").values_list(*_COLUMNS)[:MOMENTS]
    ),
    int,
    int,
)


def moments_with(*, owner: Owner, person_id: int) -> list[MomentLine]:
    """The last few, newest first. One query."""
    return [MomentLine(*row) for row in _MOMENTS(owner.pk, person_id)]


def a_page_of_moments(
    *, owner: Owner, person_id: int | None = None, direction: str = "", kind: str = "", before: str = ""
) -> MomentsPage:
    """The next fifty, newest first: with everybody or one person, of every direction and kind or one. One query."""
    moments = Moment.objects.visible_to(owner)
    if person_id is not None:
        moments = moments.filter(person=person_id)
    if direction:
        moments = moments.filter(direction=direction)
    if kind:
        moments = moments.filter(kind=kind)
    found = moments.filter(_before(before)).order_by("-at", "-id").values_list(*_COLUMNS)[: A_PAGE + 1]
    lines = tuple(MomentLine(*row) for row in found)
    last = lines[A_PAGE - 1] if len(lines) > A_PAGE else None
    return MomentsPage(lines[:A_PAGE], f"{last.at.isoformat()}~{last.id}" if last else "")


def _before(place: str) -> Q:
    """What `MomentsPage.before` names, where it does; anything else is no place."""
    written, _mark, number = place.partition("~")
    pk = id_in(number)
    try:
        at = parse_datetime(written[:40])
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or pk is None:
        return Q()
    return Q(at__lt=at) | Q(at=at, pk__lt=pk)
