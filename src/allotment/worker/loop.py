"""Walks the chores: claims what is due, does it, notes that it was there. It outlives any chore's mistake."""

import logging
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Final

from django.db import DatabaseError, close_old_connections, connections

from allotment.core import clock
from allotment.core.chores import Chore, all_chores, claim, release_the_dead, stopping
from allotment.core.errors import from_database
from allotment.core.models import Beat
from allotment.core.rows import stay_small

log = logging.getLogger(__name__)

LONGEST_REST: Final = 5.0
"""Seconds between two rounds at most."""
BEAT_EVERY: Final = 60.0
"""Seconds after which an idle chore says that it is still looked after."""
AFTER_AN_ERROR: Final = 30.0
"""Seconds a chore rests that could not be done."""
MOST_BATCHES: Final = 10_000


@dataclass(slots=True)
class Turn:
    """One chore as this worker walks it. Times are those of `time.monotonic`."""

    chore: Chore
    next_at: float = 0.0
    beat_at: float = 0.0
    troubled: bool = field(default=False)


def run(stop: threading.Event) -> None:
    """Works until `stop` is set, or SIGTERM or SIGINT comes; what was begun is finished or given back."""
    with _ending(stop):
        _clear_up()
        turns = [Turn(chore) for chore in all_chores()]
        log.info("At work on %s.", ", ".join(turn.chore.name for turn in turns))
        while not stop.is_set():
            close_old_connections()
            for turn in turns:
                if not stop.is_set() and time.monotonic() >= turn.next_at:
                    _take_turn(turn)
            rest = min(turn.next_at for turn in turns) - time.monotonic() if turns else LONGEST_REST
            stop.wait(min(max(rest, 0.0), LONGEST_REST))
        log.info("The worker goes home.")
    connections.close_all()


def run_once() -> dict[str, int]:
    """Does all that is due now; how many rows of each chore."""
    _clear_up()
    done: dict[str, int] = {}
    for chore in all_chores():
        for _ in range(MOST_BATCHES):
            rows = do_due(chore)
            done[chore.name] = done.get(chore.name, 0) + rows
            if not rows or stopping.is_set():
                break
    return done


def do_due(chore: Chore) -> int:
    """Does one batch of a chore; how many rows were due. Nothing is locked or written when none are."""
    now = clock.now()
    if not chore.due(now).exists():
        return 0
    ids = claim(chore, now=now)
    if ids:
        chore.do(ids)
    return len(ids)


def _take_turn(turn: Turn) -> None:
    began = time.monotonic()
    rows, error = 0, ""
    try:
        rows = do_due(turn.chore)
    except Exception as problem:
        known = from_database(problem)
        error = str(known or f"{type(problem).__name__}: {problem}")[:500]
        if known is None:
            log.exception("%s could not be done", turn.chore.name)
        else:
            log.warning("%s could not be done: %s", turn.chore.name, error)
    now = time.monotonic()
    turn.next_at = now + (AFTER_AN_ERROR if error else _wait(turn.chore, rows))
    if rows or bool(error) != turn.troubled or now >= turn.beat_at:
        turn.beat_at, turn.troubled = now + BEAT_EVERY, bool(error)
        _beat(turn.chore, now - began, rows, error)


def _wait(chore: Chore, rows: int) -> float:
    """A full batch means that more may be waiting."""
    return 0.0 if rows >= chore.batch else chore.every.total_seconds()


def _beat(chore: Chore, took: float, rows: int, error: str) -> None:
    beat = Beat(chore=chore.name, at=clock.now(), took_seconds=round(took, 3), rows=rows, error=error)
    try:
        Beat.objects.bulk_create(
            [beat],
            update_conflicts=True,
            unique_fields=["chore"],
            update_fields=["at", "took_seconds", "rows", "error"],
        )
    except DatabaseError as problem:
        log.warning("Nothing can be written: %s", from_database(problem) or problem)


def _clear_up() -> None:
    """Begins with little memory, and frees what workers of this machine held when they were killed."""
    try:
        stay_small()
        freed = release_the_dead(now=clock.now())
    except DatabaseError as problem:
        log.warning("Leases could not be looked through: %s", from_database(problem) or problem)
    else:
        if freed:
            log.info("Another worker ended early; what it held is due again (%d).", freed)


@contextmanager
def _ending(stop: threading.Event) -> Iterator[None]:
    """Lets long chores know that the end has come, whoever asked for it: another thread, or a signal."""
    over = threading.Event()

    def tell() -> None:
        while not over.is_set():
            if stop.wait(0.5):
                stopping.set()
                return

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    before = _listen(stop)
    try:
        yield
    finally:
        over.set()
        teller.join()
        stopping.clear()
        for number, handler in before:
            signal.signal(number, handler)


def _listen(stop: threading.Event) -> Sequence[tuple[int, signal.Handlers]]:
    """Signals can be heard in the main thread only; a second one ends the process at once."""
    if threading.current_thread() is not threading.main_thread():
        return []

    def heard(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        stop.set()
        stopping.set()

    return [(number, signal.signal(number, heard)) for number in (signal.SIGTERM, signal.SIGINT)]  # type: ignore[misc]  # None only for handlers of C
