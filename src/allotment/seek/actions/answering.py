"""Answers what owners asked to follow: lines of lists are fetched together, the rest is looked for one by one."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from allotment.core.chores import release, stopping
from allotment.networks.addresses import canonical, is_web_address, understand
from allotment.networks.discovery import Found, discover
from allotment.networks.discovery.introducing import introduced, is_planet, profiles_of
from allotment.networks.errors import NetworkError
from allotment.networks.http import Door, Request, Retrieved
from allotment.seek.actions.asking import BETWEEN_FOLDERS, add_requests, request_of
from allotment.seek.actions.following import follow_found, followed_already
from allotment.seek.actions.outcomes import Followed, failed
from allotment.seek.deciding.plain import plain
from allotment.seek.fetching.doors import the_door
from allotment.seek.fetching.looking import feed_of
from allotment.seek.models import FollowRequest

log = logging.getLogger(__name__)

type Answer = Callable[[FollowRequest, Followed], None]

SOMETHING_ELSE: Final = NetworkError("unreadable", "Something there could not be understood.")


def answer_requests(ids: Sequence[int], *, now: datetime, seconds: float, door: Door | None = None) -> None:
    """Follows what these requests ask for, or writes down why not. After `seconds` what is left waits for the next
    turn."""
    until = time.monotonic() + seconds
    door = door or the_door()
    due = FollowRequest.objects.filter(pk__in=ids, due_at__isnull=False).select_related("batch__owner").order_by("pk")
    waiting = {request.pk: request for request in due}
    for request, found in _fetched_together(waiting, door, now):
        _answer(request, found, now, door)
        del waiting[request.pk]
    for request in list(waiting.values()):
        if stopping.is_set() or time.monotonic() > until:
            break
        _answer(request, None, now, door)
        del waiting[request.pk]
    release(FollowRequest, waiting)


def _fetched_together(
    requests: Mapping[int, FollowRequest], door: Door, now: datetime
) -> Iterator[tuple[FollowRequest, Found]]:
    """Lines of lists whose address answers with a feed: that is nearly all of them."""
    wanted = [
        Request(address, key=pk)
        for pk, request in requests.items()
        if request.title and is_web_address(address := canonical(request.address))
        if not followed_already(request.batch.owner, address)
    ]
    for outcome in door.fetch_many(wanted):
        if isinstance(outcome, Retrieved) and isinstance(outcome.request.key, int):
            request = requests[outcome.request.key]
            try:
                yield request, _found_in(outcome, request, now)
            except NetworkError:
                continue


def _found_in(answer: Retrieved, request: FollowRequest, now: datetime) -> Found:
    """The feed of a line, and its person as the list names them. Raises NetworkError."""
    feed, address = feed_of(answer, now=now), canonical(answer.permanent_address or answer.request.address)
    meant = understand(address)
    kind = "feed" if meant.kind == "website" else meant.kind
    if not meant.has_person or is_planet(feed, address):
        return Found(kind, address, feed, answer, has_person=False)
    profile = introduced(meant, None, feed, address)
    profile = replace(profile, name=request.title or profile.name)
    return Found(kind, address, feed, answer, profile, profiles_of(profile, feed))


def _answer(request: FollowRequest, found: Found | None, now: datetime, door: Door) -> None:
    try:
        done = _done(request, found, now, door)
    except NetworkError as error:
        done = failed(request.address, error)
    except Exception:
        log.exception("%s could not be followed", request.address)
        done = failed(request.address, SOMETHING_ELSE)
    request.status = FollowRequest.Status(done.status)
    request.title = plain(done.title or request.title, 300)
    request.follow_id = done.follow_id
    request.error_code = done.error.code if done.error else ""
    request.error_message = done.error.message if done.error else ""
    request.due_at = request.lease_until = None
    request.save()


def _done(request: FollowRequest, found: Found | None, now: datetime, door: Door) -> Followed:
    owner = request.batch.owner
    known = None if found else followed_already(owner, request.address)
    if known is not None:
        return known
    found = found or discover(request.address, door, now=now)
    if found.outlines:
        last = request.batch.requests.order_by("-position").values_list("position", flat=True)[0]
        add_requests(request.batch, map(request_of, found.outlines), now, after=last)
        return Followed(request.address, "followed", title=request.title)
    return follow_found(
        owner=owner,
        text=request.address,
        found=found,
        now=now,
        person_name=request.person_name,
        fields=[folder for folder in request.folder.split(BETWEEN_FOLDERS) if folder],
        door=door,
    )
