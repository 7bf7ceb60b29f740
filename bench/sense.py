"""How fast the pages of sense are over many notes and resources: answers of the application itself, without a server.

    python -m bench.sense [--notes 50000] [--rounds 40] [--json FILE]

Half of them are reflections, each about a person, a post and now and then a question; the other half was kept. They
are written into a home of a thousand posts and forgotten again when the bench ends. Wall time of each page, asked
`rounds` times after once to warm up; what it asks of the database is counted on the last round.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import batched
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any, Final

from bench import homes
from bench.report import Figure, arguments, finish
from bench.volumes import BEGAN, Language

if TYPE_CHECKING:
    from datetime import datetime

    from allotment.core.models import Owner

MOST_MEDIAN_MS, MOST_P95_MS, MOST_QUERIES = 50.0, 100.0, 15
BATCH: Final = 1000
OUTCOMES: Final = ("used", "not-yet", "no-longer", "in-vain")


@dataclass(frozen=True, slots=True)
class Around:
    """What notes are about."""

    people: list[int]
    posts: list[int]
    questions: list[int]


def main() -> int:
    asked = arguments(__doc__, add_options)
    homes.enter(homes.filled(1_000, 100))
    from allotment.cli.home import prepare_files
    from allotment.core import clock

    prepare_files()
    owner, now = homes.the_owner(), clock.now()
    homes.has_today(owner, now)
    with homes.rolled_back():
        began = time.monotonic()
        fill(owner, asked.notes, now)
        print(f"  ({asked.notes:,} written in {time.monotonic() - began:.0f} s)", flush=True)
        figures = [figure for name, path in pages() for figure in measured(owner, name, path, asked.rounds)]
    return finish(f"Sense, {asked.notes:,} notes and resources on SQLite", figures, asked.json)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--notes", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=40)


def fill(owner: "Owner", notes: int, now: "datetime") -> None:
    """Evenly over three years until today, with their documents in the index."""
    from allotment.people.models import Person
    from allotment.seek.models import Post, Question

    around = Around(
        list(Person.objects.filter(owner=owner).values_list("pk", flat=True)),
        list(Post.objects.values_list("pk", flat=True)),
        list(Question.objects.filter(owner=owner).values_list("pk", flat=True)),
    )
    language, rng, step = Language(22), random.Random(5), (now - BEGAN) / notes
    for numbers in batched(range(0, notes, 2), BATCH):
        reflect(owner, [BEGAN + number * step for number in numbers], language, rng, around)
        keep(owner, [BEGAN + (number + 1) * step for number in numbers], language)


def reflect(owner: "Owner", times: "list[datetime]", language: Language, rng: random.Random, around: Around) -> None:
    from allotment.sense.models import Credit, Mention, Reflection, Use
    from allotment.sense.searchable import put_reflections

    made = Reflection.objects.bulk_create(
        Reflection(
            owner=owner,
            title=language.title(),
            text="\n\n".join(language.paragraphs()),
            now_what=language.title(),
            state=rng.choice(Reflection.State.values),
            written_at=at,
            tended_at=at,
        )
        for at in times
    )
    Mention.objects.bulk_create(
        Mention(reflection=each, **what)
        for each in made
        for what in (
            {"person_id": rng.choice(around.people)},
            {"post_id": rng.choice(around.posts)},
            *([{"question_id": rng.choice(around.questions)}] if rng.random() < 0.3 else []),
        )
    )
    Credit.objects.bulk_create(
        Credit(reflection=each, person_id=rng.choice(around.people), kind="from") for each in made
    )
    Use.objects.bulk_create(
        Use(owner=owner, reflection=each, outcome=rng.choice(OUTCOMES), told_at=each.written_at + timedelta(days=30))
        for each in made
        if rng.random() < 0.2
    )
    put_reflections([each.pk for each in made])


def keep(owner: "Owner", times: "list[datetime]", language: Language) -> None:
    from allotment.sense.models import Resource
    from allotment.sense.searchable import put_resources

    made = Resource.objects.bulk_create(
        Resource(owner=owner, kind="thought", words=" ".join(language.paragraphs()), title=language.title(), at=at)
        for at in times
    )
    put_resources([each.pk for each in made])


def pages() -> Iterator[tuple[str, str]]:
    """Those that show what was kept and written, from the newest to the oldest and narrowed in each way."""
    from django.urls import reverse

    from allotment.people.models import Person
    from allotment.seek.models import Question
    from allotment.sense.models import Reflection, Resource

    question = Question.objects.values_list("pk", flat=True)[0]
    person = Person.objects.order_by("pk")[0]
    reflection = Reflection.objects.order_by("-pk")[0]
    resource = Resource.objects.order_by("-pk")[0]
    library = reverse("library")
    yield "Today", reverse("today")
    yield "the library", library
    yield "the library, its end", f"{library}?until=2024-01-01"
    yield "the library, a question", f"{library}?question={question}"
    yield "the library, somebody", f"{library}?person={person.name.replace(' ', '+')}"
    yield "the library, settled", f"{library}?state=settled"
    yield "what was kept", reverse("kept")
    yield "reflections", reverse("reflections")
    yield "a reflection", reverse("reflection", args=[reflection.pk])
    yield "a resource", reverse("resource", args=[resource.pk])
    yield "a question", reverse("question", args=[question])
    yield "a person", reverse("person", args=[person.pk])
    yield "search", f"{reverse('search')}?q={reflection.title.split()[-1]}"


def measured(owner: "Owner", name: str, path: str, rounds: int) -> Iterator[Figure]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    took = [milliseconds(lambda: client.get(path)) for _ in range(rounds + 1)][1:]
    with CaptureQueriesContext(connection) as counted:
        answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{name}: {path} answers {answer.status_code}, so there is nothing to measure.")
    yield Figure(f"{name}, median", median(took), "ms", MOST_MEDIAN_MS)
    yield Figure(f"{name}, p95", quantiles(took, n=20)[-1], "ms", MOST_P95_MS)
    yield Figure(f"{name}, queries", len(counted), "", MOST_QUERIES)


def milliseconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
