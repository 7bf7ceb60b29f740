"""What the house does for itself at night."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from allotment.core import clock
from allotment.core.chores import Chore, stopping
from allotment.core.models import Upkeep
from allotment.core.search.registry import searchables

SEARCH: Final = "search"
AT_NIGHT: Final = 3
"""The hour, in UTC."""
PAUSE: Final = 0.02
"""Seconds between two steps, in which others may write."""


def tidy_search(ids: Sequence[int]) -> None:
    """Puts every index in order: a minute for the first million posts, moments on most nights. Asked to end, it leaves
    the rest for the next night."""
    for each in searchables():
        for _ in each.index.tidy():
            if stopping.wait(PAUSE):
                break
    tomorrow = clock.now().replace(hour=AT_NIGHT, minute=0, second=0, microsecond=0) + timedelta(days=1)
    Upkeep.objects.filter(pk__in=ids).update(due_at=tomorrow, lease_until=None)


CHORES: Final = [
    Chore(
        name="tidy-search",
        due=lambda now: Upkeep.objects.filter(name=SEARCH).due(now),
        do=tidy_search,
        every=timedelta(minutes=10),
    )
]
