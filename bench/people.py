"""Many people: ten thousand come in with one file, are looked through as one types, and go back.

    python -m bench.people [--people 10000] [--json FILE]

In a home of its own that is thrown away. What this process worked, which on a busy machine is the steadier figure, by
Django's client; what is asked differs each time. The same pages with ten people stand beside: it is to be as fast.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from bench import homes
from bench.report import Figure, arguments, finish

FULL: Final = 10_000
MOST_SECONDS, MOST_MEDIAN_MS, MOST_P95_MS, MOST_QUERIES = 30.0, 50.0, 100.0, 12
ASKED: Final = 40
CARD: Final = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nORG:{word} & Sons\r\nTITLE:Thinks about {word}\r\n"
    "ADR:;;;{place};;;Norway\r\nEMAIL:{number}@people.example\r\nURL:https://{number}.people.example/\r\n"
    "CATEGORIES:{field},gardening\r\nEND:VCARD\r\n"
)


def main() -> int:
    asked = arguments(__doc__, lambda parser: parser.add_argument("--people", type=int, default=FULL))
    with TemporaryDirectory() as folder:
        homes.enter(Path(folder))
        return finish(f"{asked.people:,} people on SQLite", figures(asked), asked.json)


def figures(asked: argparse.Namespace) -> Iterator[Figure]:
    from django.core.management import call_command

    from allotment.cli.home import prepare_files
    from allotment.core.models import Owner
    from bench.volumes import Language

    call_command("migrate", verbosity=0)
    prepare_files()
    language = Language(5, sentences=1)
    few, many = (Owner.objects.create_owner(name=name, password=None) for name in ("few", "many"))
    brought(few, book(language, 10))
    came = time.process_time()
    made = brought(many, book(language, asked.people))
    yield Figure("coming in, from bytes to rows", time.process_time() - came, "s", MOST_SECONDS)
    for name, paths in pages(language).items():
        small, _ = timed(few, paths)
        took, queries = timed(many, paths)
        bound = asked.people <= FULL
        yield Figure(f"{name}, median", middle(took, 0.5), "ms", MOST_MEDIAN_MS if bound else None)
        yield Figure(f"{name}, p95", middle(took, 0.95), "ms", MOST_P95_MS if bound else None)
        yield Figure(f"{name}, median with ten people", middle(small, 0.5), "ms")
        yield Figure(f"{name}, queries", queries, "", MOST_QUERIES)
    yield Figure("going back", took_back(many, made), "s", MOST_SECONDS)


def book(language: Any, people: int) -> bytes:
    cards = (
        CARD.format(
            name=language.name(), word=language.word(), place=language.word(), field=language.word(), number=number
        )
        for number in range(people)
    )
    return "".join(cards).encode()


def brought(owner: Any, body: bytes) -> int:
    from allotment.core import clock
    from allotment.people.actions.importing import bring_in
    from allotment.people.importing.reading import cards_in
    from allotment.people.models import Person

    made = bring_in(owner=owner, name="book.vcf", records=cards_in(body, "book.vcf"), now=clock.now(), tell=None)
    Person.objects.filter(owner=owner).update(state=Person.State.NETWORK)
    return made.pk


def pages(language: Any) -> dict[str, list[str]]:
    def each(question: str) -> list[str]:
        return [f"/people/?{question.format(language.word()[:4])}" for _ in range(ASKED)]

    return {
        "the list": ["/people/"] * ASKED,
        "as one types": each("q={0}"),
        "by field": each("field={0}"),
        "by place": each("place={0}"),
        "who knows": each("knows={0}"),
        "not heard from": each("quiet=on&q={0}"),
    }


def timed(owner: Any, paths: list[str]) -> tuple[list[float], int]:
    """Milliseconds of each page, in order, and the most queries that one made."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    client.cookies[settings.SESSION_COOKIE_NAME] = homes.signed_in(owner)
    client.get(paths[0])
    with CaptureQueriesContext(connection) as made:
        assert client.get(paths[0]).status_code == 200
        queries = len(made)
    took = []
    for path in paths:
        began = time.process_time()
        client.get(path)
        took.append((time.process_time() - began) * 1_000)
    return sorted(took), queries


def middle(took: list[float], share: float) -> float:
    return took[min(int(len(took) * share), len(took) - 1)]


def took_back(owner: Any, made: int) -> float:
    from allotment.core import clock
    from allotment.people.actions.importing import carry_on, undo_import
    from allotment.people.models import Person

    Person.objects.filter(owner=owner).update(state=Person.State.CANDIDATE)
    began = time.process_time()
    undo_import(owner=owner, import_id=made, now=clock.now())
    carry_on([made], now=clock.now())
    took = time.process_time() - began
    assert not Person.objects.filter(owner=owner).exists()
    return took


if __name__ == "__main__":
    sys.exit(main())
