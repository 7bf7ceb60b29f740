"""The first thing anybody sees."""

from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_the_door_can_be_read_by_everybody(
    browser_page: Page, axe: Callable[[Page], None], fits: Callable[[Page], None]
) -> None:
    browser_page.goto("/sign-in/")
    expect(browser_page.get_by_role("heading", level=1)).to_be_visible()
    axe(browser_page)
    fits(browser_page)
