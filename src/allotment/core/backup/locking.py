"""Who is at home: everything that runs holds a shared lock on the home, and a restore needs it alone.

The lock belongs to an open file and ends with its process, however that ends.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from allotment.core.backup.errors import Running

LOCK = "running.lock"


@contextmanager
def at_home(home: Path) -> Iterator[None]:
    """Held by web and worker while they run."""
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
