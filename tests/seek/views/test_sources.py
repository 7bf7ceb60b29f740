"""One source: how it is, why it is here, a rest, the end."""

from datetime import date, datetime, timedelta
from http import HTTPStatus

import pytest
from django.test import Client

from allotment.core.models import Owner
from allotment.seek.models import Follow, Source
from tests.cast import client_of
from tests.network import Network, plant


@pytest.fixture
def network(alice: Owner, noon: datetime) -> Network:
    return plant(alice, mark="quillwort")


@pytest.fixture
def browser(network: Network) -> Client:
    return client_of(network.owner)


def page_of(network: Network, browser: Client) -> str:
    return browser.get(f"/sources/{network.source.pk}/").content.decode()


def tell(network: Network, **facts: object) -> None:
    Source.objects.filter(pk=network.source.pk).update(**facts)


def test_it_says_when_it_wrote_and_when_the_next_look_is(network: Network, browser: Client) -> None:
    assert "Last wrote yesterday. Next look at 14:00." in page_of(network, browser)


def test_trouble_is_told_in_words_here_and_with_the_person(network: Network, browser: Client, noon: datetime) -> None:
    tell(network, error_code="gone", error_message="The page is gone.", failing_since=noon - timedelta(days=12))
    said = "No answer since 10 November. The page is gone. Next look at 14:00."
    assert said in page_of(network, browser).replace("\xa0", " ")
    person = browser.get(f"/people/{network.person.pk}/").content.decode()
    assert person.replace("\xa0", " ").count(said) == 2
    assert "error" not in person.lower().replace("htmx:error", "")


def test_a_source_that_rests_can_be_looked_at_again(network: Network, browser: Client, noon: datetime) -> None:
    tell(network, state="resting", next_look_at=None, error_code="timed_out", error_message="It took too long.")
    assert "We let it rest; look again whenever you like." in page_of(network, browser)
    browser.post(f"/sources/{network.source.pk}/look/")
    source = Source.objects.get(pk=network.source.pk)
    assert (source.state, source.next_look_at) == ("active", noon)


def test_why_and_what_it_helps_to_learn_are_kept(network: Network, browser: Client) -> None:
    asked = network.questions[1]
    browser.post(f"/sources/{network.source.pk}/", {"why": "For the soil", "questions": [asked.pk]})
    follow = Follow.objects.get(pk=network.follows[0].pk)
    assert follow.why == "For the soil"
    assert list(follow.questions.all()) == [asked]
    assert "For the soil" in page_of(network, browser)


def test_somebody_elses_question_cannot_be_served(network: Network, browser: Client, bob: Owner) -> None:
    theirs = plant(bob, mark="bryony").questions[0]
    answer = browser.post(f"/sources/{network.source.pk}/", {"why": "", "questions": [theirs.pk]})
    assert answer.status_code == HTTPStatus.BAD_REQUEST


def test_a_rest_has_an_end_and_can_end_early(network: Network, browser: Client) -> None:
    address = f"/sources/{network.source.pk}/pause/"
    browser.post(address, {"until": "2026-12-24"})
    assert Follow.objects.get(pk=network.follows[0].pk).paused_until == date(2026, 12, 24)
    assert "Paused until 24 December." in page_of(network, browser).replace("\xa0", " ")
    browser.post(address, {"end": "yes"})
    assert Follow.objects.get(pk=network.follows[0].pk).paused_until is None


@pytest.mark.parametrize("until", ["", "2026-11-22", "1999-01-01", "soon"])
def test_a_rest_ends_on_a_day_to_come(until: str, network: Network, browser: Client) -> None:
    answer = browser.post(f"/sources/{network.source.pk}/pause/", {"until": until})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert 'aria-invalid="true"' in answer.content.decode()


def test_stopping_twice_finds_nothing_the_second_time(network: Network, browser: Client) -> None:
    address = f"/sources/{network.source.pk}/stop/"
    assert browser.post(address).headers["Location"] == "/sources/"
    assert "You no longer follow" in browser.get("/sources/").content.decode()
    assert browser.post(address).status_code == HTTPStatus.NOT_FOUND
    assert not Follow.objects.filter(owner=network.owner, source=network.source).exists()


def test_sources_are_found_by_title_and_by_person(network: Network, browser: Client) -> None:
    page = browser.get("/sources/", {"q": "PERSON 2"}).content.decode()
    assert "Notes by quillwort person 2" in page
    assert "Notes by quillwort person 1" not in page
    assert "No source by those words." in browser.get("/sources/", {"q": "nowhere"}).content.decode()
