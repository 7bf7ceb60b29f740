"""Runs the checks that need no browser and no server: all of them, or those named.

`python scripts/check.py [NAME…]`; each prints one line, and its whole output when it finds something.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
SIDE_BY_SIDE: Final = 2
PUBLISHED: Final = {"ALLOTMENT_ADDRESS": "https://allotment.example", "ALLOTMENT_DEBUG": ""}
"""Deployment is checked as an installation reached over HTTPS would be set up."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what runs (after `python`), and what that is for in a few words."""

    purpose: str
    arguments: tuple[str, ...]


CHECKS: Final = {
    "types": Check("types, strict", ("-m", "mypy")),
    "house": Check("sizes, rules of the house, documents", ("-m", "pytest", "tests/house")),
    "layers": Check(
        "imports point down",
        ("-c", "import importlinter.cli as cli; cli.lint_imports_command()", "--no-logo"),
    ),
    "templates": Check("templates", ("-m", "djlint", "--lint", "--quiet", "src/allotment")),
    "migrations": Check("no migration is missing", ("manage.py", "makemigrations", "--check", "--dry-run")),
    "deploy": Check("safe to publish", ("manage.py", "check", "--deploy", "--fail-level", "WARNING")),
    "dead": Check("no dead code", ("-m", "vulture")),
    "ruff": Check("style and mistakes", ("-m", "ruff", "check", "--quiet", ".")),
    "format": Check("layout", ("-m", "ruff", "format", "--check", "--quiet", ".")),
}
"""The slow ones first: they run side by side."""


def main(names: list[str]) -> int:
    unknown = sorted(set(names) - set(CHECKS))
    if unknown:
        print(f"No check is called {', '.join(unknown)}. There are: {', '.join(CHECKS)}.", file=sys.stderr)
        return 2
    with (
        tempfile.TemporaryDirectory(prefix="allotment-check-") as home,
        ThreadPoolExecutor(SIDE_BY_SIDE) as pool,
    ):
        results = list(pool.map(lambda name: _run(name, Path(home) / name), names or CHECKS))
    failed = [name for name, good in zip(names or CHECKS, results, strict=True) if not good]
    print(f"To look again: {' '.join(failed)}." if failed else "All is well.")
    return 1 if failed else 0


def _run(name: str, home: Path) -> bool:
    check = CHECKS[name]
    home.mkdir()
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, *check.arguments],
        cwd=ROOT,
        env=os.environ | PUBLISHED | {"ALLOTMENT_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    seconds = time.monotonic() - begun
    good = done.returncode == 0
    word = "well" if good else "NOT WELL"
    print(f"{name:<11}{check.purpose:<40}{seconds:5.1f} s  {word}", flush=True)
    if not good or name == "house":
        print(done.stdout.rstrip(), flush=True)
    return good


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
