"""What a page costs, signed in, as `allotment up` serves it; beside the plainest page of thirty posts there can be.

    python -m bench.pages [--posts 1000000] [--seconds 4] [--rounds 3] [--json FILE]

Both are served by granian with two processes and asked over sixteen connections by one process on the same machine.
CPU is that of the serving processes, divided by the requests; the yardstick is asked in every round, and the median
of the rounds counts. Queries are counted in this process, here and in a home of a thousand posts.
"""

import argparse
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from http import HTTPStatus
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Final

from bench import homes, load, processes
from bench.report import Figure, arguments, finish, skipped

MOST_RATIO, MOST_P95_MS, MOST_QUERIES = 3.0, 60.0, 12
LEAST_PER_SECOND: Final = 400
CONNECTIONS, PROCESSES = 16, 2
DIFFERENT: Final = 60
"""Persons and words asked for in turn, so that no page is the same one all the time."""


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """What one page cost in one round."""

    cpu_ms: float
    per_second: float
    p95_ms: float
    failed: int
    bytes_of_one: int


def main() -> int:
    asked = arguments(__doc__, add_options)
    if asked.count is not None:
        return count(asked.count)
    if not processes.can_be_read() or find_spec("starlette") is None:
        return skipped("what a page costs needs /proc, and starlette and jinja2 (`make bench` brings them).")
    home = homes.filled(asked.posts)
    homes.enter(home)
    figures = [*served(home, asked), *queries(home)]
    return finish(f"Pages, signed in, {asked.posts:,} posts on SQLite", figures, asked.json)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--count", type=Path, metavar="HOME", help="only count the queries of each page in this home")


def pages() -> list[Page]:
    """Today, people who write much and little, and words common and rare."""
    from django.urls import NoReverseMatch, reverse

    from allotment.people.models import Person
    from bench.volumes import Language

    rng = random.Random(3)
    people = list(Person.objects.filter(owner=homes.the_owner()).order_by("pk").values_list("pk", flat=True))
    chosen = [people[0], *rng.sample(people[1:], min(len(people), DIFFERENT) - 1)]
    words = Language(22, sentences=1).words
    found = [
        Page("Today", (reverse("today"),)),
        Page("a person", tuple(reverse("person", args=[pk]) for pk in chosen)),
    ]
    try:
        search = reverse("search")
    except NoReverseMatch:
        return found
    asked = [*rng.sample(words[20:160], DIFFERENT // 2), *rng.sample(words[12_000:], DIFFERENT // 2)]
    return [*found, Page("search", tuple(f"{search}?q={word}" for word in asked))]


def served(home: Path, asked: argparse.Namespace) -> Iterator[Figure]:
    from allotment.core import clock

    owner = homes.the_owner()
    homes.has_today(owner, clock.now())
    cookie = f"sessionid={homes.signed_in(owner)}"
    every = [Page("yardstick", yardstick_paths()), *pages()]
    with ExitStack() as stack:
        ports = {"ours": load.free_port(), "yardstick": load.free_port()}
        ours = stack.enter_context(processes.running(up(ports["ours"]), homes.environment(home)))
        other = stack.enter_context(processes.running(yardstick(ports["yardstick"]), yardstick_home(home), homes.ROOT))
        for page in every:
            port = ports["yardstick" if page.name == "yardstick" else "ours"]
            status = load.first_answer(f"http://127.0.0.1:{port}{page.paths[0]}", cookie=cookie)
            if status != HTTPStatus.OK:
                raise SystemExit(f"{page.name}: {page.paths[0]} answers {status}, so there is nothing to measure.")
        rounds: dict[str, list[Round]] = {page.name: [] for page in every}
        for number in range(asked.rounds + 1):
            for page in every:
                which, process = ("yardstick", other) if page.name == "yardstick" else ("ours", ours)
                done = one_round(ports[which], process.pid, page, cookie, asked.seconds if number else 1)
                if number:
                    rounds[page.name].append(done)
        yield from figures(rounds)
        yield Figure("memory of web processes", processes.memory_mib(processes.web_of(ours.pid)), "MiB")


def up(port: int) -> list[str]:
    return [sys.executable, "-m", "allotment", "up", "--port", str(port)]


def yardstick(port: int) -> list[str]:
    named = {"interface": "asginl", "host": "127.0.0.1", "port": port, "workers": PROCESSES, "log-level": "error"}
    options = [text for name, value in named.items() for text in (f"--{name}", str(value))]
    return [sys.executable, "-m", "granian", *options, "bench.yardstick:app"]


def yardstick_home(home: Path) -> dict[str, str]:
    return homes.environment(home) | {"YARDSTICK_DATABASE": str(home / "allotment.sqlite3")}


def yardstick_paths() -> tuple[str, ...]:
    """From anywhere in the three years."""
    from allotment.core.ids import first_id_at
    from bench.volumes import BEGAN, END

    rng = random.Random(7)
    since, until = first_id_at(BEGAN), first_id_at(END)
    return tuple(f"/posts/?before={rng.randint(since + (until - since) // 100, until)}" for _ in range(500))


def one_round(port: int, pid: int, page: Page, cookie: str, seconds: float) -> Round:
    pids = processes.web_of(pid)
    before = processes.cpu_seconds(pids)
    answered = load.ask_for(port, page.paths, seconds=seconds, connections=CONNECTIONS, cookie=cookie)
    spent = processes.cpu_seconds(pids) - before
    times = len(answered.milliseconds)
    return Round(
        spent / times * 1000, answered.per_second, answered.percentile(0.95), answered.failed, answered.bytes_of_one
    )


def middle(rounds: Sequence[Round], name: str) -> float:
    return median(float(getattr(one, name)) for one in rounds)


def figures(rounds: dict[str, list[Round]]) -> Iterator[Figure]:
    beside = rounds.pop("yardstick")
    yield Figure("yardstick, CPU a request", middle(beside, "cpu_ms"), "ms")
    yield Figure("yardstick, requests a second", middle(beside, "per_second"))
    for name, each in rounds.items():
        cpu = middle(each, "cpu_ms")
        ratio = median(one.cpu_ms / other.cpu_ms for one, other in zip(each, beside, strict=True))
        yield Figure(f"{name}, CPU a request", cpu, "ms", note=f"{middle(each, 'bytes_of_one'):,.0f} bytes of HTML")
        yield Figure(f"{name}, CPU beside the yardstick", ratio, "times", MOST_RATIO)
        yield Figure(f"{name}, requests a second", middle(each, "per_second"), "", LEAST_PER_SECOND, at_least=True)
        yield Figure(f"{name}, p95", middle(each, "p95_ms"), "ms", MOST_P95_MS)
        yield Figure(f"{name}, answers that were no page", sum(one.failed for one in each), "", 0)


def queries(home: Path) -> Iterator[Figure]:
    """Of each page here and in a small home: at most twelve, and the same."""
    here, small = counted(home), counted(homes.filled(1_000, 100))
    for name, number in here.items():
        yield Figure(f"{name}, queries", number, "", MOST_QUERIES)
        yield Figure(f"{name}, queries more than at 1,000 posts", number - small[name], "", 0)


def counted(home: Path) -> dict[str, int]:
    """By a process of its own, because a process lives in one home."""
    program = [sys.executable, "-m", "bench.pages", "--count", str(home)]
    done = subprocess.run(
        program, env=homes.environment(home), cwd=homes.ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    return {name: int(number) for name, number in (line.split("\t") for line in done.stdout.splitlines())}


def count(home: Path) -> int:
    """The most queries that any path of each page makes."""
    homes.enter(home)
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from allotment.cli.home import prepare_files
    from allotment.core import clock

    prepare_files()
    homes.has_today(homes.the_owner(), clock.now())
    client = Client(headers={"host": "127.0.0.1"})
    client.cookies[settings.SESSION_COOKIE_NAME] = homes.signed_in(homes.the_owner())
    for page in pages():
        most = 0
        for path in (page.paths[0], *page.paths):
            with CaptureQueriesContext(connection) as made:
                assert client.get(path).status_code == 200, path
            most = max(most, len(made)) if path != page.paths[0] or most else len(made)
        print(page.name, most, sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
