"""The edition as a feed at a secret address."""

import feedparser
import pytest
import time_machine
from django.test import Client

from allotment.core.models import Owner
from allotment.seek.actions.wishing import new_feed_token, no_feed
from allotment.seek.models import Post, Preferences
from tests.cast import NOON
from tests.seek.editions.conftest import Days


@pytest.fixture
def days(alice: Owner) -> Days:
    return Days(alice)


@pytest.fixture
def address(days: Days) -> str:
    for name in ("Ada", "Bea"):
        days.writes(days.follows(name), f"By {name} & <friends>", words="One \x0b two < three.")
    days.edition()
    return f"/feed/{new_feed_token(owner=days.owner)}/edition.atom"


def test_a_reader_finds_an_entry_a_day_with_all_its_items(days: Days, address: str, as_nobody: Client) -> None:
    days.later()
    days.writes(days.follows("Cleo"), "The next day")
    days.edition()
    answer = as_nobody.get(address)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.content)
    assert not feed.bozo, feed.get("bozo_exception")
    assert [entry.title for entry in feed.entries] == [
        "Monday, 23\N{NO-BREAK SPACE}November",
        "Sunday, 22\N{NO-BREAK SPACE}November",
    ]
    sunday = feed.entries[1].summary
    assert "By Ada &amp; &lt;friends&gt;" in sunday
    assert "By Bea &amp; &lt;friends&gt;" in sunday
    assert "That is all for today." in sunday
    assert len({entry.id for entry in feed.entries}) == 2


def test_it_says_when_nothing_has_changed(address: str, as_nobody: Client) -> None:
    first = as_nobody.get(address)
    again = as_nobody.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "private" in first.headers["Cache-Control"]


def test_another_address_closes_the_one_before(days: Days, address: str, as_nobody: Client) -> None:
    other = new_feed_token(owner=days.owner)
    assert as_nobody.get(address).status_code == 404
    assert as_nobody.get(f"/feed/{other}/edition.atom").status_code == 200
    no_feed(owner=days.owner)
    assert as_nobody.get(f"/feed/{other}/edition.atom").status_code == 404


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "..", "\N{SNOWMAN}"])
def test_strangers_find_nothing(address: str, as_nobody: Client, token: str) -> None:
    assert as_nobody.get(f"/feed/{token}/edition.atom").status_code == 404


def test_an_owner_without_a_feed_has_none(days: Days, as_nobody: Client) -> None:
    days.wishes()
    assert Preferences.objects.get().feed_token == ""
    assert as_nobody.get("/feed//edition.atom").status_code == 404


@time_machine.travel(NOON, tick=False)
def test_its_owner_makes_and_closes_it_by_a_button(days: Days, as_alice: Client) -> None:
    as_alice.post("/settings/delivery/feed/")
    made = Preferences.objects.get().feed_token
    assert len(made) == 43
    assert made in as_alice.get("/settings/delivery/").content.decode()
    as_alice.post("/settings/delivery/feed/", {"close": "yes"})
    assert Preferences.objects.get().feed_token == ""


def test_it_asks_little_of_the_database(
    days: Days, address: str, as_nobody: Client, django_assert_max_num_queries: object
) -> None:
    assert Post.objects.count() == 2
    with django_assert_max_num_queries(8):  # type: ignore[operator]  # pytest-django's fixture
        as_nobody.get(address)
