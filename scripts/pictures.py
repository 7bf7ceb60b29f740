"""Makes every picture of the guide: `python scripts/pictures.py`, with openssl and a Chromium.

A small Allotment is lived in for one autumn, with invented people on invented sites that this script serves itself;
nothing is fetched from the web. The day of the pictures is always the same.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import chromium
from pictured.camera import Camera
from pictured.living import OWNER, PASSWORD, live
from pictured.sitting import SITTINGS, away, first_run, going_away
from pictured.terminal import terminal
from pictured.web import Web, serving
from playwright.sync_api import Browser, sync_playwright

ROOT: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = ROOT / "docs" / "guide" / "pictures"
MORNING: Final = datetime(2026, 11, 22, 7, 40, tzinfo=UTC)
FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"]
PATIENCE: Final = 60.0


def environment(web: Web, home: Path) -> dict[str, str]:
    """What leads a process to this home, to these sites and to that morning."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALLOTMENT_")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "pictured.settings",
        "PYTHONPATH": str(ROOT / "scripts"),
        "PYTHONUNBUFFERED": "1",
        "ALLOTMENT_HOME": str(home),
        "ALLOTMENT_ALLOW_NETWORKS": "127.0.0.0/8",
        "ALLOTMENT_EMAIL_URL": "smtp://127.0.0.1:2525",
        "ALLOTMENT_EMAIL_FROM": "allotment@allotment.example",
        "SSL_CERT_FILE": str(web.certificate),
        "PICTURES_PORT": str(web.port),
    }


@contextmanager
def running(variables: dict[str, str]) -> Iterator[tuple[str, str]]:
    """`allotment up` on a free port, until the block ends: its address, and the link that makes it somebody's."""
    port = free_port()
    command = [sys.executable, "-m", "allotment", "up", "--port", str(port)]
    process = subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, text=True)
    try:
        until_answered(port, process)
        claim = ""
        for heard in process.stdout or ():
            claim = claim or "".join(re.findall(r"https?://\S+/claim/\S+", heard))
            if "Stop it" in heard:
                break
        yield f"http://127.0.0.1:{port}", claim
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def clock(moment: datetime) -> dict[str, str]:
    """Makes it that moment now, for every process."""
    return {"PICTURES_DAY": moment.isoformat(), "PICTURES_BEGAN": str(time.time())}


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def until_answered(port: int, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise SystemExit("Allotment did not start; it says why above.")


def signed_in(browser: Browser, address: str) -> list[Any]:
    """The cookies of somebody who has come in."""
    context = browser.new_context(base_url=address, locale="en-GB")
    page = context.new_page()
    page.goto("/sign-in/")
    page.get_by_label("Name").fill(OWNER)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{address}/")
    cookies = context.cookies()
    context.close()
    return list(cookies)


def the_first_morning(browser: Browser, web: Web, variables: dict[str, str]) -> None:
    with running(variables) as (address, claim):
        darkroom = browser.new_page()
        first_run(Camera(browser, address, FOLDER, [], darkroom), web, claim, PASSWORD)


def a_morning_in_november(browser: Browser, variables: dict[str, str]) -> None:
    with running(variables) as (address, _claim):
        camera = Camera(browser, address, FOLDER, signed_in(browser, address), browser.new_page())
        for sitting in SITTINGS:
            sitting(camera)
        terminal(camera, variables, "terminal", "question list", "today")
        without_mail = {name: value for name, value in variables.items() if "_EMAIL_" not in name}
        terminal(camera, without_mail, "doctor", "doctor")
        going_away(camera)


def the_morning_after(browser: Browser, variables: dict[str, str]) -> None:
    with running(variables) as (address, _claim):
        away(Camera(browser, address, FOLDER, signed_in(browser, address), browser.new_page()))


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = chromium.find()
    if path is None:
        raise SystemExit(chromium.WANTED)
    with tempfile.TemporaryDirectory(prefix="allotment-pictures-") as folder, serving(Path(folder), MORNING) as web:
        lived, fresh = (environment(web, Path(folder) / name) for name in ("lived", "fresh"))
        os.environ.update(lived)
        live(web, MORNING.date())
        web.now = MORNING
        with sync_playwright() as playwright:
            english: dict[str, str | float | bool] = {**os.environ, "LANGUAGE": "en_GB", "LANG": "en_GB.UTF-8"}
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS, env=english)
            a_morning_in_november(browser, lived | clock(MORNING))
            the_morning_after(browser, lived | clock(MORNING + timedelta(days=1)))
            the_first_morning(browser, web, fresh | clock(MORNING))
            browser.close()


if __name__ == "__main__":
    main()
