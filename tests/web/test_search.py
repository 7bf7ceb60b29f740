"""The search page."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from allotment.core.models import Owner
from tests.core.search import shelf

pytestmark = pytest.mark.usefixtures("noon")
MOST_QUERIES = 15


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


@pytest.fixture
def notes(alice: Owner, bob: Owner) -> None:
    ada = shelf.person(alice, "Ada Lovelace", "Writes of engines")
    source = shelf.source("Notes", alice, behind=ada)
    shelf.post(source, "Slow <tea>", "Brewing takes patience.", at="2026-11-20")
    theirs = shelf.source("Bob's", bob)
    shelf.post(theirs, "Bob's tea", "Secret.")


@pytest.mark.usefixtures("notes")
def test_a_post_is_found_with_who_and_when_and_its_words_marked(
    as_alice: Client, valid_html: Callable[[str], None]
) -> None:
    html = as_alice.get("/search/", {"q": "tea patience"}).content.decode()
    assert "Slow &lt;<mark>tea</mark>&gt;" in html
    assert "Brewing takes <mark>patience</mark>." in html
    assert "Ada Lovelace · on Friday" in text(html)
    assert "That is everything there is of it." in html
    assert 'value="tea patience"' in html
    valid_html(html)


@pytest.mark.usefixtures("notes")
def test_a_person_is_found_and_leads_to_their_page(as_alice: Client) -> None:
    html = as_alice.get("/search/", {"q": "engines"}).content.decode()
    assert re.search(r'<a href="/people/\d+/">Ada Lovelace</a>', html)
    assert "Writes of <mark>engines</mark>" in html


@pytest.mark.usefixtures("notes")
def test_what_others_follow_is_not_found(as_alice: Client) -> None:
    html = as_alice.get("/search/", {"q": "secret"}).content.decode()
    assert "Bob" not in html
    assert "Nobody you follow has written of that yet." in html


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Everything that your people have written"),
        ("!!!", "Name at least one word"),
        ("-tea", "Name at least one word"),
        ("tea coffee", "Nobody you follow has written all of these words in one piece."),
        ("from:nobody tea", "Nothing by that name"),
        ("tea", "Nobody you follow has written of that yet."),
    ],
)
def test_where_nothing_is_found_the_page_says_why(as_alice: Client, typed: str, said: str) -> None:
    assert said in text(as_alice.get("/search/", {"q": typed}).content.decode())


def test_pages_lead_to_the_earlier_ones_and_the_last_one_ends(
    as_alice: Client, alice: Owner, valid_html: Callable[[str], None]
) -> None:
    source = shelf.source("Notes", alice)
    for number in range(35):
        shelf.post(source, f"Piece {number:02}", "tea", at=f"2026-{number // 28 + 1:02}-{number % 28 + 1:02}")
    first = as_alice.get("/search/", {"q": "tea"}).content.decode()
    assert "Piece 34" in first
    assert "Piece 14" not in first
    assert "That is everything" not in first
    earlier = re.search(r'<a href="([^"]+)" rel="next">', first)
    assert earlier is not None
    last = as_alice.get(earlier[1].replace("&amp;", "&")).content.decode()
    assert "Piece 14" in last
    assert "Piece 15" not in last
    assert "That is everything there is of it." in last
    valid_html(first)


@pytest.mark.usefixtures("notes")
def test_best_first_stays_chosen_for_the_next_search(as_alice: Client) -> None:
    html = as_alice.get("/search/", {"q": "tea", "order": "best"}).content.decode()
    assert '<input type="hidden" name="order" value="best">' in html
    assert "Newest first" in html
    assert "These fit best." in html


def test_a_stranger_is_asked_to_sign_in(client: Client, db: None) -> None:
    response = client.get("/search/", {"q": "tea"})
    assert (response.status_code, response.headers["Location"].split("?")[0]) == (302, "/sign-in/")


def test_a_search_takes_few_queries_even_among_what_others_follow(
    as_alice: Client, alice: Owner, bob: Owner, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    mine = shelf.source("Mine", alice, behind=shelf.person(alice, "Tea Leoni"))
    theirs = shelf.source("Theirs", bob)
    shelf.post(mine, "Mine", "tea", at="2025-01-01")
    for number in range(70):
        shelf.post(theirs, f"Theirs {number}", "tea")
    with django_assert_max_num_queries(MOST_QUERIES):
        html = as_alice.get("/search/", {"q": "tea"}).content.decode()
    assert "Mine" in text(html)


@pytest.mark.parametrize(
    "typed",
    ["\x00", "a\x00b", "\ud800".encode("utf-8", "surrogatepass").decode("latin1"), "(" * 999, '"' * 999, "a* " * 300],
)
def test_no_search_breaks_the_page(as_alice: Client, typed: str) -> None:
    assert as_alice.get("/search/", {"q": typed}).status_code == 200
    assert as_alice.get("/search/", {"q": typed, "order": "best", "after": typed}).status_code == 200
