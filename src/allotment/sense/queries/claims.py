"""What is shown of claims."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.sense.models import Claim, View

A_PAGE: Final = 30


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim as a list shows it."""

    id: int
    text: str
    what_i_think: str
    tended_at: datetime
    is_seen: bool
    """Somebody else has said how they see it."""


@dataclass(frozen=True, slots=True)
class ViewLine:
    """How somebody else sees it."""

    id: int
    person_id: int | None
    name: str
    stance: str
    why: str
    context: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """What stood there once."""

    text: str
    what_i_think: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim with all that hangs on it."""

    id: int
    text: str
    what_i_think: str
    version: int
    made_at: datetime
    tended_at: datetime
    views: tuple[ViewLine, ...]
    """The newest first."""
    before: tuple[ClaimWords, ...]
    """What stood there before, the last first."""


def claims_of(
    *, owner: Owner, before: tuple[datetime, int] | None = None
) -> tuple[list[ClaimLine], tuple[datetime, int] | None]:
    """Thirty, the last tended first, and where the next ones begin. One query."""
    rows = Claim.objects.visible_to(owner).annotate(is_seen=Exists(View.objects.filter(claim=OuterRef("pk"))))
    if before is not None:
        at, pk = before
        rows = rows.filter(Q(tended_at__lt=at) | Q(tended_at=at, pk__lt=pk))
    columns = ("pk", "text", "what_i_think", "tended_at", "is_seen")
    found = [ClaimLine(*row) for row in rows.order_by("-tended_at", "-pk").values_list(*columns)[: A_PAGE + 1]]
    last = found[A_PAGE - 1] if len(found) > A_PAGE else None
    return found[:A_PAGE], (last.tended_at, last.id) if last else None


def claim_of(*, owner: Owner, claim_id: int) -> ClaimRecord:
    """One of the owner's, else NotFound. Three queries."""
    found = Claim.objects.visible_to(owner).filter(pk=claim_id).first()
    if found is None:
        raise NotFound
    columns = ("pk", "person_id", "name", "stance", "why", "context", "at")
    views = found.views.order_by("-at", "-pk").values_list(*columns)
    versions = found.versions.order_by("-at", "-pk").values_list("text", "what_i_think", "at")
    return ClaimRecord(
        id=found.pk,
        text=found.text,
        what_i_think=found.what_i_think,
        version=found.version,
        made_at=found.made_at,
        tended_at=found.tended_at,
        views=tuple(ViewLine(*row) for row in views),
        before=tuple(ClaimWords(*row) for row in versions[1:]),
    )
