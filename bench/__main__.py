"""What is fast, and how we know: every bench, one after the other, each in a process and a home of its own.

    python -m bench [--full] [NAME ...]

Without `--full` at 100 000 posts, some minutes on a laptop; with it at the million that the bounds speak of. Homes are
made on first use and kept in `var/bench`; figures go to `bench/results`. Ends with 1 where a bound was passed.
"""

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench import homes

USUAL, FULL = 100_000, 1_000_000
RESULTS: Final = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True)
class Bench:
    """`options` come after `python -m bench.NAME`; `{posts}` is how many, `{json}` a file for the figures."""

    options: tuple[str, ...] = ()
    at_home: bool = False


ALL: Final = {
    "editions": Bench(("--posts", "{posts}", "--json", "{json}")),
    "edition_quality": Bench(("--json", "{json}")),
    "search": Bench(at_home=True),
    "refresh": Bench(("--json", "{json}")),
    "sense": Bench(("--json", "{json}")),
    "suggestions": Bench(("--json", "{json}")),
    "starting": Bench(("--posts", "{posts}", "--json", "{json}")),
    "resting": Bench(("--json", "{json}")),
    "people": Bench(("--json", "{json}")),
    "pages": Bench(("--posts", "{posts}", "--json", "{json}")),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--full", action="store_true", help="a million posts; the first time takes a quarter of an hour"
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of: {', '.join(ALL)}")
    asked = parser.parse_args()
    if unknown := sorted(set(asked.names) - set(ALL)):
        parser.error(f"no bench is called {', '.join(unknown)}; there are {', '.join(ALL)}")
    posts = FULL if asked.full else USUAL
    missed = [name for name in asked.names or ALL if not well(name, posts)]
    print(f"\nA bound was passed: {', '.join(missed)}." if missed else "\nAll bounds are kept.")
    return 1 if missed else 0


def well(name: str, posts: int) -> bool:
    if not (Path(__file__).parent / f"{name}.py").exists():
        print(f"\n{name}: there is no such bench yet; left out.")
        return True
    bench, began = ALL[name], time.monotonic()
    print(f"\n── {name}", flush=True)
    given = {"posts": posts, "json": RESULTS / f"{name}-{posts}.json"}
    options = [option.format(**given) for option in bench.options]
    env = homes.environment(homes.filled(posts)) if bench.at_home else os.environ
    done = subprocess.run([sys.executable, "-m", f"bench.{name}", *options], cwd=homes.ROOT, env=env, check=False)
    print(f"  ({time.monotonic() - began:.0f} s)", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
