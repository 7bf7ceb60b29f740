"""Somebody's card, as it is written: completion, and two windows at once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from allotment.core.models import Owner
from allotment.people.actions import PersonWords, write_down
from allotment.people.models import Person
from tests.browser.conftest import KINDS, OpenPage
from tests.cast import NOON

Check = Callable[[Page], None]


@pytest.fixture
def ada(alice: Owner) -> Person:
    for name in ("Mei Tan", "Mei Tan", "Meike Weiss"):
        write_down(owner=alice, words=PersonWords(name=name, fields=("gardening", "jazz")), state="network", now=NOON)
    words = PersonWords(name="Ada Lovelace", place="London", time_zone="Asia/Tokyo", learn_about="engines")
    return write_down(owner=alice, words=words, state="network", now=NOON)


@pytest.mark.parametrize("kind", KINDS)
def test_somebody_is_written_about_and_shown(
    kind: str, alice: Owner, ada: Person, open_page: OpenPage, axe: Check, fits: Check
) -> None:
    width, scripts = KINDS[kind]
    page = open_page(width=width, scripts=scripts, owner=alice)
    page.goto(f"/people/{ada.pk}/")
    page.get_by_role("link", name="Write something down").click()
    axe(page)
    fits(page)
    page.get_by_label("Pronouns").fill("she/her")
    page.get_by_label("How you met").fill("Over an engine.\nTwice.")
    page.get_by_label("When").fill("1833-06")
    page.get_by_label("Introduced by").fill("Meike Weiss")
    page.get_by_label("They are curious about").fill("weaving")
    page.get_by_label("Fields of work and life").fill("mathematics, jazz")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("heading", name="Ada Lovelace she/her")).to_be_visible()
    for words in ("In June 1833. Over an engine.", "weaving", "engines", "mathematics"):
        expect(page.get_by_text(words).first).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_role("link", name="Meike Weiss").click()
    expect(page.get_by_role("heading", name="Meike Weiss")).to_be_visible()


@pytest.mark.parametrize("kind", KINDS)
def test_somebody_is_added_with_a_name_and_an_enter(
    kind: str, alice: Owner, open_page: OpenPage, axe: Check, fits: Check
) -> None:
    width, scripts = KINDS[kind]
    page = open_page(width=width, scripts=scripts, owner=alice)
    page.goto("/people/")
    page.get_by_role("link", name="Add somebody").click()
    axe(page)
    fits(page)
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type("Mei Tan")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mei Tan")).to_be_visible()
    page.get_by_role("link", name="Add or take away").click()
    page.get_by_label("Another address").fill("mei@mail.example")
    page.get_by_role("button", name="Write it down").click()
    axe(page)
    fits(page)
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("Taken away: mei@mail.example")).to_be_visible()


@pytest.mark.parametrize("kind", KINDS)
def test_a_note_is_for_its_owner_alone(
    kind: str, alice: Owner, ada: Person, open_page: OpenPage, axe: Check, fits: Check
) -> None:
    width, scripts = KINDS[kind]
    page = open_page(width=width, scripts=scripts, owner=alice)
    page.goto(f"/people/{ada.pk}/")
    page.get_by_role("link", name="Write a note").click()
    axe(page)
    fits(page)
    page.get_by_label("Your note").fill("Ask about the choir.")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Ask about the choir.")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Write a note").click()
    expect(page.get_by_label("Your note")).to_have_value("Ask about the choir.")


def test_names_and_fields_are_completed(alice: Owner, ada: Person, open_page: OpenPage) -> None:
    page = open_page(owner=alice)
    page.goto(f"/people/{ada.pk}/edit/")
    with page.expect_response(lambda answer: "introduced_by=" in answer.url) as asked:
        page.get_by_label("Introduced by").press_sequentially("mei")
    assert set(asked.value.url.partition("?")[2].split("&")) == {"introduced_by=mei"}
    expect(page.locator("#named option")).to_have_count(3)
    offered = page.locator("#named option").evaluate_all("every => every.map(one => one.value)")
    assert offered[2] == "Meike Weiss"
    assert all(one.startswith("Mei Tan #") for one in offered[:2])
    page.get_by_label("Fields of work and life").fill("chess, ga")
    expect(page.locator("#fields option").first).to_have_attribute("value", "chess, gardening")


@pytest.mark.parametrize("kind", KINDS)
def test_two_windows_write_and_nothing_is_lost(
    kind: str, alice: Owner, ada: Person, open_page: OpenPage, axe: Check, fits: Check
) -> None:
    width, scripts = KINDS[kind]
    first, second = (open_page(width=width, scripts=scripts, owner=alice) for _ in range(2))
    for page in (first, second):
        page.goto(f"/people/{ada.pk}/edit/")
    first.get_by_label("Place").fill("Paris")
    first.get_by_label("In a line").fill("Notes on an engine")
    first.get_by_role("button", name="Write it down").click()
    expect(first.get_by_text("Written down.")).to_be_visible()
    second.get_by_label("Place").fill("Rome")
    second.get_by_role("button", name="Write it down").click()
    expect(second.get_by_role("alert")).to_contain_text("Paris")
    expect(second.get_by_label("Place")).to_have_value("Rome")
    expect(second.get_by_label("In a line")).to_have_value("Notes on an engine")
    axe(second)
    fits(second)
    second.get_by_role("button", name="Write it down").click()
    expect(second.get_by_text("Written down.")).to_be_visible()
    ada.refresh_from_db()
    assert (ada.place, ada.headline) == ("Rome", "Notes on an engine")
