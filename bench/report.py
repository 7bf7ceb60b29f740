"""What a bench measured: a table for people, JSON for programs, an exit status for `make`.

A figure with a bound is met or MISSED; one without is only told. Bounds that hold at a volume are not judged at a
smaller one: whoever makes the figure leaves the bound out.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. `at_least` turns its bound round."""

    what: str
    value: float
    unit: str = ""
    bound: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def met(self) -> bool:
        if self.bound is None:
            return True
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    @property
    def wanted(self) -> str:
        if self.bound is None:
            return ""
        return f"{'at least' if self.at_least else 'at most'} {self.bound:g}"

    def line(self) -> str:
        verdict = "" if self.bound is None else "met" if self.met else "MISSED"
        value = f"{self.value:,.0f}" if self.value >= 1000 else f"{self.value:.3g}"
        return f"  {self.what:<46}{value:>9} {self.unit:<8}{self.wanted:<16}{verdict:<8}{self.note}".rstrip()


def told(title: str, figures: Sequence[Figure]) -> str:
    return "\n".join([title, *(figure.line() for figure in figures)])


def arguments(description: str | None, add: Callable[[argparse.ArgumentParser], object] | None = None) -> Any:
    """The options every bench has, and its own."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    if add is not None:
        add(parser)
    return parser.parse_args()


def finish(title: str, figures: Iterable[Figure], file: Path | None) -> int:
    """Prints and writes the figures; 1 where a bound was passed."""
    every = list(figures)
    print(told(title, every), flush=True)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        lines = [asdict(figure) | {"met": figure.met} for figure in every]
        file.write_text(json.dumps({"title": title, "figures": lines}, indent=1), encoding="utf-8")
    return 0 if all(figure.met for figure in every) else 1


def skipped(sentence: str) -> int:
    """A part that cannot be measured here says why, and does no harm to the others."""
    print(f"Left out: {sentence}", file=sys.stderr, flush=True)
    return 0


def cpu_ms(work: Callable[[], object], *, times: int = 3) -> float:
    """The median of so many runs, in milliseconds of this process's CPU."""
    took = []
    for _ in range(times):
        began = process_time()
        work()
        took.append((process_time() - began) * 1000)
    return median(took)
