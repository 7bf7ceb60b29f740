"""The library and what comes back, in a browser."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from allotment.core.models import Owner
from allotment.sense.actions.writing import write
from allotment.sense.models import Use
from allotment.sense.records import Written
from tests.browser.conftest import KINDS, OpenPage
from tests.network import plant


@pytest.mark.parametrize(("width", "scripts"), list(KINDS.values()), ids=list(KINDS))
def test_something_comes_back_its_use_is_told_and_found_in_the_library(
    width: int,
    scripts: bool,
    alice: Owner,
    open_page: OpenPage,
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
) -> None:
    now = datetime.now(UTC)
    plant(alice, mark="quillwort", now=now)
    for title, days in (("On spoons", 1), ("On kettles", 35)):
        write(owner=alice, written=Written(title=title, text="It sings."), now=now - timedelta(days=days))
    page = open_page(width=width, scripts=scripts, owner=alice)
    page.goto("/")
    expect(page.get_by_role("link", name="On spoons")).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_label("Tried, didn't work").check()
    page.get_by_label("In a line, if you like").fill("It boiled over.")
    page.get_by_role("button", name="Write it down").last.click()
    expect(page.get_by_text("Good to know.")).to_be_visible()
    expect(page.get_by_text("Did you use it?")).to_have_count(0)
    assert Use.objects.filter(outcome="in-vain").count() == 1
    page.goto("/library/")
    axe(page)
    page.get_by_text("Only some of it").click()
    page.get_by_label("Until").fill((now - timedelta(days=20)).date().isoformat())
    page.get_by_role("button", name="Show these").click()
    expect(page.get_by_role("link", name="On spoons")).to_have_count(0)
    axe(page)
    fits(page)
    page.get_by_role("link", name="On kettles").click()
    expect(page.get_by_text("It boiled over.")).to_be_visible()
    axe(page)
    fits(page)
    page.goto("/")
    page.get_by_role("button", name="No more of this on Today").click()
    expect(page.get_by_role("button", name="Let things come back")).to_be_visible()
    axe(page)
