"""`allotment search`: what was written, by words."""

from typing import Any

import click

from allotment.cli.asking import Asking, command
from allotment.core import clock, words


@command(name="search", takes_dashes=True)
@click.argument("query", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 200), help="How many at most.")
def search_command(asking: Asking, query: tuple[str, ...], limit: int) -> None:
    """Find posts and people, the newest first. Words, "phrases", begin*, -without, from:, source:, lang:, since:,
    before:."""
    from allotment.core.search.find import COUNTED, find
    from allotment.core.search.query import parse
    from allotment.core.search.registry import Hit

    owner, text = asking.owner(), " ".join(query)
    found = find(owner, parse(text), limit=limit, count=True)
    total = found.total or 0

    def as_json(hit: Hit) -> dict[str, Any]:
        return {
            "kind": hit.kind,
            "title": hit.title,
            "url": hit.url or None,
            "person": hit.person or None,
            "when": hit.when.isoformat(),
            "excerpt": hit.excerpt,
        }

    def tell() -> None:
        today = owner.day(clock.now())
        for hit in found.hits:
            when = words.since(hit.when.astimezone(owner.zone).date(), today)
            click.echo(click.style(hit.title or hit.excerpt, bold=True))
            click.echo("  " + " · ".join(filter(None, [hit.person, when, hit.url])))
        more = f"{total} or more" if total >= COUNTED else str(total)
        click.echo(f"Found: {more}." if total else "Nothing was found.")

    asking.answer({"query": text, "total": total, "results": [as_json(hit) for hit in found.hits]}, tell)
