"""What a worker uses that has nothing to do, with two thousand sources of which none is due.

    python -m bench.resting [--posts 1000] [--seconds 60] [--json FILE]

`allotment worker` is given a while to come to rest; then its CPU is counted, as a share of one core.
"""

import argparse
import sys
import time
from datetime import timedelta
from typing import Final

from bench import homes, processes
from bench.report import Figure, arguments, finish, skipped

MOST_PERCENT: Final = 0.5
SOURCES: Final = 2_000
A_WHILE: Final = 60


def main() -> int:
    asked = arguments(__doc__, add_options)
    if not processes.can_be_read():
        return skipped("what a worker at rest uses is read from /proc, which is not here.")
    home = homes.filled(asked.posts, SOURCES)
    homes.enter(home)
    leave_nothing_due()
    with processes.running([sys.executable, "-m", "allotment", "worker"], homes.environment(home)) as worker:
        pids = [worker.pid]
        time.sleep(3)
        processes.wait_until_quiet(pids, seconds=A_WHILE)
        if worker.poll() is not None:
            return skipped("the worker ended by itself.")
        before, began = processes.cpu_seconds(pids), time.monotonic()
        time.sleep(asked.seconds)
        share = (processes.cpu_seconds(pids) - before) / (time.monotonic() - began) * 100
        figures = [
            Figure("worker at rest, of one core", share, "%", MOST_PERCENT, note=f"over {asked.seconds:g} s"),
            Figure("its memory", processes.memory_mib(pids), "MiB"),
        ]
    return finish(f"At rest, {SOURCES:,} sources of which none is due", figures, asked.json)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--posts", type=int, default=1_000)
    parser.add_argument("--seconds", type=float, default=60)


def leave_nothing_due() -> None:
    from allotment.core import clock
    from allotment.seek.models import Preferences, Source

    tomorrow = clock.now() + timedelta(days=1)
    Source.objects.update(next_look_at=tomorrow)
    Preferences.objects.update(next_edition_at=tomorrow)


if __name__ == "__main__":
    sys.exit(main())
