"""From a piece to what one makes of it, and back; in two tabs; on a desktop and a phone, with scripts and without."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from allotment.core.models import Owner
from allotment.sense.actions.writing import write
from allotment.sense.models import Reflection
from allotment.sense.records import Written
from tests.browser.conftest import KINDS, OpenPage
from tests.core.search import shelf

Check = Callable[[Page], None]


@pytest.mark.parametrize(("width", "scripts"), KINDS.values(), ids=list(KINDS))
def test_a_piece_is_made_sense_of(
    width: int, scripts: bool, alice: Owner, open_page: OpenPage, axe: Check, fits: Check
) -> None:
    post = shelf.post(shelf.source("Notes", alice), "Slow tea", "Patience.")
    page = open_page(width=width, scripts=scripts, owner=alice)
    page.goto(f"/posts/{post.pk}/")
    page.get_by_role("link", name="Write about it").click()
    expect(page.get_by_label("Slow tea")).to_be_checked()
    page.get_by_role("textbox", name="What?", exact=True).fill("Tea takes *time*, see [[On time]].")
    page.get_by_role("textbox", name="What I am unsure of").fill("Does coffee?")
    page.get_by_text("Whom it owes to").click()
    page.get_by_label("Learned from").fill("Ada")
    axe(page)
    fits(page)
    page.get_by_role("button", name="Look at it first").click()
    expect(page.locator("#preview em")).to_have_text("time")
    expect(page.get_by_role("textbox", name="What?", exact=True)).to_have_value("Tea takes *time*, see [[On time]].")
    page.get_by_role("button", name="A blank page").click()
    expect(page.get_by_label("Your words")).to_have_value("Tea takes *time*, see [[On time]].")
    page.get_by_label("Title").fill("On tea")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("heading", name="On tea")).to_be_visible()
    expect(page.get_by_text("Learned from Ada")).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_role("link", name="On time").click()
    page.get_by_role("button", name="A blank page").click()
    page.get_by_label("Your words").fill("It passes. [[On tea]]")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("heading", name="Where you come back to it")).to_be_visible()
    page.get_by_role("button", name="It is growing").click()
    expect(page.get_by_text("Growing, tended today")).to_be_visible()
    page.get_by_role("link", name="Library", exact=True).click()
    page.get_by_role("link", name="What I have kept").click()
    page.get_by_role("link", name="What I made of it").click()
    expect(page.get_by_role("link", name="On tea")).to_be_visible()
    axe(page)
    fits(page)
    page.goto("/search/?q=passes")
    expect(page.get_by_role("heading", name="Your own words")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_two_tabs_lose_no_word(scripts: bool, alice: Owner, open_page: OpenPage, axe: Check, fits: Check) -> None:
    kept = write(owner=alice, written=Written(text="Tea", title="On tea"), now=datetime.now(UTC))
    one, other = (open_page(owner=alice, scripts=scripts, width=width) for width in (1280, 360))
    for page in (one, other):
        page.goto(f"/reflections/{kept.pk}/edit/")
    one.get_by_label("Your words").fill("Tea on the desk")
    other.get_by_label("Your words").fill("Tea on the train")
    one.get_by_role("button", name="Write it down").click()
    expect(one).to_have_url(re.compile(rf"/reflections/{kept.pk}/$"))
    other.get_by_role("button", name="Write it down").click()
    expect(other.get_by_text("This was changed meanwhile")).to_be_visible()
    expect(other.get_by_text("Tea on the desk")).to_be_visible()
    expect(other.get_by_label("Your words")).to_have_value("Tea on the train")
    axe(other)
    fits(other)
    other.get_by_label("Your words").fill("Tea on the desk and on the train")
    other.get_by_role("button", name="Write it down").click()
    expect(other).to_have_url(re.compile(rf"/reflections/{kept.pk}/$"))
    assert Reflection.objects.get().text == "Tea on the desk and on the train"
