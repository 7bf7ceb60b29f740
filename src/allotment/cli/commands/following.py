"""`allotment follow`, `import`, `fetch`, `sources`: where it comes from."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import click

from allotment.cli.asking import Asking, command
from allotment.core import clock


class Bar(Protocol):
    """The part of click's progress bar that we use."""

    def update(self, n_steps: int) -> None: ...


@contextmanager
def progress(asking: Asking, length: int, label: str) -> Iterator[Bar | None]:
    """A bar on a terminal; nothing in a pipe or where JSON is wanted."""
    if asking.as_json or not sys.stderr.isatty() or not length:
        yield None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar


@command(name="fetch")
@click.option("--all", "every", is_flag=True, help="Also those that are not due yet.")
def fetch_command(asking: Asking, every: bool) -> None:
    """Look at the sources now."""
    from allotment.worker import looks

    shown = 0
    with progress(asking, looks.how_many(every=every), "Looking") as bar:

        def tell(done: int) -> None:
            nonlocal shown
            if bar is not None:
                bar.update(done - shown)
                shown = done

        fetched = looks.fetch(every=every, progress=tell)

    def words() -> None:
        for failure in fetched.failures:
            click.echo(f"{failure.source}: {failure.message}", err=True)
        click.echo(
            f"Looked at {fetched.looked} sources in {fetched.seconds:.1f} s: {fetched.changed} changed, "
            f"{fetched.unchanged} not, {fetched.failed} without an answer; {fetched.new_posts} new posts."
        )

    asking.answer(fetched.as_json(), words)


@command(name="sources")
def sources_command(asking: Asking) -> None:
    """What is followed, and how each is doing."""
    from allotment.seek.queries.sources import SourceLine, sources_of

    lines = sources_of(owner=asking.owner(), now=clock.now())

    def as_json(line: SourceLine) -> dict[str, Any]:
        return {
            "id": line.id,
            "title": line.title,
            "kind": line.kind,
            "address": line.address,
            "person": line.person or None,
            "state": line.state,
            "words": line.state_words,
            "next_look": line.next_look.isoformat() if line.next_look else None,
            "error": {"code": line.error_code, "message": line.error_message} if line.error_code else None,
        }

    def words() -> None:
        for line in lines:
            click.echo(f"{click.style(line.title, bold=True)}  {line.address}\n  {line.state_words}")
        if not lines:
            click.echo("Nothing is followed yet. Try: allotment follow ADDRESS")

    asking.answer([as_json(line) for line in lines], words)
