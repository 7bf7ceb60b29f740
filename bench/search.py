"""How long a search takes at a million posts: what `find` does, from the words typed to the excerpts marked.

    ALLOTMENT_HOME=/tmp/volume python bench/volumes.py --posts 1000000     (once)
    ALLOTMENT_HOME=/tmp/volume python bench/search.py

Each kind of search is made with words that were not asked before in the run, drawn anew by `--seed`; the first of
each kind is not counted. Milliseconds of wall time, and what of it this process worked, which on a busy machine is the
steadier figure for SQLite; pages of 30. `owner` follows all sources; `guest` is made for the
run, follows twenty of the least busy ones and is rolled back. With `ALLOTMENT_DATABASE_URL` the same on PostgreSQL,
with its own goals. Says which goals were missed and then ends with status 1.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / folder) for folder in ("src", "")]

from bench.volumes import Language  # noqa: E402 - the line above finds it

if TYPE_CHECKING:
    from allotment.core.models import Owner
    from allotment.core.search.find import Order

GOALS: Final[dict[str, dict[str, float]]] = {
    "sqlite": {"newest": 10, "newest prefix": 50, "best": 50},
    "postgresql": {"newest": 150, "newest prefix": 150, "best": 250},
}
"""p95 in milliseconds; best first of a prefix has no goal of its own and is only told."""
VOLUMES_SEED: Final = 22


@dataclass(frozen=True, slots=True)
class Timed:
    """One kind of search in one order."""

    kind: str
    order: str
    wall: list[float]
    cpu: list[float]
    hits: float

    def goal(self, vendor: str) -> float | None:
        if self.kind == "prefix":
            return GOALS[vendor].get(f"{self.order} prefix")
        return GOALS[vendor][self.order]

    def misses(self, vendor: str) -> bool:
        goal = self.goal(vendor)
        return goal is not None and percentile(self.wall, 0.95) > goal


def percentile(milliseconds: list[float], share: float) -> float:
    ranked = sorted(milliseconds)
    return ranked[min(int(len(ranked) * share), len(ranked) - 1)]


def queries(language: Language, seed: int) -> dict[str, Iterator[str]]:
    """Endless searches of each kind. A common word stands in one post of ten, a rare one in one of a thousand; a phrase
    is two words of a sentence, not both of them of the sixty that every sentence has."""
    rng = random.Random(seed)
    short = set(language.words[:60])
    common, middling, rare = language.words[20:160], language.words[300:3_000], language.words[12_000:]
    sentences = [sentence.rstrip(".").lower().split() for sentence in language.sentences[:5_000]]
    phrases = [f'"{one} {other}"' for words in sentences for one, other in pairwise(words) if {one, other} - short]

    def drawn(make: Callable[[], str]) -> Iterator[str]:
        while True:
            yield make()

    return {
        "common": drawn(lambda: rng.choice(common)),
        "rare": drawn(lambda: rng.choice(rare)),
        "two words": drawn(lambda: f"{rng.choice(common)} {rng.choice(middling)}"),
        "phrase": drawn(lambda: rng.choice(phrases)),
        "prefix": drawn(lambda: f"{rng.choice(middling)[:4]}*"),
        "nothing": drawn(lambda: f"zzqx{rng.randrange(10**6)}"),
    }


def timed(owner: "Owner", kind: str, order: "Order", asked: Iterator[str], times: int) -> Timed:
    from allotment.core.search.find import find
    from allotment.core.search.query import parse

    wall, cpu, hits = [], [], 0
    for number in range(times + 1):
        typed = next(asked)
        began, worked = time.perf_counter(), time.thread_time()
        found = find(owner, parse(typed), order=order)
        if number:
            wall.append((time.perf_counter() - began) * 1_000)
            cpu.append((time.thread_time() - worked) * 1_000)
            hits += len(found.hits)
    return Timed(kind, order, wall, cpu, hits / times)


def guest_of(owner: "Owner") -> "Owner":
    """Somebody who follows twenty sources that write about once a month."""
    from allotment.core.models import Owner
    from allotment.seek.models import Follow, Source

    guest = Owner.objects.create_owner(name="guest-of-the-bench", password=None)
    quiet = Source.objects.order_by("-pk")[:20]
    Follow.objects.bulk_create(Follow(owner=guest, source=one, added_at=owner.created_at) for one in quiet)
    return guest


def disk() -> float:
    """Bytes of the whole database."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return float(cursor.fetchone()[0])


def tell(who: str, result: Timed, vendor: str) -> None:
    goal = result.goal(vendor)
    said = "" if goal is None else f"goal {goal:.0f}{'  MISSED' if result.misses(vendor) else ''}"
    figures = [*(percentile(result.wall, share) for share in (0.5, 0.95, 1.0)), percentile(result.cpu, 0.95)]
    numbers = "".join(f"{figure:9.1f}" for figure in figures)
    print(f"{who:6} {result.order:7} {result.kind:10}{numbers}{result.hits:7.1f}  {said}", flush=True)


def measure(told: argparse.Namespace) -> int:
    from django.db import connection, transaction

    from allotment.core.models import Owner
    from allotment.seek.models import Post

    owner, count = Owner.objects.order_by("pk")[0], Post.objects.count()
    print(f"{count} posts on {connection.vendor}, {disk() / count:.0f} bytes a post in all")
    print(f"{'who':6} {'order':7} {'kind':10}{'p50':>9}{'p95':>9}{'max':>9}{'cpu p95':>9}{'hits':>7}  ms")
    missed = 0
    with transaction.atomic():
        for who, asking in (("owner", owner), ("guest", guest_of(owner))):
            missed += _all_kinds(who, asking, told, connection.vendor)
        transaction.set_rollback(True)
    return min(missed, 1)


def _all_kinds(who: str, owner: "Owner", told: argparse.Namespace, vendor: str) -> int:
    language = Language(VOLUMES_SEED)
    orders: tuple[Order, Order] = ("newest", "best")
    missed = 0
    for order in orders:
        for kind, asked in queries(language, told.seed).items():
            result = timed(owner, kind, order, asked, told.times)
            tell(who, result, vendor)
            missed += who == "owner" and result.misses(vendor)
    return missed


def main() -> Any:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=5)
    told = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allotment.config.settings")
    import django

    django.setup()
    return measure(told)


if __name__ == "__main__":
    sys.exit(main())
