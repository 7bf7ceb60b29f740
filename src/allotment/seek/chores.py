"""The due work of seek. What is due stands in the rows; the clock is read here, at the door.

What a chore does is loaded when it is first due: most processes that read this list do none of it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from allotment.core import clock
from allotment.core.chores import Chore
from allotment.seek.models import Edition, Follow, FollowRequest, Preferences, Source

LOOK_SECONDS: Final = 240.0
"""After so long a batch begins no further look, well before its lease ends."""


def look_at_sources(ids: Sequence[int]) -> None:
    """Looks at these sources."""
    from allotment.seek.fetching.looking import Look

    Look(now=clock.now(), seconds=LOOK_SECONDS).run([ids])


def answer_requests(ids: Sequence[int]) -> None:
    """Follows what owners asked to follow."""
    from allotment.seek.actions import answering

    answering.answer_requests(ids, now=clock.now(), seconds=LOOK_SECONDS)


def unfollowed(_now: datetime) -> QuerySet[Source]:
    """Sources that are still looked at though nobody follows them any more."""
    followed = Follow.objects.filter(source=OuterRef("pk"))
    return Source.objects.filter(~Exists(followed), next_look_at__isnull=False).order_by("pk")


def rest_sources(ids: Sequence[int]) -> None:
    """No more looks; their posts stay, for whoever kept them."""
    Source.objects.filter(pk__in=ids).update(next_look_at=None, hub_due_at=None, lease_until=None)


def editions_due(now: datetime) -> QuerySet[Preferences]:
    return Preferences.objects.filter(next_edition_at__lte=now).order_by("next_edition_at")


def make_editions(ids: Sequence[int]) -> None:
    """Makes today's edition of these owners, and plans their next."""
    from allotment.seek.actions.editions import edition_for, plan_next

    now = clock.now()
    for preferences in Preferences.objects.filter(pk__in=ids).select_related("owner"):
        owner = preferences.owner
        edition_for(owner=owner, day=owner.day(now), now=now)
        plan_next(owners=[owner], now=now)


def send_editions(ids: Sequence[int]) -> None:
    """Sends these editions by e-mail."""
    from allotment.seek.editions import mailing

    mailing.send_editions(ids)


def hubs_due(now: datetime) -> QuerySet[Source]:
    from allotment.seek.fetching import hubs

    return hubs.due_at_hubs(now)


def ask_hubs(ids: Sequence[int]) -> None:
    """Asks the hubs of these sources to tell us when there is news."""
    from allotment.seek.fetching import hubs
    from allotment.seek.fetching.doors import the_door

    hubs.ask_hubs(ids, now=clock.now(), door=the_door())


LOOKS: Final = Chore(
    name="looks",
    due=Source.objects.due,
    do=look_at_sources,
    every=timedelta(seconds=5),
    batch=100,
)
CHORES: Final = [
    LOOKS,
    Chore(
        name="follow requests",
        due=FollowRequest.objects.due,
        do=answer_requests,
        every=timedelta(seconds=2),
        batch=50,
    ),
    Chore(name="hubs", due=hubs_due, do=ask_hubs, every=timedelta(minutes=1), batch=20),
    Chore(name="unfollowed", due=unfollowed, do=rest_sources, every=timedelta(hours=1), batch=500),
    Chore(name="editions", due=editions_due, do=make_editions, every=timedelta(seconds=30), batch=20),
    Chore(
        name="letters",
        due=Edition.objects.to_be_mailed,
        do=send_editions,
        every=timedelta(seconds=60),
        batch=10,
    ),
]
