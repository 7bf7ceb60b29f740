"""Noting what happened with somebody, finding it again, changing and removing it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from allotment.core.models import Owner
from allotment.people.actions import add_person
from allotment.people.models import Person
from tests.browser.conftest import KINDS, OpenPage
from tests.cast import NOON


@pytest.fixture
def ingrid(alice: Owner) -> Person:
    return add_person(owner=alice, name="Ingrid Solberg", now=NOON, state=Person.State.NETWORK)


@pytest.mark.parametrize(("width", "scripts"), KINDS.values(), ids=list(KINDS))
def test_a_moment_is_noted_in_a_line_found_changed_and_removed(
    alice: Owner,
    ingrid: Person,
    open_page: OpenPage,
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
    width: int,
    scripts: bool,
) -> None:
    page = open_page(owner=alice, width=width, scripts=scripts)
    page.goto(f"/people/{ingrid.pk}/")
    page.get_by_label("What happened?").fill("yesterday: tea, talked about evaluation")
    page.get_by_role("button", name="Note it").click()
    expect(page.locator("#said")).to_have_text("Noted: tea, yesterday.")
    expect(page.get_by_text("with them · tea · yesterday")).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_role("link", name="All of it").click()
    page.get_by_label("What happened?").fill("31 February: a call")
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_text("There is no such day.")).to_be_visible()
    expect(page.get_by_label("What happened?")).to_have_value("31 February: a call")
    axe(page)
    fits(page)
    page.goto("/moments/?kind=tea")
    expect(page.get_by_role("link", name="Ingrid Solberg")).to_be_visible()
    page.get_by_label("What kind").select_option("a letter")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("Nothing of that kind.")).to_be_visible()
    page.goto("/search/?q=evaluation")
    page.get_by_role("link", name="talked about evaluation").click()
    page.get_by_label("Kind").select_option("coffee")
    axe(page)
    fits(page)
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("with them · coffee · yesterday")).to_be_visible()
    page.get_by_role("link", name="Change").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator("#said")).to_contain_text("no longer in your history with Ingrid Solberg")
    expect(page.locator(".rows")).to_have_count(0)
