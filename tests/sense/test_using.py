"""What comes back on Today, whether it was of use, and having no more of it."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.sense.actions.keeping import keep_thought, let_go
from allotment.sense.actions.using import tell_use
from allotment.sense.actions.writing import turn, write
from allotment.sense.models import Quiet, Reflection, Use
from allotment.sense.queries.returning import returned
from allotment.sense.records import Written
from tests.cast import NOON, client_of
from tests.network import Network, plant

TODAY = NOON.date()


@pytest.fixture
def network(alice: Owner, noon: object) -> Network:
    """So that there is a Today."""
    return plant(alice, mark="quillwort")


@pytest.fixture
def browser(network: Network) -> Client:
    return client_of(network.owner)


def put(owner: Owner, title: str, *, days: float) -> Reflection:
    """Something written so many days ago."""
    return write(owner=owner, written=Written(title=title, text="It sings."), now=NOON - timedelta(days=days))


def today_of(browser: Client) -> str:
    return browser.get("/").content.decode()


def test_what_was_written_yesterday_stands_on_today_once(network: Network, browser: Client) -> None:
    put(network.owner, "On kettles", days=1)
    page = today_of(browser)
    assert "You wrote this yesterday." in page
    assert page.count("On kettles") == 1
    assert "Did you use it?" not in page


def test_today_says_nothing_of_it_where_there_is_nothing(browser: Client) -> None:
    assert "In your own words" not in today_of(browser)


def test_a_day_that_has_been_brings_nothing_back(network: Network, browser: Client) -> None:
    put(network.owner, "On kettles", days=2)
    put(network.owner, "On spoons", days=31)
    assert "In your own words" not in browser.get(f"/day/{network.yesterday}/").content.decode()


def test_the_owners_own_midnight_counts(alice: Owner, bob: Owner) -> None:
    """Bob lives in Tokyo: what he wrote at eight in the evening of the 20th, in London, was written on his 21st."""
    for owner in (alice, bob):
        put(owner, "On kettles", days=1.66)
    assert returned(owner=alice, day=date(2026, 11, 22)).came is None
    assert returned(owner=bob, day=date(2026, 11, 22)).came is not None


def test_what_is_in_hand_today_leaves_today_and_no_other_comes(network: Network, browser: Client) -> None:
    first = put(network.owner, "On kettles", days=30)
    put(network.owner, "On spoons", days=1)
    turn(owner=network.owner, reflection_id=first.pk, state="growing", now=NOON)
    page = today_of(browser).split("Did you use it?")[0]
    assert "You wrote this yesterday." not in page
    assert "On spoons" not in page


def test_a_month_later_it_is_asked_about_and_the_answer_leads_back_to_today(
    network: Network, browser: Client, valid_html: Callable[[str], None]
) -> None:
    written = put(network.owner, "On kettles", days=33)
    page = today_of(browser)
    valid_html(page)
    assert "Did you use it?" in page
    assert "You wrote this a month ago." in page
    told = {"outcome": "in-vain", "words": " It  boiled over. ", "back": "today"}
    answer = browser.post(f"/reflections/{written.pk}/use/", told)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert "Did you use it?" not in today_of(browser)
    page = browser.get(f"/reflections/{written.pk}/").content.decode()
    assert "Tried, didn&#x27;t work" in page
    assert "It boiled over." in page


def test_only_one_is_asked_about_and_an_answer_ends_it_for_the_day(network: Network, browser: Client) -> None:
    for number in range(3):
        put(network.owner, f"Number {number}", days=31)
    page = today_of(browser)
    assert page.count("Did you use it?") == 1
    asked = re.search(r"/reflections/(\d+)/use/", page)
    assert asked
    browser.post(f"/reflections/{asked[1]}/use/", {"outcome": "not-yet"})
    assert "Did you use it?" not in today_of(browser)


def test_not_yet_is_asked_about_again_after_ninety_days_and_a_last_word_is_not(alice: Owner) -> None:
    later, never = put(alice, "On kettles", days=90), put(alice, "On spoons", days=90)
    month_ago = NOON - timedelta(days=58)
    tell_use(owner=alice, kind="reflection", thing_id=later.pk, outcome="not-yet", words="", now=month_ago)
    tell_use(owner=alice, kind="reflection", thing_id=never.pk, outcome="no-longer", words="", now=month_ago)
    found = returned(owner=alice, day=TODAY)
    assert found.asked is not None
    assert (found.asked.id, found.asked.days) == (later.pk, 90)


def test_told_twice_in_a_day_the_second_word_counts_and_every_day_is_kept(alice: Owner) -> None:
    written = put(alice, "On kettles", days=90)
    for days, outcome in ((40, "not-yet"), (0, "not-yet"), (0, "used")):
        tell_use(
            owner=alice,
            kind="reflection",
            thing_id=written.pk,
            outcome=outcome,
            words="",
            now=NOON - timedelta(days=days),
        )
    assert list(Use.objects.order_by("told_at").values_list("outcome", flat=True)) == ["not-yet", "used"]


def test_what_was_kept_is_asked_about_too_after_ones_own_words(network: Network, browser: Client) -> None:
    kept = keep_thought(owner=network.owner, words="A kettle for two", now=NOON - timedelta(days=31)).resource
    page = today_of(browser)
    assert "You kept this a month ago." in page
    assert f'action="/library/{kept.pk}/use/"' in page
    put(network.owner, "On spoons", days=32)
    assert "You kept this a month ago." not in today_of(browser)
    browser.post(f"/library/{kept.pk}/use/", {"outcome": "used", "words": "Twice a day"})
    assert "Twice a day" in browser.get(f"/library/{kept.pk}/").content.decode()


def test_what_was_let_go_is_not_asked_about(network: Network, browser: Client) -> None:
    kept = keep_thought(owner=network.owner, words="A kettle for two", now=NOON - timedelta(days=31)).resource
    let_go(owner=network.owner, resource_id=kept.pk, now=NOON)
    assert "Did you use it?" not in today_of(browser)


def test_what_comes_back_is_not_asked_about_on_the_same_day(network: Network, browser: Client) -> None:
    put(network.owner, "On kettles", days=30)
    page = today_of(browser)
    assert "You wrote this a month ago." in page
    assert "Did you use it?" not in page


def test_no_answer_at_all_is_said_beside_the_field(network: Network, browser: Client) -> None:
    address = f"/reflections/{network.reflections[1].pk}/use/"
    for told in ({}, {"outcome": "sold"}, {"outcome": "used", "words": "w" * 501}):
        answer = browser.post(address, told)
        assert answer.status_code == 400
        assert 'aria-invalid="true"' in answer.content.decode()
    assert Use.objects.filter(reflection=network.reflections[1].pk).count() == 0


def test_nobody_else_tells_of_it_or_has_it_come_back(alice: Owner, bob: Owner) -> None:
    written = put(alice, "On kettles", days=1)
    with pytest.raises(NotFound):
        tell_use(owner=bob, kind="reflection", thing_id=written.pk, outcome="used", words="", now=NOON)
    assert returned(owner=bob, day=TODAY).came is None


def test_it_is_switched_off_on_today_and_on_again_in_the_settings(network: Network, browser: Client) -> None:
    put(network.owner, "On kettles", days=1)
    answer = browser.post("/returning/", {"wanted": "no"})
    assert answer.headers["Location"] == "/settings/reading/"
    assert "On kettles" not in today_of(browser)
    assert "Let things come back" in browser.get("/settings/reading/").content.decode()
    browser.post("/returning/", {"wanted": "no"})
    browser.post("/returning/", {"wanted": "yes"})
    assert not Quiet.objects.exists()
    assert "On kettles" in today_of(browser)
    assert "Let nothing come back" in browser.get("/settings/reading/").content.decode()


def test_nothing_comes_back_while_one_is_away(network: Network, browser: Client) -> None:
    put(network.owner, "On kettles", days=1)
    Owner.objects.filter(pk=network.owner.pk).update(paused_until=TODAY + timedelta(days=3))
    assert "On kettles" not in today_of(browser)
