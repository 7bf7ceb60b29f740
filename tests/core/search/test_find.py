"""One search over every kind, for one owner; on either database."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from allotment.core.models import Owner
from allotment.core.search import find as finding
from allotment.core.search.find import Found, Order, find
from allotment.core.search.query import parse
from allotment.core.search.rebuild import complete, rebuild
from allotment.core.search.registry import searchables
from allotment.people.searchable import PEOPLE, take_people
from allotment.seek.models import Follow, PostState
from allotment.seek.searchable import POSTS
from allotment.sense.actions.keeping import keep_thought
from tests.core.search import shelf

pytestmark = pytest.mark.django_db


def search(owner: Owner, typed: str, *, order: Order = "newest", limit: int = 30, count: bool = False) -> Found:
    return find(owner, parse(typed), order=order, limit=limit, count=count)


def titles(owner: Owner, typed: str) -> list[str]:
    return [hit.title for hit in search(owner, typed).hits]


@pytest.fixture
def library(alice: Owner, bob: Owner) -> None:
    """Alice follows Ada's notes and a planet; Bob another source, and the planet."""
    ada = shelf.person(alice, "Ada Lovelace", "Writes of engines")
    shelf.person(bob, "Ada of Bob")
    shelf.moment(ada, "Pruned the apple trees together")
    notes = shelf.source("Ada's notes", alice, behind=ada)
    planet = shelf.source("Planet Learning", alice, bob)
    others = shelf.source("Only Bob's", bob)
    shelf.post(notes, "Slow tea", "Brewing takes patience.", at="2026-03-05", author="A.L.", language="en-GB")
    shelf.post(notes, "Un café", "Le jardin, lentement.", at="2026-05-01", language="fr")
    shelf.post(planet, "Tea and engines", "All about tea.", at="2026-05-02", author="Mei Lin", language="en")
    shelf.post(others, "Bob's tea", "Nobody else sees this tea.", at="2026-05-03")


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tea", ["Tea and engines", "Slow tea"]),
        ("TEA patience", ["Slow tea"]),
        ("tea -patience", ["Tea and engines"]),
        ("lent*", ["Un café"]),
        ("cafe", ["Un café"]),
        ("from:ada", ["Un café", "Slow tea"]),
        ("from:ada tea", ["Slow tea"]),
        ('from:"mei l"', ["Tea and engines"]),
        ("from:nobody tea", []),
        ('source:"ada s notes"', ["Un café", "Slow tea"]),
        ("source:planet", ["Tea and engines"]),
        ("source:planet-learning.example", ["Tea and engines"]),
        ("source:bob tea", []),
        ("lang:en tea", ["Tea and engines", "Slow tea"]),
        ("lang:en-gb", ["Tea and engines", "Slow tea"]),
        ("lang:fr", ["Un café"]),
        ("since:2026-05 tea", ["Tea and engines"]),
        ("since:2026-05-02", ["Tea and engines"]),
        ("before:2026-05", ["Slow tea"]),
        ("since:2026-03 before:2026-05-02", ["Un café", "Slow tea"]),
        ("lovelace", ["Ada Lovelace"]),
        ("engines", ["Ada Lovelace", "Tea and engines"]),
        ("", []),
        ("-tea", []),
        ("since:2027", []),
    ],
)
def test_an_owner_finds_what_is_theirs(alice: Owner, typed: str, found: list[str]) -> None:
    assert titles(alice, typed) == found


@pytest.mark.usefixtures("library")
def test_another_owner_finds_their_own(bob: Owner) -> None:
    assert titles(bob, "tea") == ["Bob's tea", "Tea and engines"]
    assert titles(bob, "ada") == ["Ada of Bob"]
    assert titles(bob, "lovelace") == []
    assert titles(bob, "patience") == []


@pytest.mark.usefixtures("library")
def test_a_hit_has_all_that_is_shown_of_it(alice: Owner) -> None:
    hit = search(alice, "patience").hits[0]
    assert (hit.kind, hit.title, hit.person) == ("post", "Slow tea", "Ada Lovelace")
    assert hit.url.startswith("https://ada's-notes.example/")
    assert hit.when == datetime(2026, 3, 5, tzinfo=UTC)
    assert hit.excerpt == "Brewing takes patience."
    assert hit.marked == "Brewing takes <mark>patience</mark>."
    assert search(alice, "engines").hits[0].marked == "Writes of <mark>engines</mark>"


@pytest.mark.usefixtures("library")
def test_a_moment_is_found_by_its_owner_alone_and_stands_before_what_others_wrote(alice: Owner, bob: Owner) -> None:
    hit = search(alice, "apple*").hits[0]
    assert (hit.kind, hit.title, hit.person) == ("moment", "Pruned the apple trees together", "Ada Lovelace")
    assert hit.marked_title == "Pruned the <mark>apple</mark> trees together"
    assert titles(bob, "apple*") == []


@pytest.mark.usefixtures("library")
def test_what_was_kept_is_found_when_its_source_is_followed_no_more(alice: Owner) -> None:
    kept = search(alice, "patience").hits[0].id
    PostState.objects.create(owner=alice, post_id=kept)
    Follow.objects.filter(owner=alice).delete()
    assert titles(alice, "tea") == ["Slow tea"]


def test_a_few_posts_of_ones_own_are_found_among_thousands_of_others(alice: Owner, bob: Owner) -> None:
    mine, theirs = shelf.source("Mine", alice), shelf.source("Theirs", bob)
    for number in range(3):
        shelf.post(mine, f"Mine {number}", "tea", at=f"2026-01-0{number + 1}")
    for number in range(90):
        day = date(2026, 2, 1) + timedelta(days=number)
        shelf.post(theirs, f"Theirs {number}", "tea", at=day.isoformat())
    assert titles(alice, "tea") == ["Mine 2", "Mine 1", "Mine 0"]
    assert {hit.title for hit in search(alice, "tea", order="best").hits} == {"Mine 0", "Mine 1", "Mine 2"}
    assert len(search(bob, "tea").hits) == 30


def test_pages_follow_each_other_without_a_gap_and_come_to_an_end(alice: Owner) -> None:
    notes = shelf.source("Notes", alice)
    for number in range(10):
        shelf.post(notes, f"Piece {number}", "tea", at=f"2026-01-{number + 10}")
    shelf.person(alice, "Tea Leoni")
    first = search(alice, "tea", limit=4)
    assert [hit.title for hit in first.hits] == ["Tea Leoni", "Piece 9", "Piece 8", "Piece 7"]
    pages = [first]
    while pages[-1].earlier:
        pages.append(find(alice, parse("tea"), limit=4, after=pages[-1].earlier))
    shown = [hit.title for page in pages for hit in page.hits]
    assert shown == ["Tea Leoni", *(f"Piece {number}" for number in range(9, -1, -1))]
    assert all(one.hits[-1].when > other.hits[0].when for one, other in pairwise(pages))


@pytest.mark.parametrize(
    "after", ["nonsense", "post-", "post-abc", "post-99999999999999999999999", "person-3.post-x", "…"]
)
def test_a_place_that_makes_no_sense_is_the_beginning(alice: Owner, after: str) -> None:
    shelf.post(shelf.source("Notes", alice), "Piece", "tea")
    assert [hit.title for hit in find(alice, parse("tea"), after=after).hits] == ["Piece"]


def test_best_first_has_titles_first(alice: Owner) -> None:
    notes = shelf.source("Notes", alice)
    shelf.post(notes, "Tea", "All of it.", at="2026-01-01")
    shelf.post(notes, "Walks", f"{'much else ' * 50} tea", at="2026-01-02")
    assert [hit.title for hit in search(alice, "tea", order="best").hits] == ["Tea", "Walks"]
    assert titles(alice, "tea") == ["Walks", "Tea"]


def test_matches_are_counted_only_when_asked_and_only_so_far(alice: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = shelf.source("Notes", alice)
    for number in range(5):
        shelf.post(notes, f"Piece {number}", "tea")
    assert search(alice, "tea", limit=2).total is None
    assert search(alice, "tea", limit=2, count=True).total == 5
    assert search(alice, "coffee", count=True).total == 0
    assert search(alice, "", count=True).total == 0
    monkeypatch.setattr(finding, "COUNTED", 3)
    assert search(alice, "tea", limit=2, count=True).total == 3
    assert len(search(alice, "tea", limit=2, count=True).hits) == 2


@pytest.mark.usefixtures("library")
def test_every_index_can_be_filled_anew_from_the_rows(alice: Owner) -> None:
    keep_thought(owner=alice, words="A spade needs no manual", now=shelf.BEGAN)
    before = titles(alice, "tea"), titles(alice, "ada")
    for each in searchables():
        assert rebuild(each) == len(each.ids_after(-1, 100))
        assert complete(each) == 0
    assert (titles(alice, "tea"), titles(alice, "ada")) == before


@pytest.mark.usefixtures("library")
def test_filling_goes_on_where_it_was_interrupted(alice: Owner) -> None:
    posts = next(each for each in searchables() if each.index is POSTS)
    documents = posts.documents(posts.ids_after(-1, 10))
    POSTS.remove(documents[1:])
    assert titles(alice, "tea") == ["Slow tea"]
    assert complete(posts) == len(documents) - 1
    assert titles(alice, "tea") == ["Tea and engines", "Slow tea"]


@pytest.mark.usefixtures("library")
def test_rows_tell_the_same_words_that_were_put_in(alice: Owner) -> None:
    posts = next(each for each in searchables() if each.index is POSTS)
    POSTS.remove(posts.documents(posts.ids_after(-1, 10)))
    for word in ("tea", "patience", "jardin", "mei"):
        assert titles(alice, word) == []


@pytest.mark.usefixtures("library")
def test_people_who_leave_are_found_no_more(alice: Owner) -> None:
    person_id = search(alice, "lovelace").hits[0].id
    take_people([person_id])
    assert titles(alice, "lovelace") == []
    assert PEOPLE.known([person_id]) == set()


def test_every_area_says_what_can_be_searched() -> None:
    assert [each.kind for each in searchables()] == ["person", "moment", "post", "sense"]
