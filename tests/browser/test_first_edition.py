"""From the link in the terminal to the first edition, by the real worker; and what Today then weighs."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.fakenet import FakeNet
from tests.installation import Installation, fresh

PASSWORD = "a pot of earth and a spoon of rain"
MOST_BYTES, MOST_WITHOUT_FONTS = 150_000, 40_000


@pytest.fixture
def feeds() -> Iterator[list[str]]:
    """Three people's feeds, each with a few pieces of the week."""
    with FakeNet() as web:
        for name in ("ada", "ben", "chi"):
            web.page(f"/{name}/feed", feed_by(name).encode(), headers={"Content-Type": "application/rss+xml"})
        yield [web.address(f"/{name}/feed") for name in ("ada", "ben", "chi")]


def feed_by(name: str) -> str:
    pieces = "".join(
        f"<item><title>{name} on soil, part {number}</title><link>https://{name}.example/{number}</link>"
        f"<guid>{name}-{number}</guid><pubDate>{format_datetime(datetime.now(UTC) - timedelta(days=number))}</pubDate>"
        f"<description>{'What worms do for a bed in winter. ' * 40}</description></item>"
        for number in range(1, 4)
    )
    return f'<rss version="2.0"><channel><title>Notes by {name}</title>{pieces}</channel></rss>'


@pytest.fixture
def at_home(tmp_path: Path) -> Iterator[Installation]:
    with fresh(tmp_path, ALLOTMENT_ALLOW_NETWORKS="127.0.0.0/8") as found:
        yield found


def test_a_newcomer_reads_a_first_edition(at_home: Installation, feeds: list[str], chromium: Browser) -> None:
    with at_home.up() as running:
        page = chromium.new_page(base_url=running.address)
        page.goto(running.claim)
        page.get_by_label("Name", exact=True).fill("Ann")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button").last.click()
        page.goto("/")
        page.get_by_role("textbox").first.fill("\n".join(feeds))
        page.get_by_role("button", name="Begin").click()
        first_items(page)
        expect(page.get_by_text("That is all for today.")).to_be_visible()
        everything, without_fonts = weights(page)
        assert 0 < without_fonts < MOST_WITHOUT_FONTS
        assert without_fonts < everything < MOST_BYTES


def first_items(page: Page) -> None:
    """Looks at Today now and then, as somebody would who was told that it takes a minute."""
    for _ in range(60):
        page.goto("/")
        if page.locator("[data-item]").count():
            return
        page.wait_for_timeout(500)
    raise AssertionError(page.inner_text("main"))


def weights(page: Page) -> tuple[float, float]:
    """Bytes of Today as a browser that was never here receives them: in all, and without fonts."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.setBypassServiceWorker", {"bypass": True})
    fonts: set[str] = set()
    received: dict[str, float] = {}

    def note(told: dict[str, dict[str, str]]) -> None:
        if told["response"]["url"].endswith(".woff2"):
            fonts.add(str(told["requestId"]))

    session.on("Network.responseReceived", note)
    session.on("Network.loadingFinished", lambda told: received.update({told["requestId"]: told["encodedDataLength"]}))
    page.goto("/", wait_until="networkidle")
    print(f"Today: {sum(received.values()):.0f} bytes, {len(fonts)} fonts")
    return sum(received.values()), sum(size for each, size in received.items() if each not in fonts)
