"""What came of a paste or a list: progress while the worker is at it, outcomes in the end."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.seek.models import FollowBatch, FollowRequest


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One address of it."""

    id: int
    address: str
    title: str
    status: str
    status_words: str
    source_id: int | None
    person_id: int | None
    person: str
    error_code: str
    error_message: str
    """Why, as a sentence; empty unless it failed."""


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """All of it, in numbers."""

    id: int
    name: str
    asked_at: datetime
    total: int
    waiting: int
    followed: int
    already: int
    failed: int

    @property
    def done(self) -> int:
        return self.total - self.waiting

    @property
    def is_done(self) -> bool:
        return self.waiting == 0


def batch_record(*, owner: Owner, batch_id: int) -> BatchRecord:
    """One batch of the owner's, else NotFound."""
    batch = FollowBatch.objects.filter(owner=owner, pk=batch_id).first()
    if batch is None:
        raise NotFound
    counted = batch.requests.order_by().values_list("status").annotate(Count("pk"))
    return _record(batch, {str(status): number for status, number in counted})


def latest_batches(*, owner: Owner, limit: int = 10) -> list[BatchRecord]:
    """The owner's last pastes and lists, newest first."""
    batches = list(FollowBatch.objects.filter(owner=owner).order_by("-pk")[:limit])
    counts: dict[int, dict[str, int]] = {}
    rows = FollowRequest.objects.filter(batch__in=batches).order_by().values_list("batch_id", "status")
    for batch_id, status, number in rows.annotate(Count("pk")):
        counts.setdefault(batch_id, {})[str(status)] = number
    return [_record(batch, counts.get(batch.pk, {})) for batch in batches]


def request_lines(*, owner: Owner, batch_id: int) -> list[RequestLine]:
    """Every address of a batch, in its order."""
    requests = FollowRequest.objects.filter(batch__owner=owner, batch_id=batch_id)
    return [_line(request) for request in requests.select_related("follow__person").order_by("position")]


def _record(batch: FollowBatch, counted: dict[str, int]) -> BatchRecord:
    waiting, followed, already, failed = (counted.get(status, 0) for status in FollowRequest.Status.values)
    total = waiting + followed + already + failed
    return BatchRecord(batch.pk, batch.name, batch.asked_at, total, waiting, followed, already, failed)


def _line(request: FollowRequest) -> RequestLine:
    person = request.follow.person if request.follow else None
    return RequestLine(
        id=request.pk,
        address=request.address,
        title=request.title,
        status=request.status,
        status_words=str(FollowRequest.Status(request.status).label),
        source_id=request.follow.source_id if request.follow else None,
        person_id=person.pk if person else None,
        person=person.name if person else "",
        error_code=request.error_code,
        error_message=request.error_message,
    )
