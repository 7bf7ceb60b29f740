"""Who is at home: everything that runs holds a shared lock on the home, and a restore needs it alone.

The lock belongs to an open file and ends with its process and the children that were forked from it, however
they end. SQLite's own locks would not do: a restore replaces the file that they are on.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from allotment.core.backup.errors import Running

LOCK = "running.lock"
PREPARING = "preparing.lock"


@contextmanager
def at_home(home: Path, *, wanted: bool = True) -> Iterator[None]:
    """Held by every command while it runs; waits for a restore to end."""
    if not wanted:
        yield
        return
    with (home / LOCK).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


@contextmanager
def nobody_else(home: Path) -> Iterator[None]:
    """Held by a restore; raises Running when anybody is at home."""
    with (home / LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Running from error
        yield


@contextmanager
def preparing(home: Path) -> Iterator[None]:
    """Held by the one process that makes what is missing in the home; the others wait for it."""
    with (home / PREPARING).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
