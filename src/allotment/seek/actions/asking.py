"""Asking to follow: written down at once, answered by the worker, so that nothing is lost and nobody waits."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.networks.records import OutlineRecord
from allotment.seek.deciding.plain import LONGEST_ADDRESS, plain
from allotment.seek.models import FollowBatch, FollowRequest

BETWEEN_FOLDERS = "\n"


@transaction.atomic
def ask_to_follow(
    *,
    owner: Owner,
    now: datetime,
    texts: Sequence[str] = (),
    outlines: Sequence[OutlineRecord] = (),
    name: str = "",
    person_name: str = "",
) -> FollowBatch:
    """Writes down every address of a paste, every line of a subscription list."""
    batch = FollowBatch.objects.create(owner=owner, name=plain(name, 200), asked_at=now)
    requests = [
        FollowRequest(address=plain(text, LONGEST_ADDRESS), person_name=plain(person_name, 200)) for text in texts
    ]
    add_requests(batch, [*requests, *map(request_of, outlines)], now)
    return batch


def add_requests(batch: FollowBatch, requests: Iterable[FollowRequest], now: datetime, *, after: int = -1) -> None:
    """Adds requests behind position `after`, due now."""
    rows = list(requests)
    for position, request in enumerate(rows, after + 1):
        request.batch, request.position, request.due_at = batch, position, now
    FollowRequest.objects.bulk_create(rows, batch_size=500)


def request_of(outline: OutlineRecord) -> FollowRequest:
    """A line of a subscription list as a request."""
    return FollowRequest(
        address=plain(outline.feed_address or outline.site_address or "", LONGEST_ADDRESS),
        title=plain(outline.title, 300),
        folder=plain(BETWEEN_FOLDERS.join(outline.folders), 300),
    )


def try_again(*, owner: Owner, request_id: int, now: datetime) -> FollowRequest:
    """Has the worker try once more what could not be followed."""
    found = FollowRequest.objects.filter(pk=request_id, batch__owner=owner).first()
    if found is None:
        raise NotFound
    if found.status == FollowRequest.Status.FAILED:
        found.status, found.due_at = FollowRequest.Status.WAITING, now
        found.error_code = found.error_message = ""
        found.save(update_fields=["status", "due_at", "error_code", "error_message"])
    return found
