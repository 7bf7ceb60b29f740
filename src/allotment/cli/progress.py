"""Progress, on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from allotment.cli.asking import Asking


@contextmanager
def progress(asking: Asking, length: int, label: str) -> Iterator[Callable[[int], None] | None]:
    """Yields what is to be told how many are done so far; None in a pipe, and where JSON is wanted."""
    if asking.as_json or not sys.stderr.isatty() or not length:
        yield None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield lambda done: bar.update(done - bar.pos)
