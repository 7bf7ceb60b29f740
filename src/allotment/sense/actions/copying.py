"""Copying what is to be read at a link's address, so that it is found again when the site is gone.

Pages and their pictures come through the one door; no transaction is open meanwhile. A worker that dies leaves the row
due, and its lease ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, cast

from django.db import transaction

from allotment.core.models import Owner
from allotment.core.pictures import NotAPicture, store_picture
from allotment.networks.errors import NetworkError
from allotment.networks.html import addresses_of_pictures
from allotment.networks.html.readable import Readable, readable
from allotment.networks.http import Door, Failed, Request
from allotment.seek.models.post import pack_html
from allotment.sense.actions.keeping import resource_for
from allotment.sense.models import CopiedPicture, Copy, Resource
from allotment.sense.searchable import put_resources

ACCEPT: Final = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
LARGEST_PAGE: Final = 5 * 1024 * 1024
LARGEST_PICTURE: Final = 5 * 1024 * 1024
MOST_PICTURES: Final = 12
PAUSES: Final = (timedelta(hours=1), timedelta(hours=8), timedelta(days=2), timedelta(days=7))
"""After so long another look, where it may help. After the last one nobody looks unless they are asked to."""
MAY_PASS: Final = frozenset({"unreachable", "timed_out", "rate_limited", "unavailable", "server_error"})


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one look brought: something to read with its pictures, or why not."""

    page: Readable | None = None
    pictures: dict[str, bytes] = field(default_factory=dict)
    error: NetworkError | None = None


def make_copies(ids: Sequence[int], *, now: datetime, door: Door) -> None:
    """Looks at the addresses of these, and stores what is there."""
    addresses = dict(Resource.objects.filter(pk__in=ids).values_list("pk", "address"))
    requests = [Request(address, key=pk, accept=ACCEPT, max_bytes=LARGEST_PAGE) for pk, address in addresses.items()]
    for outcome in door.fetch_many(requests):
        pk = cast("int", outcome.request.key)
        if isinstance(outcome, Failed):
            store_copy(pk, Fetched(error=outcome.error), now=now)
            continue
        try:
            page = readable(outcome.body, outcome.address, outcome.headers.get("content-type"))
        except NetworkError as error:
            store_copy(pk, Fetched(error=error), now=now)
        else:
            store_copy(pk, Fetched(page, pictures_of(page, door)), now=now)


def pictures_of(page: Readable, door: Door) -> dict[str, bytes]:
    """The first few pictures of a page; one that does not come stays a link with its words."""
    wanted = list(dict.fromkeys(addresses_of_pictures(page.html)))[:MOST_PICTURES]
    requests = [Request(address, accept="image/*", max_bytes=LARGEST_PICTURE) for address in wanted]
    outcomes = door.fetch_many(requests)
    return {each.request.address: each.body for each in outcomes if not isinstance(each, Failed)}


@transaction.atomic
def store_copy(resource_id: int, fetched: Fetched, *, now: datetime) -> None:
    """Writes down what a look brought; nothing where the thing was removed meanwhile."""
    copy = Copy.objects.select_related("resource__owner").select_for_update().filter(pk=resource_id).first()
    if copy is None:
        return
    copy.lease_until = None
    if fetched.page is None:
        _note_failure(copy, fetched.error, now)
        return
    page, resource = fetched.page, copy.resource
    copy.due_at, copy.failures, copy.error_code, copy.error_message = None, 0, "", ""
    copy.copied_at, copy.language, copy.minutes = now, page.language, page.minutes
    copy.packed_html, copy.text = pack_html(page.html), page.text
    copy.save()
    _put_pictures(copy, fetched.pictures, resource.owner, now)
    if not resource.title and page.title:
        resource.title = page.title[:500]
        resource.save(update_fields=["title"])
    put_resources([resource.pk])


def _note_failure(copy: Copy, error: NetworkError | None, now: datetime) -> None:
    code, message = (error.code, error.message) if error else ("", "")
    again = code in MAY_PASS and copy.failures < len(PAUSES)
    copy.due_at = now + PAUSES[copy.failures] if again else None
    copy.failures += 1
    copy.error_code, copy.error_message = code, message
    copy.save(update_fields=["due_at", "failures", "error_code", "error_message", "lease_until"])


def _put_pictures(copy: Copy, bodies: dict[str, bytes], owner: Owner, now: datetime) -> None:
    """The pictures of this look in the place of those of an earlier one."""
    for before in copy.pictures.select_related("picture"):
        before.picture.delete()
    for address, body in bodies.items():
        try:
            picture = store_picture(owner=owner, body=body, now=now)
        except NotAPicture:
            continue
        CopiedPicture.objects.create(copy=copy, address=address[:2000], picture=picture)


@transaction.atomic
def copy_again(*, owner: Owner, resource_id: int, now: datetime) -> None:
    """Looks anew, soon."""
    resource = resource_for(owner=owner, resource_id=resource_id)
    if resource.kind == Resource.Kind.LINK:
        Copy.objects.filter(pk=resource.pk).update(due_at=now, failures=0)
