"""The parts of the pages, as somebody meets them: by eye, by ear, by keyboard. The styleguide has them all."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

Check = Callable[[Page], None]


@pytest.fixture
def parts(open_page: OpenPage) -> Page:
    page = open_page()
    page.goto("/styleguide/")
    return page


def test_every_part_can_be_read_by_everybody(browser_page: Page, axe: Check, fits: Check) -> None:
    browser_page.goto("/styleguide/")
    expect(browser_page.get_by_role("heading", name="The parts of a page")).to_be_visible()
    axe(browser_page)
    fits(browser_page)


def test_every_part_can_be_read_in_the_dark(open_page: OpenPage, axe: Check) -> None:
    page = open_page(dark=True)
    page.goto("/styleguide/")
    expect(page.get_by_role("heading", name="The parts of a page")).to_be_visible()
    axe(page)


def test_the_keys_walk_from_piece_to_piece_and_back(parts: Page) -> None:
    for key in "jjk":
        parts.keyboard.press(key)
    expect(parts.locator("#post-1")).to_be_focused()


def test_a_key_unfolds_the_piece_one_is_on(parts: Page) -> None:
    parts.keyboard.press("j")
    parts.keyboard.press("o")
    expect(parts.locator("#opens-1")).to_have_attribute("open", "")
    expect(parts.get_by_text("Fold it away").first).to_be_visible()


def test_what_was_unfolded_is_unfolded_again_after_coming_back(parts: Page) -> None:
    parts.locator("#opens-3 summary").click()
    parts.reload()
    expect(parts.locator("#opens-3")).to_have_attribute("open", "")


def test_the_keys_can_be_looked_up_and_switched_off(parts: Page) -> None:
    parts.keyboard.press("?")
    parts.get_by_label("Use these keys").uncheck()
    parts.get_by_role("button", name="Close").click()
    parts.keyboard.press("j")
    expect(parts.locator("#post-1")).not_to_be_focused()


def test_a_key_that_is_typed_is_only_typed(parts: Page) -> None:
    box = parts.get_by_label("What are you looking for?")
    box.press_sequentially("jx")
    expect(box).to_have_value("jx")
    expect(box).to_be_focused()


def test_a_list_is_sifted_while_typing_whatever_the_accents(parts: Page) -> None:
    parts.get_by_label("What are you looking for?").fill("ÍNGRID")
    expect(parts.locator("#lines > li:visible")).to_have_count(1)
    parts.get_by_label("What are you looking for?").fill("nobody at all")
    expect(parts.get_by_role("status")).to_have_text("Nothing here goes by that.")


def test_without_scripts_nothing_is_offered_that_needs_them(open_page: OpenPage) -> None:
    page = open_page(scripts=False)
    page.goto("/styleguide/")
    expect(page.locator('[data-opens="keys"]')).to_be_hidden()
    page.locator("#opens-1 summary").click()
    expect(page.get_by_role("link", name="Read it on its own page").first).to_be_visible()
