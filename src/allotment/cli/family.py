"""Processes forked from one that does nothing but look after them.

The parent has no threads, so that forking is safe at any time, and has everything imported, so that a child is there
at once and shares its memory. Whatever happens to the parent, `kill -9` included, its children end with it: each
looks twice a second whether it is still there.
"""

import logging
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

log = logging.getLogger(__name__)

SIGNALS: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
LOOK_SECONDS: Final = 0.5
RESTART_SECONDS: Final = 2.0
PATIENCE: Final = 6.0
"""Seconds that children have to come to an end."""


@dataclass(slots=True)
class Child:
    """One process and what it is for."""

    name: str
    do: Callable[[], None]
    needed: bool
    """Without it there is no point in the others; one that is not is started again when it dies."""
    start_at: float = 0.0
    """By `time.monotonic`."""
    number: int | None = None


def keep(children: Iterable[Child]) -> int:
    """Runs them until a signal comes, or one that is needed ends; the exit status of it all."""
    family, stopping = list(children), threading.Event()
    before = [(number, signal.signal(number, lambda *_told: stopping.set())) for number in SIGNALS]
    try:
        status = 0
        while not stopping.is_set() and not status:
            for child in family:
                if child.number is None and time.monotonic() >= child.start_at:
                    child.number = _fork(child)
            stopping.wait(LOOK_SECONDS / 2)
            status = _look_after(family)
        return status
    finally:
        _end(family)
        for number, handler in before:
            signal.signal(number, handler)


def _fork(child: Child) -> int:
    parent = os.getpid()
    sys.stdout.flush()
    sys.stderr.flush()
    number = os.fork()
    if number:
        return number
    status = 1
    try:
        os.setsid()  # what is typed on the terminal is for the parent
        for each in SIGNALS:
            signal.signal(each, signal.SIG_DFL)
        end_with(parent)
        child.do()
        status = 0
    except SystemExit as ending:
        status = ending.code if isinstance(ending.code, int) else 1
    except BaseException:  # noqa: BLE001 - nothing may return from here into the parent's work
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _look_after(family: Iterable[Child]) -> int:
    """Notes who has ended; 1 where that ends everything."""
    for child in family:
        if child.number is None:
            continue
        number, told = os.waitpid(child.number, os.WNOHANG)
        if not number:
            continue
        child.number, child.start_at = None, time.monotonic() + RESTART_SECONDS
        how = os.waitstatus_to_exitcode(told)
        if child.needed:
            log.error("The %s ended with %d.", child.name, how)
            return 1
        log.warning("The %s ended with %d and is started again.", child.name, how)
    return 0


def _end(family: Iterable[Child]) -> None:
    """Asks all to go, and kills those that do not: what they held is due again."""
    left = [child for child in family if child.number is not None]
    for child in left:
        os.kill(child.number or 0, signal.SIGTERM)
    until = time.monotonic() + PATIENCE
    while left and time.monotonic() < until:
        left = [child for child in left if not os.waitpid(child.number or 0, os.WNOHANG)[0]]
        time.sleep(0.05)
    for child in left:
        os.kill(child.number or 0, signal.SIGKILL)
        os.waitpid(child.number or 0, 0)


def end_with(parent: int) -> None:
    """Asks this process to end once its parent is gone, and ends it if it does not: what is half done is a
    transaction that never was, or a lease that is seen to be dead."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(PATIENCE)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
