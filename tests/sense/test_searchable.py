"""The owner's own words are found first, and nobody else's."""

from datetime import UTC, datetime, timedelta

import pytest

from allotment.core.models import Owner
from allotment.core.search.find import find
from allotment.core.search.query import parse
from allotment.core.search.rebuild import rebuild
from allotment.sense.actions.writing import rewrite, write
from allotment.sense.records import Written
from allotment.sense.searchable import SEARCHABLES
from tests.cast import NOON
from tests.core.search import shelf


def put(owner: Owner, text: str, *, at: datetime = NOON, title: str = "") -> int:
    return write(owner=owner, written=Written(text=text, title=title), now=at).pk


def found(owner: Owner, typed: str) -> list[str]:
    return [hit.title for hit in find(owner, parse(typed)).hits]


def test_own_words_come_before_newer_ones_of_others(alice: Owner) -> None:
    put(alice, "Tea is patience", at=datetime(2026, 1, 1, tzinfo=UTC))
    shelf.post(shelf.source("Notes", alice), "Tea", "Brew it.", at="2026-11-20")
    assert found(alice, "tea") == ["Tea is patience", "Tea"]


def test_best_first_leaves_half_the_page_to_others(alice: Owner) -> None:
    source = shelf.source("Notes", alice)
    for number in range(8):
        put(alice, f"Tea {number}")
        shelf.post(source, f"Their tea {number}", "Brew it.")
    kinds = [hit.kind for hit in find(alice, parse("tea"), order="best", limit=10).hits]
    assert kinds == ["reflection"] * 5 + ["post"] * 5
    few = [hit.kind for hit in find(alice, parse("tea -brew"), order="best", limit=10).hits]
    assert few == ["reflection"] * 8


def test_pages_lead_through_own_words_into_those_of_others(alice: Owner) -> None:
    source = shelf.source("Notes", alice)
    for number in range(7):
        put(alice, f"Mine {number} tea", at=NOON + timedelta(hours=number))
        shelf.post(source, f"Theirs {number}", "tea", at=f"2026-01-0{number + 1}")
    seen, after = [], ""
    while True:
        page = find(alice, parse("tea"), limit=4, after=after)
        seen += [hit.title for hit in page.hits]
        after = page.earlier
        if not after:
            break
    assert seen == [f"Mine {n} tea" for n in range(6, -1, -1)] + [f"Theirs {n}" for n in range(6, -1, -1)]


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("handover", ["Nights"]),
        ("nights", ["Nights"]),
        ("hand*", ["Nights"]),
        ("handover -bold", []),
        ("handover since:2026-11-22", ["Nights"]),
        ("handover since:2026-11-23", []),
        ("handover before:2026-11-23", ["Nights"]),
        ("since:2026-11 before:2026-12", ["Nights"]),
        ("handover from:ada", []),
        ("handover lang:en", []),
        ("-other", []),
        ("https", []),
    ],
)
def test_words_and_times_find_what_was_written(typed: str, titles: list[str], alice: Owner, bob: Owner) -> None:
    put(alice, "The **bold** _handover_ [here](https://a.example)", title="Nights")
    put(bob, "Bob's handover", title="Theirs")
    assert found(alice, typed) == titles


def test_a_hit_shows_the_words_without_marks_and_leads_to_the_page(alice: Owner) -> None:
    pk = put(alice, "Some **bold** handover")
    (hit,) = find(alice, parse("handover"), count=True).hits
    assert (hit.kind, hit.id, hit.title, hit.when) == ("reflection", pk, "Some bold handover", NOON)
    assert hit.marked == "Some bold <mark>handover</mark>"
    assert find(alice, parse("handover"), count=True).total == 1


def test_other_words_are_found_and_the_former_are_not(alice: Owner) -> None:
    pk = put(alice, "Coffee")
    rewrite(owner=alice, reflection_id=pk, base=1, written=Written(text="Tea"), now=NOON + timedelta(days=40))
    assert (found(alice, "coffee"), found(alice, "tea")) == ([], ["Tea"])


def test_the_index_can_be_filled_anew(alice: Owner) -> None:
    put(alice, "Tea")
    put(alice, "More tea")
    assert rebuild(SEARCHABLES[0]) == 2
    assert len(found(alice, "tea")) == 2
