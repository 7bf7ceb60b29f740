"""Processes that end with the one that started them, however that ended."""

import os
import threading
import time
from collections.abc import Callable
from typing import Final

LOOK_SECONDS: Final = 0.5


def end_with(parent: int, stop: Callable[[], object], *, grace: float) -> None:
    """Calls `stop` once the process of that number is no longer our parent, and ends this one `grace` seconds later
    if it is still there: what is half done is a transaction that never was, or a lease that is seen to be dead."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_SECONDS)
        stop()
        time.sleep(grace)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
