"""What an edition costs: gathering, nearness, choosing, storing, in CPU of this process.

    python -m bench.editions [--posts 1000000] [--times 5] [--json FILE]

The owner of the volume follows two thousand sources and has three open questions, two interests, three muted words,
forty posts they asked for more or less of, and editions of the week before. What is made is rolled back. CPU seconds
grow when the machine is busy: the median of the runs counts, and a fixed piece of arithmetic tells the machine's speed.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any, Final

from bench import homes
from bench.report import Figure, arguments, cpu_ms, finish

if TYPE_CHECKING:
    from allotment.core.models import Owner

MOST_MS: Final = 300
FULL: Final = 1_000_000
LIKED: Final = 40
DAYS_BEFORE: Final = 7


@dataclass(slots=True)
class Stopwatch:
    """Milliseconds of CPU and queries, by part."""

    took: dict[str, list[float]] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)

    def time[**P, R](self, part: str, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        from django.db import connection

        with connection.execute_wrapper(self._count(part)):
            began = process_time()
            done = work(*args, **kwargs)
            self.took.setdefault(part, []).append((process_time() - began) * 1000)
        return done

    def _count(self, part: str) -> Callable[..., Any]:
        self.asked[part] = 0

        def counted(execute: Callable[..., Any], *args: Any) -> Any:
            self.asked[part] += 1
            return execute(*args)

        return counted


def main() -> int:
    asked = arguments(__doc__, add_options)
    homes.enter(homes.filled(asked.posts))
    with homes.rolled_back():
        owner = homes.the_owner()
        live_a_week(owner)
        figures = list(measured(owner, asked.times, asked.posts))
    return finish(f"An edition, {asked.posts:,} posts on SQLite", figures, asked.json)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=5)


def live_a_week(owner: "Owner") -> None:
    """Wishes, likings, and an edition on each day of the week before; nothing that other benches left."""
    from allotment.seek.actions.editions import make_edition
    from allotment.seek.editions.gathering import preferences_of
    from allotment.seek.models import Edition, Follow, MutedWord, Post, PostState
    from bench.volumes import BEGAN, END, Language

    Edition.objects.filter(owner=owner).delete()
    PostState.objects.filter(owner=owner).delete()
    Follow.objects.filter(owner=owner).update(introduced_on=BEGAN.date(), last_offered_on=None)
    words = Language(22, sentences=1).words
    preferences = preferences_of(owner)
    preferences.interests = "\n".join(words[3_000:3_002])
    preferences.save()
    MutedWord.objects.bulk_create(MutedWord(owner=owner, text=word) for word in words[9_000:9_003])
    for days in range(DAYS_BEFORE, 0, -1):
        then = END - timedelta(days=days)
        make_edition(owner=owner, day=owner.day(then), now=then)
    liked = Post.objects.order_by("-pk").values_list("pk", flat=True)[3_000 : 3_000 + LIKED]
    PostState.objects.bulk_create(
        (
            PostState(owner=owner, post_id=pk, **{"not_useful_at" if number % 4 == 0 else "more_like_at": END})
            for number, pk in enumerate(liked)
        ),
        ignore_conflicts=True,
    )


def measured(owner: "Owner", times: int, posts: int) -> Iterator[Figure]:
    from django.db import transaction

    from allotment.seek.actions.editions import store
    from allotment.seek.editions.composing import compose
    from bench.volumes import END

    day, watch, candidates = owner.day(END), Stopwatch(), 0
    for _ in range(times):
        with transaction.atomic():
            composed = watch.time("gathering, with nearness", compose, owner=owner, day=day, now=END)
            chosen = watch.time("choosing", composed.chosen)
            watch.time("storing", store, owner=owner, day=day, chosen=chosen, now=END)
            candidates = len(composed.candidates)
            assert chosen.items
            transaction.set_rollback(True)
    for part, took in watch.took.items():
        yield Figure(part, median(took), "ms", note=f"{watch.asked[part]} queries")
    whole = [sum(parts) for parts in zip(*watch.took.values(), strict=True)]
    yield Figure("in all", median(whole), "ms", MOST_MS if posts >= FULL else None, note=f"{candidates:,} candidates")
    yield Figure("the quickest run", min(whole), "ms")
    yield Figure("five million additions on this machine", cpu_ms(arithmetic), "ms")


def arithmetic() -> int:
    total = 0
    for number in range(5_000_000):
        total += number
    return total


if __name__ == "__main__":
    sys.exit(main())
