"""A refresh of many feeds as whole processes, beside others in the same run.

    python -m bench.refresh [--feeds 500] [--json FILE]

Four looks, one after the other, each by `allotment fetch --all`, by a bare pipeline (`bench.bare_refresh`), by
`reader` and, where it is installed, by newsboat: cold; nothing new; one new entry in each tenth feed; nothing new from
servers that hear no validators. Counted is the CPU, user and system, of the process and all it started; ratios are
steadier than seconds. Then five hundred feeds that answer after 50 ms, in seconds of the clock.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

from bench import homes
from bench.report import Figure, arguments, finish

LOOKS: Final = {"cold": "same", "all 304": "same", "a tenth changed": "some", "no validators": "deaf"}
MANY: Final = 2_000
FEW: Final = 500
BOUNDS: Final = {
    (MANY, "cold", "bare"): 1.5,
    (FEW, "cold", "newsboat"): 0.6,
    (FEW, "cold", "reader"): 0.2,
    (MANY, "all 304", "reader"): 0.35,
    (MANY, "a tenth changed", "bare"): 2.0,
    (MANY, "no validators", "bare"): 2.0,
}
"""How many times another's CPU ours may be, at so many feeds."""
LATENCY: Final = 0.05
MOST_MIB: Final = 200
OURS: Final = "allotment"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one look took: seconds of CPU and of the clock, and the most memory of its largest process."""

    cpu: float
    clock: float
    mib: float


@dataclass(frozen=True, slots=True)
class Contender:
    """Somebody who refreshes; `setup` runs once, `look` each time, both in a folder of its own."""

    name: str
    setup: Sequence[str]
    look: Sequence[str]


class Loopback:
    """The writers, at a port of their own."""

    def __init__(self, feeds: int, latency: float) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.home = f"http://127.0.0.1:{free.getsockname()[1]}"
        port = self.home.rpartition(":")[2]
        command = [sys.executable, "-m", "bench.writers", "--feeds", str(feeds), "--port", port]
        self.process = subprocess.Popen(
            [*command, "--latency", str(latency)], cwd=homes.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self.process.stdout is not None
        self.process.stdout.readline()

    def get(self, path: str) -> bytes:
        talk = HTTPConnection(self.home.removeprefix("http://"), timeout=60)
        talk.request("GET", path)
        return talk.getresponse().read()


@contextmanager
def writers(feeds: int, latency: float = 0.0) -> Iterator[Loopback]:
    loopback = Loopback(feeds, latency)
    try:
        yield loopback
    finally:
        loopback.process.terminate()
        loopback.process.wait()


def contenders(folder: Path, *, only_ours: bool = False) -> list[Contender]:
    python, allotment = sys.executable, [sys.executable, "-m", "allotment"]
    ours = Contender(OURS, [*allotment, "import", str(folder / "list.opml")], [*allotment, "fetch", "--all"])
    if only_ours:
        return [ours]
    listed = str(folder / "list.txt")
    reader = [python, "-m", "bench.reader_refresh", "reader.sqlite", listed]
    boat = ["newsboat", "-q", "-u", listed, "-c", "cache.db", "-C", "config"]
    found = [
        ours,
        Contender("bare", [], [python, "-m", "bench.bare_refresh", "bare.sqlite", listed]),
        Contender("reader", [], reader),
    ]
    if shutil.which("newsboat"):
        found.append(Contender("newsboat", [], [*boat, "-x", "reload"]))
    else:
        print("Left out: newsboat is not installed.", file=sys.stderr)
    return found


def look(command: Sequence[str], folder: Path) -> Cost:
    """Runs a command to its end. Whatever it leaves running is not counted; none of these leaves anything."""
    (folder / "config").write_text("reload-threads 16\nauto-reload no\nmax-items 0\n", encoding="utf-8")
    env = homes.environment(folder) | {
        "ALLOTMENT_ALLOW_NETWORKS": "127.0.0.0/8", "HOME": str(folder), "TERM": "dumb",
    }  # fmt: skip
    began, nothing = time.monotonic(), subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, env=env, stdin=nothing, stdout=nothing, stderr=subprocess.PIPE)
    assert process.stderr is not None
    complaint = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}: {complaint.decode()[-500:]}")
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss / 1024)


def costs_of(contender: Contender, loopback: Loopback, folder: Path, looks: dict[str, str]) -> dict[str, Cost]:
    for name in ("list.opml", "list.txt"):
        (folder / name).write_bytes(loopback.get(f"/{name}"))
    if contender.name == OURS:
        look([sys.executable, "-m", "allotment", "owner", "add", "me"], folder)
    if contender.setup:
        look(contender.setup, folder)
    found = {}
    for name, kind in looks.items():
        loopback.get(f"/turn/{kind}")
        found[name] = look(contender.look, folder)
    return found


def measured(feeds: int) -> dict[str, dict[str, Cost]]:
    """By contender and look. Each has its writers anew, so that all find the same."""
    found: dict[str, dict[str, Cost]] = {}
    with tempfile.TemporaryDirectory() as place:
        for contender in contenders(Path(place)):
            with writers(feeds) as loopback:
                folder = Path(place)
                found[contender.name] = costs_of(contender, loopback, folder, LOOKS)
                print(f"  {contender.name} has looked", flush=True)
    return found


def figures(feeds: int, found: dict[str, dict[str, Cost]]) -> Iterator[Figure]:
    for name in LOOKS:
        ours = found[OURS][name]
        yield Figure(name, ours.cpu, "s CPU", note=", ".join(f"{who} {of[name].cpu:.2f}" for who, of in found.items()))
        for who, of in found.items():
            if who != OURS:
                yield Figure(f"  of {who}'s", ours.cpu / of[name].cpu, "times", BOUNDS.get((feeds, name, who)))
    yield Figure("most memory", max(cost.mib for cost in found[OURS].values()), "MiB", MOST_MIB)


def from_afar() -> Iterator[Figure]:
    """Ours, with fifty milliseconds before each answer."""
    with tempfile.TemporaryDirectory() as place, writers(FEW, LATENCY) as loopback:
        folder = Path(place)
        (ours,) = contenders(folder, only_ours=True)
        found = costs_of(ours, loopback, folder, {"cold": "same", "all 304": "same"})
    yield Figure(f"{FEW} feeds at 50 ms, cold", found["cold"].clock, "s", 6.0)
    yield Figure(f"{FEW} feeds at 50 ms, all 304", found["all 304"].clock, "s", 1.5)


def main() -> int:
    asked = arguments(__doc__, add_options)
    every = [*figures(asked.feeds, measured(asked.feeds)), *from_afar()]
    return finish(f"Refresh of {asked.feeds:,} feeds, thirty entries each", every, asked.json)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--feeds", type=int, default=FEW)


if __name__ == "__main__":
    sys.exit(main())
