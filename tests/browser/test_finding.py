"""The list of people is narrowed: wide and narrow, with scripts as one types, without after Find."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from allotment.core.models import Owner
from allotment.people.actions import add_person
from tests.browser.conftest import KINDS, OpenPage
from tests.cast import NOON


@pytest.mark.parametrize(("width", "scripts"), KINDS.values(), ids=KINDS)
def test_somebody_is_found_by_place(
    alice: Owner, open_page: OpenPage, axe: Callable[[Page], None], width: int, scripts: bool
) -> None:
    for name, place in (("Ada", "Turin"), ("Émile", "Bergen")):
        add_person(owner=alice, name=name, place=place, now=NOON, state="network")
    page = open_page(owner=alice, width=width, scripts=scripts)
    page.goto("/people/")
    page.get_by_text("By field, place, what they know").click()
    page.get_by_label("A place").fill("bergen")
    if not scripts:
        page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("link", name="Ada")).to_have_count(0)
    expect(page.get_by_role("link", name="Émile")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
