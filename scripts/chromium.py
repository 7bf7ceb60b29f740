"""Finds the Chromium that the journeys use, installs Debian's where it may, else says what to install.

`python scripts/chromium.py` prints its path. `ALLOTMENT_CHROMIUM` names one that is somewhere else.
"""

import os
import shutil
import subprocess
import sys
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
WANTED: Final = (
    "The browser journeys need Chromium, and none was found. On Debian: apt install chromium."
    " Elsewhere install Chromium or Google Chrome;"
    " if it has an unusual place, set ALLOTMENT_CHROMIUM to its path."
)


def find() -> str | None:
    """The path of a Chromium that runs; behind a name there may be a stub that only tells what to install."""
    for name in (os.environ.get("ALLOTMENT_CHROMIUM", ""), *NAMES, *MAC):
        path = shutil.which(name) if name else None
        if path and _runs(path):
            return path
    return None


def install() -> None:
    """Debian's own, where we are root and apt-get is there; its words go to our standard error."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing Debian's Chromium for the browser journeys.", file=sys.stderr, flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    commands = (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"])
    for command in commands:
        subprocess.run(["apt-get", *command], env=quiet, stdout=sys.stderr, check=False)  # noqa: S607 - it is Debian's


def _runs(path: str) -> bool:
    try:
        asked = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def main() -> int:
    path = find()
    if path is None:
        install()
        path = find()
    print(path or WANTED, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
