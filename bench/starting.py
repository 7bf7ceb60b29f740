"""How soon something answers: `allotment up` in a home that is ready, the first command in an empty one, and what
each command loads.

    python -m bench.starting [--posts 1000000] [--times 3] [--json FILE]

Wall time, the median of a few starts; the CPU beside it tells how much of that was ours. The first answer is Today,
signed in.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Final

from bench import homes, load, processes
from bench.report import Figure, arguments, finish

MOST_SECONDS: Final = 2.0
HEAVY: Final = ("numpy", "py3langid", "mf2py", "bs4", "granian", "feedparser", "pycurl", "psycopg", "argon2")
IMPORTED: Final = re.compile(r"^import time: +(\d+) \| +\d+ \| +(\S+)$", re.MULTILINE)
READING: Final = {"today": ("today",), "search": ("search", "bread")}
"""Commands that only read what is there: they need none of these."""


def main() -> int:
    asked = arguments(__doc__, add_options)
    home = homes.filled(asked.posts)
    homes.enter(home)
    figures = [*first_answers(home, asked.times), *commands(home, asked.times), *loaded(home)]
    return finish(f"Starting, {asked.posts:,} posts on SQLite", figures, asked.json)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=3)


def first_answers(home: Path, times: int) -> Iterator[Figure]:
    from allotment.core import clock

    owner = homes.the_owner()
    homes.has_today(owner, clock.now())
    cookie = f"sessionid={homes.signed_in(owner)}"
    seconds, cpu = [], []
    for number in range(times + 1):  # the first start collects the files of the pages
        began, port = time.monotonic(), load.free_port()
        command = [sys.executable, "-m", "allotment", "up", "--port", str(port)]
        with processes.running(command, homes.environment(home)) as process:
            assert load.first_answer(f"http://127.0.0.1:{port}/", cookie=cookie) == 200
            if number:
                seconds.append(time.monotonic() - began)
                cpu.append(processes.cpu_seconds(processes.web_of(process.pid)))
    yield Figure("from `allotment up` to the first page", median(seconds), "s", MOST_SECONDS)
    if processes.can_be_read():
        yield Figure("CPU of web processes until then", median(cpu), "s")


def commands(home: Path, times: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="allotment-bench-") as folder:
        empty = [Path(folder) / str(number) for number in range(times)]
        took = [timed(each, ("owner", "add", "me")) for each in empty]
        yield Figure("the first command in an empty home", median(took), "s", note="allotment owner add me")
    for arguments_given in (("--help",), *READING.values()):
        took = [timed(home, arguments_given) for _ in range(times)]
        yield Figure(f"allotment {' '.join(arguments_given)}", median(took), "s")


def timed(home: Path, command: Sequence[str]) -> float:
    began = time.monotonic()
    run(home, command)
    return time.monotonic() - began


def run(home: Path, command: Sequence[str], *options: str) -> str:
    """Runs `allotment …` there and gives what it says on standard error."""
    done = subprocess.run(
        [sys.executable, *options, "-m", "allotment", *command],
        env=homes.environment(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr


def loaded(home: Path) -> Iterator[Figure]:
    for name, command in READING.items():
        told = re.findall(
            r"^import time: +(\d+) \| +\d+ \| +(\S+)$", run(home, command, "-X", "importtime"), re.MULTILINE
        )
        modules = {module.partition(".")[0] for _own, module in told}
        heavy = sorted(modules & set(HEAVY))
        yield Figure(f"{name}: loading modules", sum(int(own) for own, _module in told) / 1000, "ms")
        yield Figure(f"{name}: heavy libraries it needs not", len(heavy), "", 0, note=", ".join(heavy))


if __name__ == "__main__":
    sys.exit(main())
