"""Today and the pages around it, as somebody uses them on a morning."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from allotment.core.models import Owner
from allotment.seek.models import PostState, Preferences
from tests.browser.conftest import PHONE, OpenPage
from tests.network import Network, plant
from tests.web.pages.routes import OPEN, SEEN, Route

LOOKED_AT = [route for route in (*SEEN, *OPEN) if not route.name.endswith(("-feed", "hub", "claim"))]
ONCE = pytest.mark.skipif(connection.vendor != "sqlite", reason="markup is the same on any database")


@pytest.fixture
def lived(alice: Owner) -> Network:
    return plant(alice, mark="sorrel", now=datetime.now(UTC))


def test_today_is_read_by_keyboard(alice: Owner, lived: Network, open_page: OpenPage) -> None:
    page = open_page(owner=alice)
    page.goto("/")
    items = page.locator("[data-item]")
    page.keyboard.press("j")
    expect(items.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(items.nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(items.nth(0).locator(".prose")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("/")
    expect(page).to_have_url(re.compile("/search/"))


def test_keys_keep_and_pass(alice: Owner, lived: Network, open_page: OpenPage) -> None:
    page = open_page(owner=alice)
    page.goto("/")
    third = page.locator("[data-item]").nth(2)
    for _ in range(3):
        page.keyboard.press("j")
    expect(third).to_be_focused()
    kept = PostState.objects.filter(owner=alice, kept_at__isnull=False).count()
    page.keyboard.press("s")
    expect(third.get_by_role("button", name="Let go")).to_be_visible()
    assert PostState.objects.filter(owner=alice, kept_at__isnull=False).count() == kept + 1


def test_moving_a_slider_shows_at_once_what_it_would_change(alice: Owner, lived: Network, open_page: OpenPage) -> None:
    page = open_page(owner=alice)
    page.goto("/settings/reading/")
    slider = page.locator('input[type="range"]').first
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#changes")).not_to_be_empty()
    assert Preferences.objects.get(owner=alice).wider == 0, "only shown"
    page.get_by_role("button", name="Keep these").click()
    page.wait_for_load_state()
    assert Preferences.objects.get(owner=alice).wider == 1


def test_today_can_be_read_without_a_connection(alice: Owner, lived: Network, open_page: OpenPage) -> None:
    page = open_page(owner=alice)
    page.goto("/")
    heading = page.get_by_role("heading", level=1).inner_text()
    title = page.locator("[data-item] h3").first.inner_text()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    posts = page.locator("[data-item]").count()
    page.wait_for_function(
        "async (posts) => { const names = await caches.keys(); let found = 0;"
        " for (const name of names) for (const each of await (await caches.open(name)).keys())"
        " found += new URL(each.url).pathname.startsWith('/posts/'); return found >= posts }",
        arg=posts,
    )
    page.context.set_offline(True)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_text("while the kettle was on").first).to_be_visible()
    page.goto("/people/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@ONCE
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_hinders_who_listens_or_types(
    alice: Owner, lived: Network, open_page: OpenPage, axe: Callable[[Page], None], *, dark: bool
) -> None:
    page = open_page(owner=alice, dark=dark)
    for address in addresses(lived):
        page.goto(address)
        axe(page)


@ONCE
def test_every_page_fits_a_narrow_phone_without_scripts(
    alice: Owner, lived: Network, open_page: OpenPage, fits: Callable[[Page], None]
) -> None:
    page = open_page(owner=alice, width=PHONE, scripts=False)
    for address in addresses(lived):
        page.goto(address)
        fits(page)


def test_a_piece_is_opened_kept_and_let_go_on_a_phone_without_scripts(
    alice: Owner, lived: Network, open_page: OpenPage
) -> None:
    page = open_page(owner=alice, width=PHONE, scripts=False)
    page.goto("/")
    page.get_by_role("button", name="Keep").first.click()
    expect(page.get_by_role("button", name="Let go").first).to_be_visible()
    page.locator("[data-item] h3 a").first.click()
    expect(page.get_by_text("while the kettle was on").first).to_be_visible()


def addresses(network: Network) -> list[str]:
    """Of every page that shows something."""

    def of(route: Route) -> str:
        return route.address(network)

    return [of(route) for route in LOOKED_AT if route.name not in {"manifest", "service-worker", "health"}]
