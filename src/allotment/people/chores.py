"""The due work of people. The clock is read here, at the door."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from allotment.core import clock
from allotment.core.chores import Chore
from allotment.people.models import Import


def bring_in(ids: Sequence[int]) -> None:
    """Goes on with address books that are coming in, or being taken back."""
    from allotment.people.actions.importing import carry_on

    carry_on(ids, now=clock.now())


CHORES: Final = [
    Chore(name="imports", due=Import.objects.due, do=bring_in, every=timedelta(seconds=1), batch=1),
]
