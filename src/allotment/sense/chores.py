"""The due work of sense. What is due stands in the rows; the clock is read here, at the door."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from allotment.core import clock
from allotment.core.chores import Chore
from allotment.sense.models import Copy


def make_copies(ids: Sequence[int]) -> None:
    """Copies what is to be read at these links."""
    from allotment.seek.fetching.doors import the_door
    from allotment.sense.actions import copying

    copying.make_copies(ids, now=clock.now(), door=the_door())


CHORES: Final = [Chore(name="copies", due=Copy.objects.due, do=make_copies, every=timedelta(seconds=3), batch=10)]
