"""What the suggestions of a week cost: ten thousand people, two hundred thousand moments, in a home of their own.

    python -m bench.suggestions [--people 10000] [--json FILE]

CPU of this process for gathering and choosing, and for making the week's rows; nothing is fetched or rendered.
"""

import argparse
import random
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time
from typing import Final

from bench import homes
from bench.report import Figure, arguments, finish

NOW: Final = datetime(2026, 11, 25, 9, tzinfo=UTC)
MOMENTS_EACH: Final = 20
MOST_SECONDS: Final = 2.0
KINDS: Final = (("from", "read"), ("with", "tea"), ("to", "thank"), ("to", "share"), ("from", "letter"))


def main() -> int:
    asked = arguments(__doc__, add_options)
    with tempfile.TemporaryDirectory(prefix="allotment-bench-") as home:
        homes.enter(Path(home))
        figures = measured(asked.people)
    return finish(f"Suggestions among {asked.people:,} people", figures, asked.json)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, default=10_000)


def measured(people: int) -> list[Figure]:
    from allotment.core.accounts.actions import add_owner
    from allotment.people.actions import suggest
    from allotment.people.gathering import ties_of
    from allotment.people.queries.suggestions import suggestions_of
    from allotment.people.suggesting import suggested

    owner = add_owner(name="volume", password=None)
    live(owner.pk, people)
    began = process_time()
    ties = ties_of(owner=owner, now=NOW)
    gathered = process_time()
    chosen = suggested(ties, today=owner.day(NOW))
    decided = process_time()
    suggest(owner=owner, now=NOW)
    made = process_time()
    lines = suggestions_of(owner=owner, now=NOW)
    read = process_time()
    assert [line.person_id for line in lines] == [each.person_id for each in chosen]
    return [
        Figure("gathering what there is to know", gathered - began, "s"),
        Figure("choosing three", decided - gathered, "s"),
        Figure("making a week, once", made - decided, "s", MOST_SECONDS if people >= 10_000 else None),
        Figure("every other look", (read - made) * 1000, "ms"),
    ]


def live(owner_id: int, people: int) -> None:
    """Years of moments with everybody, seeded: the same each time."""
    from allotment.people.actions import hear_anew
    from allotment.people.models import Moment, Person

    chance = random.Random(7)
    made = [
        Person(
            owner_id=owner_id,
            name=f"Person {number}",
            sort_key=f"person {number}",
            state=Person.State.NETWORK,
            added_at=NOW,
            depth=chance.choice((None, 1, 2, 3, 4, 5)),
            rhythm_weeks=chance.choice((None, None, 4, 13, 52, 0)),
        )
        for number in range(people)
    ]
    ids = [person.pk for person in Person.objects.bulk_create(made, batch_size=500)]
    moments = []
    for person_id in ids:
        for _ in range(MOMENTS_EACH):
            direction, kind = chance.choice(KINDS)
            at = NOW - timedelta(days=chance.expovariate(1 / 300))
            moments.append(Moment(owner_id=owner_id, person_id=person_id, direction=direction, kind=kind, at=at))
    Moment.objects.bulk_create(moments, batch_size=500)
    for begins in range(0, len(ids), 500):
        hear_anew(ids[begins : begins + 500])


if __name__ == "__main__":
    sys.exit(main())
