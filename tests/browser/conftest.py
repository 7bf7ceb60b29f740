"""A real Chromium, the pages served to it, and what every journey is held against."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Final
from weakref import WeakSet

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Route, sync_playwright
from pytest_django.live_server_helper import LiveServer

from allotment.core.models import Owner
from tests.validating import ROOT

FLAGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE: Final = 1280
PHONE: Final = 360
PATIENCE_MS: Final = 15_000
REFUSED: Final = ("Refused to", "violates the following Content Security Policy")
KINDS: Final = {
    "wide": (WIDE, True),
    "phone": (PHONE, True),
    "wide without scripts": (WIDE, False),
    "phone without scripts": (PHONE, False),
}

OpenPage = Callable[..., Page]
SCRIPTLESS: Final[WeakSet[BrowserContext]] = WeakSet()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever needs the browser is a journey, whether it says so or not."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    # Playwright leaves an event loop in the thread, and Django would refuse the database because of it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    finding = [sys.executable, "scripts/chromium.py"]
    found = subprocess.run(finding, cwd=ROOT, capture_output=True, text=True, check=False)
    if found.returncode != 0:
        pytest.fail(found.stderr.strip(), pytrace=False)
    browser = playwright.chromium.launch(executable_path=found.stdout.strip(), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def open_page(chromium: Browser, live_server: LiveServer) -> Iterator[OpenPage]:
    """`open_page(width=1280, scripts=True, owner=None, dark=False)`: a fresh window on the running application.

    When the test is over, no script may have failed and the Content-Security-Policy may have refused nothing.
    """
    problems: list[str] = []
    contexts: list[BrowserContext] = []

    def listen(message: ConsoleMessage) -> None:
        if any(words in message.text for words in REFUSED):
            problems.append(message.text)

    def open_one(*, width: int = WIDE, scripts: bool = True, owner: Owner | None = None, dark: bool = False) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 800},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="en-GB",
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        if not scripts:
            SCRIPTLESS.add(context)
        if owner is not None:
            context.add_cookies([{"name": "sessionid", "value": _session(owner), "url": live_server.url}])
        page = context.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: problems.append(str(error)))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert problems == []


def _session(owner: Owner) -> str:
    client = Client()
    client.force_login(owner)
    return client.cookies["sessionid"].value


@pytest.fixture(params=list(KINDS.values()), ids=list(KINDS))
def browser_page(request: pytest.FixtureRequest, open_page: OpenPage) -> Page:
    """A window nobody is signed in to: wide and narrow, with scripts and without."""
    width, scripts = request.param
    return open_page(width=width, scripts=scripts)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Asserts that axe finds nothing that somebody with a screen reader or a keyboard would stumble over."""

    def check(page: Page) -> None:
        with _scripts_allowed(page) as readable:
            found = Axe().run(readable)
        assert found.violations_count == 0, found.generate_report()

    return check


@contextlib.contextmanager
def _scripts_allowed(page: Page) -> Iterator[Page]:
    """axe is a script and waits for ever where none may run: there it reads a copy, without the page's own scripts."""
    if page.context not in SCRIPTLESS:
        yield page
        return
    browser, html, size = page.context.browser, page.content(), page.viewport_size
    assert browser is not None
    context = browser.new_context(viewport=size, storage_state=page.context.storage_state(), reduced_motion="reduce")
    copy = context.new_page()
    copy.route("**/*", lambda route: _serve_copy(route, page.url, html))
    copy.goto(page.url)
    yield copy
    context.close()


def _serve_copy(route: Route, address: str, html: str) -> None:
    if route.request.resource_type == "script":
        route.abort()
    elif route.request.url == address:
        route.fulfill(body=html, content_type="text/html; charset=utf-8")
    else:
        route.continue_()


@pytest.fixture
def fits() -> Callable[[Page], None]:
    """Asserts that nothing has to be scrolled sideways."""

    def check(page: Page) -> None:
        width, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert width <= window

    return check
