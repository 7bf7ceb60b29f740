"""What happened between owner and person, as pages show it."""

from dataclasses import dataclass
from datetime import datetime

from allotment.core.models import Owner
from allotment.core.rows import Asked
from allotment.people.models import Moment

MOMENTS = 10


@dataclass(frozen=True, slots=True)
class MomentLine:
    """Something that happened between owner and person."""

    direction: str
    kind: str
    at: datetime
    words: str
    link: str


_MOMENTS = Asked(
    lambda owner, pk: (
        Moment.objects.filter(owner=owner, person=pk)
        .order_by("-at", "-id")
        .values_list("direction", "kind", "at", "words", "link")[:MOMENTS]
    ),
    int,
    int,
)


def moments_with(*, owner: Owner, person_id: int) -> list[MomentLine]:
    """The last few, newest first. One query."""
    return [MomentLine(*row) for row in _MOMENTS(owner.pk, person_id)]
