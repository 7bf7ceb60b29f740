"""An address book comes in: looked through first, then line by line, and back again."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from allotment.core.chores import release, stopping
from allotment.core.errors import AllotmentError, NotFound
from allotment.core.leases import this_process
from allotment.core.models import Owner
from allotment.core.rows import insert_rows, update_rows
from allotment.networks.records import CardRecord
from allotment.people.importing.deciding import Circle, Intent, decide
from allotment.people.importing.knowing import learn_of
from allotment.people.importing.storing import store
from allotment.people.importing.undoing import take_back
from allotment.people.models import Import, ImportLine

AT_ONCE: Final = 500
"""Lines of one transaction: a tenth of a second in which nobody else writes."""
LEASE: Final = timedelta(minutes=10)

State = Import.State
type Tell = Callable[[int], object]


class NothingToUndo(AllotmentError):
    """It is still coming in, or it was taken back before."""

    code = "nothing_to_undo"
    status = 409
    sentence = _("There is nothing to take back: it is still coming in, or it was taken back before.")


def look_through(*, owner: Owner, records: Sequence[CardRecord], tell: Tell | None = None) -> list[Intent]:
    """What would come of each card. Nothing is written."""
    circle, intents = Circle(), list[Intent]()
    for start in range(0, len(records), AT_ONCE):
        some = records[start : start + AT_ONCE]
        learn_of(circle, owner=owner, records=some)
        intents += decide(some, circle)
        if tell:
            tell(len(intents))
    return intents


def propose(*, owner: Owner, name: str, records: Sequence[CardRecord], now: datetime) -> Import:
    """Writes down what an address book holds and what would come of it. An earlier one not agreed to goes."""
    intents = look_through(owner=owner, records=records)  # some seconds, in which others may write
    outcomes = [(intent.outcome, (intent.who and intent.who.id) or None) for intent in intents]
    with transaction.atomic():
        Import.objects.visible_to(owner).filter(state=State.PREVIEW).delete()
        made = Import.objects.create(owner=owner, name=name[:200], asked_at=now)
        _write_down(made, records, outcomes)
    return made


def _write_down(made: Import, records: Sequence[CardRecord], outcomes: Sequence[tuple[str, int | None]]) -> None:
    """The lines of an import, each with what would come of it, and whom it is about of those who are there."""
    insert_rows(
        ImportLine,
        ["in_import", "position", "record", "outcome", "person", "wrote"],
        [
            (made.pk, position, _told(record), *outcome, {})
            for position, (record, outcome) in enumerate(zip(records, outcomes, strict=True))
        ],
    )
    made.total = len(records)
    made.save(update_fields=["total"])


@transaction.atomic
def agree(*, owner: Owner, import_id: int, now: datetime) -> Import:
    """Has the worker begin."""
    found = _mine(owner, import_id)
    if found.state == State.PREVIEW:
        found.state, found.due_at = State.GOING, now
        found.save(update_fields=["state", "due_at"])
    return found


@transaction.atomic
def leave_import(*, owner: Owner, import_id: int) -> None:
    """It was only looked through, and nothing of it is kept."""
    found = _mine(owner, import_id)
    if found.state == State.PREVIEW:
        found.delete()


@transaction.atomic
def undo_import(*, owner: Owner, import_id: int, now: datetime) -> Import:
    """Has the worker take back what came in, but for what was changed or used since."""
    found = _mine(owner, import_id)
    if found.state not in {State.DONE, State.UNDOING}:
        raise NothingToUndo
    found.state, found.due_at = State.UNDOING, now
    found.save(update_fields=["state", "due_at"])
    return found


def _mine(owner: Owner, import_id: int) -> Import:
    found = Import.objects.visible_to(owner).select_for_update().filter(pk=import_id).first()
    if found is None:
        raise NotFound
    return found


def carry_on(ids: Sequence[int], *, now: datetime) -> None:
    """Works through these imports until they are done, or the process is to end: then they are due as before."""
    for one in Import.objects.filter(pk__in=ids).select_related("owner").order_by("pk"):
        while one.due_at is not None and not stopping.is_set():
            step(one, now=now)
    release(Import, ids)


def bring_in(*, owner: Owner, name: str, records: Sequence[CardRecord], now: datetime, tell: Tell | None) -> Import:
    """All of it now, by this process; what it leaves undone when it is killed, the worker does."""
    with transaction.atomic():
        made = Import.objects.create(
            owner=owner,
            name=name[:200],
            state=State.GOING,
            asked_at=now,
            due_at=now,
            lease_until=now + LEASE,
            lease_holder=this_process(),
        )
        _write_down(made, records, [("", None)] * len(records))
    while made.due_at is not None:
        step(made, now=now)
        if tell:
            tell(made.done)
    release(Import, [made.pk])
    return made


@transaction.atomic
def step(one: Import, *, now: datetime) -> None:
    """The next few lines, forwards or back."""
    is_back = one.state == State.UNDOING
    first, last = (max(one.done - AT_ONCE, 0), one.done) if is_back else (one.done, one.done + AT_ONCE)
    lines = list(ImportLine.objects.filter(in_import=one, position__gte=first, position__lt=last).order_by("position"))
    if is_back:
        take_back(lines)
    else:
        _take_in(one.owner, lines, now)
    update_rows(
        ImportLine,
        ["outcome", "person", "wrote"],
        [(line.outcome, line.person_id, line.wrote, line.pk) for line in lines],
    )
    one.done = first if is_back else first + len(lines)
    if one.done == (0 if is_back else one.total):
        one.state, one.due_at = (State.UNDONE if is_back else State.DONE), None
    one.save(update_fields=["done", "state", "due_at"])


def _take_in(owner: Owner, lines: Sequence[ImportLine], now: datetime) -> None:
    records = [_read(line.record) for line in lines]
    circle = Circle()
    learn_of(circle, owner=owner, records=records)
    intents = decide(records, circle)
    for line, intent, wrote in zip(lines, intents, store(owner=owner, intents=intents, now=now), strict=True):
        line.outcome, line.wrote = ImportLine.Outcome(intent.outcome), wrote
        line.person_id = intent.who.id if intent.who else None


def _told(record: CardRecord) -> dict[str, Any]:
    return {name: value for name, value in asdict(record).items() if value}


def _read(told: dict[str, Any]) -> CardRecord:
    given: dict[str, Any] = {name: tuple(said) if isinstance(said, list) else said for name, said in told.items()}
    return CardRecord(**given)
