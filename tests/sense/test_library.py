"""The library: one list of what is one's own, narrowed in every way, a page at a time, with an end."""

import re
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client

from allotment.core.models import Owner
from allotment.sense.actions.keeping import keep_post, let_go
from allotment.sense.actions.tagging import keep_for_questions, put_under
from allotment.sense.actions.writing import turn, write
from allotment.sense.models import Reflection
from allotment.sense.queries.library import Wanted, library_of
from allotment.sense.records import About, Written
from tests.cast import NOON, client_of
from tests.network import Network, plant

MORE = 65


@pytest.fixture
def network(alice: Owner, noon: object) -> Network:
    return plant(alice, mark="quillwort")


@pytest.fixture
def browser(network: Network) -> Client:
    return client_of(network.owner)


def put(owner: Owner, title: str, *, days: float = 0, **more: Any) -> Reflection:
    return write(owner=owner, written=Written(title=title, text="It sings.", **more), now=NOON - timedelta(days=days))


def shown(browser: Client, **query: Any) -> list[int]:
    """The reflections of a page, in its order."""
    html = browser.get("/library/", query).content.decode()
    return [int(number) for number in re.findall(r'row-title"><a href="/reflections/(\d+)/', html)]


def test_the_newest_is_first_and_the_list_ends(network: Network, browser: Client) -> None:
    html = browser.get("/library/").content.decode()
    first = shown(browser)
    assert first[0] == network.reflections[-1].pk
    assert sorted(first) == sorted(each.pk for each in network.reflections)
    assert "That is all of it." in html
    assert all(f'"/library/{each.pk}/"' in html for each in network.resources)


def test_an_empty_library_says_what_will_be_in_it(as_alice: Client) -> None:
    assert "A line is enough to begin with." in as_alice.get("/library/").content.decode()


def test_every_entry_comes_once_however_many_pages_there_are(as_alice: Client, alice: Owner) -> None:
    written = [put(alice, f"Number {number}", days=number // 7) for number in range(MORE)]
    came, address = [], "/library/?state=messy"
    while address:
        html = as_alice.get(address).content.decode()
        came += [int(number) for number in re.findall(r'row-title"><a href="/reflections/(\d+)/', html)]
        further = re.search(r'href="([^"]+)" rel="next"', html)
        address = further[1].replace("&amp;", "&") if further else ""
    assert sorted(came) == sorted(each.pk for each in written)
    days = {each.pk: each.written_at for each in written}
    assert all(days[one] >= days[other] for one, other in pairwise(came))


def test_it_is_narrowed_by_question(network: Network, browser: Client) -> None:
    asked = network.questions[1]
    mine = put(network.owner, "On spoons", about=(About("question", asked.pk),))
    assert shown(browser, question=asked.pk) == [mine.pk]
    assert network.reflections[0].pk in shown(browser, question=network.questions[0].pk)


def test_it_is_narrowed_by_somebody_it_is_about_is_owed_to_or_who_wrote_the_piece(
    network: Network, browser: Client
) -> None:
    about = put(network.owner, "About", about=(About("person", network.people[2].pk),))
    owed = put(network.owner, "Owed", credits={"from": (network.people[2].name,)})
    piece = next(post for post in network.posts if post.source_id == network.follows[2].source_id)
    wrote = put(network.owner, "Their piece", about=(About("post", piece.pk),))
    assert sorted(shown(browser, person=network.people[2].name)) == sorted(each.pk for each in (about, owed, wrote))
    assert shown(browser, person="Nobody at all") == []


def test_it_is_narrowed_by_how_far_it_is(network: Network, browser: Client) -> None:
    turn(owner=network.owner, reflection_id=network.reflections[2].pk, state="settled", now=NOON)
    assert shown(browser, state="settled") == [network.reflections[2].pk]


def test_it_is_narrowed_by_the_owners_days_both_ends_included(alice: Owner, as_alice: Client) -> None:
    days = {days: put(alice, f"{days} days ago", days=days).pk for days in range(6)}
    assert shown(as_alice, since="2026-11-19", until="2026-11-20") == [days[2], days[3]]


def kept(browser: Client, **query: Any) -> list[int]:
    """What was kept, of a page, in its order."""
    html = browser.get("/library/", query).content.decode()
    return [int(number) for number in re.findall(r'row-title"><a href="/library/(\d+)/', html)]


def test_what_was_kept_is_narrowed_by_state_and_what_was_let_go_is_elsewhere(network: Network, browser: Client) -> None:
    gone = network.resources[2]
    let_go(owner=network.owner, resource_id=gone.pk, now=NOON)
    assert gone.pk not in kept(browser)
    assert kept(browser, state="let-go") == [gone.pk]
    assert len(kept(browser, state="kept")) + len(kept(browser, state="sensed")) == len(network.resources) - 1


def test_a_kept_piece_belongs_to_who_wrote_it_and_to_the_question_it_was_chosen_for(
    network: Network, browser: Client
) -> None:
    item = network.edition.items.filter(question=network.questions[0])[0]
    piece = keep_post(owner=network.owner, post_id=item.post_id, now=NOON).resource
    assert piece.pk in kept(browser, question=network.questions[0].pk)
    assert item.person is not None
    assert piece.pk in kept(browser, person=item.person.name)
    assert piece.pk not in kept(browser, question=network.questions[2].pk)


def test_it_is_narrowed_by_the_word_it_is_kept_under_whatever_its_capitals(network: Network, browser: Client) -> None:
    piece, other = network.resources[:2]
    put_under(owner=network.owner, resource=piece, names=["Café talk"])
    put_under(owner=network.owner, resource=other, names=["tea"])
    about = put(network.owner, "On talk", about=(About("resource", piece.pk),))
    assert kept(browser, tag="cafe TALK") == [piece.pk]
    assert shown(browser, tag="cafe TALK") == [about.pk]
    assert kept(browser, tag="spoons") == []


def test_what_is_kept_for_a_question_belongs_to_it(network: Network, browser: Client) -> None:
    asked = network.questions[2]
    keep_for_questions(owner=network.owner, resource=network.resources[2], question_ids=[asked.pk])
    assert kept(browser, question=asked.pk) == [network.resources[2].pk]


def test_both_kinds_stand_in_one_order_and_none_twice_however_small_the_pages(network: Network) -> None:
    every, _end = library_of(owner=network.owner, wanted=Wanted(), most=100)
    came, place = [], None
    while True:
        found, place = library_of(owner=network.owner, wanted=Wanted(), place=place, most=1)
        came += found
        if place is None:
            break
    assert came == every
    assert {entry.kind for entry in every} == {"reflection", "resource"}


def test_several_at_once_narrow_together(network: Network, browser: Client) -> None:
    put(network.owner, "On spoons", days=9, state="growing", about=(About("question", network.questions[1].pk),))
    mine = put(network.owner, "On tea", days=3, state="growing", about=(About("question", network.questions[1].pk),))
    put(network.owner, "On cups", days=3, about=(About("question", network.questions[1].pk),))
    wish = {"question": network.questions[1].pk, "state": "growing", "since": "2026-11-18"}
    assert shown(browser, **wish) == [mine.pk]


@pytest.mark.parametrize("wish", [{"since": "9999-12-31"}, {"until": "0001-01-01"}, {"since": "soon"}, {"question": 9}])
def test_what_does_not_fit_narrows_nothing_and_is_said(wish: dict[str, Any], network: Network, browser: Client) -> None:
    html = browser.get("/library/", wish).content.decode()
    assert 'aria-invalid="true"' in html
    assert len(shown(browser, **wish)) == len(network.reflections)


def test_somebody_elses_question_or_person_narrows_to_nothing(network: Network, bob: Owner) -> None:
    theirs = network.questions[0].pk
    put(bob, "Mine")
    for wanted in (Wanted(question=theirs), Wanted(person=network.person.name)):
        assert library_of(owner=bob, wanted=wanted) == ([], None)


def test_a_question_shows_what_is_made_of_it_and_where_the_rest_is(network: Network, browser: Client) -> None:
    asked = network.questions[1]
    address = f"/questions/{asked.pk}/"
    assert "All of it, in the library" not in browser.get(address).content.decode()
    written = [put(network.owner, f"N {each}", about=(About("question", asked.pk),)) for each in range(11)]
    page = browser.get(address).content.decode()
    assert f"/reflections/{written[-1].pk}/" in page
    assert f'href="/library/?question={asked.pk}"' in page
