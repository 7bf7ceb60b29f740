"""Somebody who might like to hear from one: on Today, with words to start from; done, or left in peace."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from allotment.core.models import Owner
from allotment.people.models import Moment
from tests.browser.conftest import KINDS, OpenPage
from tests.network import Network, plant


@pytest.fixture
def lived(alice: Owner) -> Network:
    return plant(alice, mark="sorrel", now=datetime.now(UTC))


@pytest.mark.parametrize(("width", "scripts"), KINDS.values(), ids=list(KINDS))
def test_a_suggestion_is_read_and_done(
    alice: Owner,
    lived: Network,
    open_page: OpenPage,
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
    width: int,
    scripts: bool,
) -> None:
    page = open_page(owner=alice, width=width, scripts=scripts)
    page.goto("/")
    one = page.locator(".suggested")
    expect(one).to_have_count(1)
    expect(one.get_by_text("Might be nice to hear from each other")).to_be_visible()
    one.get_by_text("Words to start from").click()
    expect(one.get_by_text("Dear sorrel person 0")).to_be_visible()
    axe(page)
    fits(page)
    one.get_by_role("button", name="I have done it").click()
    expect(page.locator(".suggested")).to_have_count(0)
    assert Moment.objects.filter(person=lived.person, direction="to").count() == 1
    page.goto(f"/people/{lived.people[1].pk}/")
    expect(page.get_by_text("You learned from them once")).to_be_visible()
    page.get_by_role("link", name="How well do you know each other?").click()
    page.get_by_label("We have done something together").check()
    axe(page)
    fits(page)
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("We have done something together")).to_be_visible()
    page.get_by_role("button", name="Do not say such things").click()
    expect(page.get_by_label("say in words what came")).not_to_be_checked()
    page.goto(f"/people/{lived.people[1].pk}/")
    expect(page.get_by_text("You learned from them")).to_have_count(0)
