"""`allotment fetch` and `sources`: looking, and how each source is doing."""

import sys
from typing import Any

import click

from allotment.cli.asking import Asking, command
from allotment.cli.progress import progress
from allotment.core import clock


@command(name="fetch")
@click.option("--all", "every", is_flag=True, help="Also those that are not due yet.")
def fetch_command(asking: Asking, every: bool) -> None:
    """Look at the sources now."""
    from allotment.worker import looks

    with progress(asking, looks.how_many(every=every), "Looking") as tell:
        fetched = looks.fetch(every=every, progress=tell)

    def words() -> None:
        for failure in fetched.failures:
            click.echo(f"{failure.source}: {failure.message}", err=True)
        click.echo(
            f"Looked at {fetched.looked} sources in {fetched.seconds:.1f} s: {fetched.changed} changed, "
            f"{fetched.unchanged} not, {fetched.failed} without an answer; {fetched.new_posts} new posts."
        )

    asking.answer(fetched.as_json(), words)
    if fetched.failed:
        sys.exit(1)


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
