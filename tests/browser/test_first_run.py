"""Nobody lives here yet: from the link in the terminal to one's own Today."""

import json
import re

import pytest
from playwright.sync_api import Browser, expect

from tests.installation import Installation

PASSWORD = "a pot of earth and a spoon of rain"


def test_the_link_in_the_terminal_makes_the_place_mine_once(installed: Installation, chromium: Browser) -> None:
    with installed.up() as running:
        page = chromium.new_page(base_url=running.address)
        page.goto("/")
        expect(page).to_have_url(re.compile("/sign-in/"))

        page.goto(running.claim)
        page.get_by_label("Name", exact=True).fill("Ann")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button").last.click()
        expect(page).not_to_have_url(re.compile("/claim/"))

        page.goto("/")
        expect(page).not_to_have_url(re.compile("/sign-in/"))

        again = chromium.new_page(base_url=running.address)
        gone = again.goto(running.claim)
        assert gone is not None
        assert gone.status in {404, 410}


@pytest.mark.parametrize(("there", "suggested"), [("Asia/Tokyo", "Asia/Tokyo"), ("Antarctica/Nowhere", "UTC")])
def test_the_time_zone_of_the_browser_is_suggested(
    installed: Installation, chromium: Browser, there: str, suggested: str
) -> None:
    with installed.up() as running:
        page = chromium.new_page(base_url=running.address)
        page.add_init_script(
            f"Intl.DateTimeFormat.prototype.resolvedOptions = () => ({{ timeZone: {json.dumps(there)} }})"
        )
        page.goto(running.claim)
        expect(page.get_by_label("Time zone")).to_have_value(suggested)
