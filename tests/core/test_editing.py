"""Two windows at one thing, on the page of a person."""

import re

import pytest
from django.test import Client

from allotment.core.models import Owner
from allotment.people.actions import PersonWords, write_down
from allotment.people.models import Person
from tests.cast import NOON

WORDS = PersonWords(name="Ada", place="London", learn_about="engines", met_words="At tea.\nTwice.")


@pytest.fixture
def ada(alice: Owner) -> Person:
    return write_down(owner=alice, words=WORDS, state="network", now=NOON)


def opened(browser: Client, person: Person) -> dict[str, str]:
    """What a browser sends of the form as it stands, hidden boxes too."""
    html = browser.get(f"/people/{person.pk}/edit/").content.decode()
    return sent(html)


def sent(html: str) -> dict[str, str]:
    form = html[html.index('<form class="form"') :]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf'\b{key}="([^"]*)"', tag) for key in ("name", "value"))
        if name:
            found[name[1]] = value[1].replace("\n", "\r\n") if value else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?([^<]*)</textarea>', form):
        found[name] = text.strip("\r\n").replace("\r\n", "\n").replace("\n", "\r\n")
    return {name: text.replace("&#x27;", "'") for name, text in found.items()}


def test_two_windows_that_change_different_words_both_keep_theirs(as_alice: Client, ada: Person) -> None:
    address = f"/people/{ada.pk}/edit/"
    first, second = opened(as_alice, ada), opened(as_alice, ada)
    assert as_alice.post(address, first | {"place": "Paris"}).status_code == 303
    told = as_alice.post(address, second | {"learn_about": "weaving"})
    assert told.status_code == 409
    html = told.content.decode()
    assert "This was changed meanwhile" in html
    assert "There now stand" not in html
    ada.refresh_from_db()
    assert ada.learn_about == "engines"
    assert as_alice.post(address, sent(html)).status_code == 303
    ada.refresh_from_db()
    assert (ada.place, ada.learn_about, ada.met_words) == ("Paris", "weaving", "At tea.\nTwice.")


def test_the_second_who_changes_the_same_words_sees_both(as_alice: Client, ada: Person) -> None:
    address = f"/people/{ada.pk}/edit/"
    first, second = opened(as_alice, ada), opened(as_alice, ada)
    as_alice.post(address, first | {"place": "Paris", "met_words": ""})
    html = as_alice.post(address, second | {"place": "Rome", "met_words": "At a ball."}).content.decode()
    assert re.search(r"<dt>Place</dt><dd[^>]*>Paris</dd>", html)
    assert re.search(r"<dt>How you met</dt><dd[^>]*><i>nothing</i></dd>", html)
    assert sent(html)["place"] == "Rome"
    assert as_alice.post(address, sent(html)).status_code == 303
    ada.refresh_from_db()
    assert (ada.place, ada.met_words) == ("Rome", "At a ball.")


def test_a_third_change_is_told_again(as_alice: Client, ada: Person) -> None:
    address = f"/people/{ada.pk}/edit/"
    stale = opened(as_alice, ada)
    for place in ("Paris", "Rome"):
        as_alice.post(address, opened(as_alice, ada) | {"place": place})
        answer = as_alice.post(address, stale | {"place": "Oslo"})
        assert answer.status_code == 409
        assert place in answer.content.decode()
        stale = sent(answer.content.decode())


@pytest.mark.parametrize("version", ["", "0", "-1", "one", "9" * 20, "1.5"])
def test_a_form_without_the_version_it_saw_writes_nothing(as_alice: Client, ada: Person, version: str) -> None:
    answer = as_alice.post(f"/people/{ada.pk}/edit/", {"name": "Ida", "version": version})
    assert answer.status_code == 400
    ada.refresh_from_db()
    assert ada.name == "Ada"
