"""What commands print on a terminal, as a picture."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from html import escape
from typing import Final

from pictured.camera import Camera

SHEET: Final = """
<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 28px 36px; background: #1d1f1a; color: #ece6d8; }
pre { margin: 0; font: 16px/1.5 "DejaVu Sans Mono", monospace; white-space: pre-wrap; }
b { color: #fbf7ef } i { color: #f0a070 } .typed { color: #a5c492 }
</style>
"""
HOME: Final = "/var/lib/allotment"
"""What the home is called in the pictures: its real place is another one each time."""
MARKS: Final = {"1": r"<b>\2</b>", "3": r"<i>\2</i>"}
STYLED: Final = re.compile(r"\x1b\[(\d+)m(.*?)\x1b\[0m", re.DOTALL)


def terminal(camera: Camera, environment: Mapping[str, str], name: str, *commands: str, lines: int = 34) -> None:
    """A picture of these commands, each with what it printed; at most so many lines of it."""
    said = []
    for command in commands:
        said += [f'<span class="typed">$ allotment {escape(command, quote=False)}</span>']
        said += [*styled(printed(command.split(), environment)).rstrip().splitlines(), ""]
    if len(said) > lines:
        said = [*said[:lines], "…"]
    with camera.page() as page:
        page.set_viewport_size({"width": 900, "height": 200})
        page.set_content(f"{SHEET}<pre>{chr(10).join(said).rstrip()}</pre>")
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": 900, "height": int(height)})
        camera.develop(page.screenshot(), name)


def printed(words: list[str], environment: Mapping[str, str]) -> str:
    """What a command prints where it sees a terminal of its own."""
    ours, its = os.openpty()
    command = [sys.executable, "-m", "allotment", *words]
    process = subprocess.Popen(command, env=environment, stdin=its, stdout=its, stderr=its)
    os.close(its)
    said = b""
    try:
        while chunk := os.read(ours, 65536):
            said += chunk
    except OSError:
        pass  # how Linux says that the other end is closed
    os.close(ours)
    process.wait()
    return said.decode("utf-8").replace("\r\n", "\n").replace(environment["ALLOTMENT_HOME"], HOME)


def styled(text: str) -> str:
    """Bold and italics of the terminal as markup; everything else is text."""
    plain = escape(text, quote=False)
    return STYLED.sub(lambda found: found.expand(MARKS.get(found[1], r"\2")), plain)
