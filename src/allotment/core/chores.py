"""Due work is a column: each area names its chores, the worker walks them, rows carry the truth.

A chore's `due` says which rows are due, oldest first; claiming gives each a lease that expires, so that a
worker that dies loses nothing and two workers never do one row at once. `do` takes a batch of ids and
nothing else, so that any queue can carry it; it moves the row's due column and frees the lease itself.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q, QuerySet

from allotment.core.leases import has_died, this_process

stopping: Final = threading.Event()
"""Set when this process was asked to end: a chore that takes long stops early and releases what it has not done."""


class Leased(models.Model):
    """A row that one worker at a time may work on."""

    lease_until = models.DateTimeField(null=True, editable=False)
    lease_holder = models.CharField(max_length=80, blank=True, default="", editable=False)

    class Meta:
        abstract = True


@dataclass(frozen=True, slots=True)
class Chore:
    """One kind of due work."""

    name: str
    due: Callable[[datetime], QuerySet[Any]]
    do: Callable[[Sequence[int]], None]
    every: timedelta
    """How often the worker looks for due rows; also how late a row may be served."""
    batch: int = 50
    lease: timedelta = field(default=timedelta(minutes=10))


def claim(chore: Chore, *, now: datetime) -> list[int]:
    """Takes the next due rows for this worker alone; their ids, perhaps none."""
    with transaction.atomic():
        free = chore.due(now).filter(Q(lease_until=None) | Q(lease_until__lt=now))
        ids = list(free.select_for_update(skip_locked=True).values_list("pk", flat=True)[: chore.batch])
        if ids:
            taken = free.model.objects.filter(pk__in=ids)
            taken.update(lease_until=now + chore.lease, lease_holder=this_process())
    return ids


def release(model: type[Leased], ids: Iterable[int]) -> None:
    """Gives rows back undone: they are due as before."""
    model._base_manager.filter(pk__in=list(ids)).update(lease_until=None)


def release_the_dead(*, now: datetime) -> int:
    """Frees what processes of this machine held when they died; how many rows."""
    freed = 0
    for model in Leased.__subclasses__():
        held = model._base_manager.filter(lease_until__gte=now)
        dead = [holder for holder in held.values_list("lease_holder", flat=True).distinct() if has_died(holder)]
        if dead:
            freed += held.filter(lease_holder__in=dead).update(lease_until=None)
    return freed


def all_chores() -> list[Chore]:
    """Every area's chores, ground floor first."""
    found: list[Chore] = list(import_module("allotment.core.upkeep").CHORES)
    for config in reversed(list(apps.get_app_configs())):
        if config.name.startswith("allotment.") and find_spec(f"{config.name}.chores"):
            found += getattr(import_module(f"{config.name}.chores"), "CHORES", [])
    return found
