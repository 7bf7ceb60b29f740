"""The list of people, narrowed: by words, field, place, what they know and how long ago; with scripts and without."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client

from allotment.core.models import Owner
from allotment.people.actions import add_person, record_moment
from allotment.people.models import Person
from tests.cast import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture(autouse=True)
def people(alice: Owner, bob: Owner) -> None:
    for name, place, field, knows, days in (
        ("Ada Łoś", "Turin", "maths", "weaving by machine", 400),
        ("Émile", "Bergen", "jazz", "night shifts", 20),
        ("Zoe", "Bergen, Norway", "Jazz", "", None),
    ):
        person = add_person(owner=alice, name=name, place=place, fields=[field], now=NOON, state="network")
        Person.objects.filter(pk=person.pk).update(learn_about=knows, organisation=f"{name}'s works")
        if days:
            record_moment(owner=alice, person=person, direction="with", kind="met", at=NOON - timedelta(days=days))
    add_person(owner=bob, name="Bob's jazz friend", place="Bergen", fields=["jazz"], now=NOON, state="network")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Ada", "Émile", "Zoe"]),
        ({"q": "emi"}, ["Émile"]),
        ({"q": "zoe's works"}, ["Zoe"]),
        ({"field": "jazz"}, ["Émile", "Zoe"]),
        ({"field": "JAZ"}, ["Émile", "Zoe"]),
        ({"place": "bergen"}, ["Émile", "Zoe"]),
        ({"place": "norway"}, ["Zoe"]),
        ({"knows": "night"}, ["Émile"]),
        ({"knows": "maths"}, ["Ada"]),
        ({"quiet": "on"}, ["Ada", "Zoe"]),
        ({"quiet": "on", "place": "bergen"}, ["Zoe"]),
        ({"q": "ada", "field": "jazz"}, []),
        ({"knows": "50%_"}, []),
        ({"q": "x" * 5000, "place": "\0", "quiet": "0"}, []),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["without scripts", "as one types"])
def test_the_list_is_narrowed(
    as_alice: Client, asked: dict[str, str], found: list[str], headers: dict[str, str]
) -> None:
    page = as_alice.get("/people/", asked, headers=headers).content.decode()
    assert [name for name in ("Ada", "Émile", "Zoe") if f">{name}" in page] == found
    assert "Bob&#x27;s" not in page
    assert ("<h1>" in page) is (not headers)


def test_what_was_asked_stays_in_the_boxes_and_in_the_way_further_on(
    as_alice: Client, alice: Owner, valid_html: Callable[[str], None]
) -> None:
    for number in range(60):
        add_person(owner=alice, name=f"Person {number}", place="Oslo & around", now=NOON, state="network")
    asked = {"place": "Oslo & around", "quiet": "on"}
    page = as_alice.get("/people/", asked).content.decode()
    valid_html(page)
    assert 'value="Oslo &amp; around"' in page
    assert '<details class="further" open>' in page
    further = urlencode(asked).replace("&", "&amp;")
    assert f'href="/people/?{further}&amp;from=' in page
    second = as_alice.get(page.split('href="/people/?')[1].split('"')[0].replace("&amp;", "&").join(["/people/?", ""]))
    assert "That is everybody." in second.content.decode()


def test_with_nothing_asked_the_finer_boxes_are_closed(as_alice: Client) -> None:
    assert '<details class="further">' in as_alice.get("/people/", {"q": "a"}).content.decode()


def test_nobody_found_is_said(as_alice: Client) -> None:
    assert "Nobody here by those words." in as_alice.get("/people/", {"knows": "whaling"}).content.decode()
