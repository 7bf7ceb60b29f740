"""`allotment suggest`: whom it might be nice to turn to this week."""

from typing import Any

import click

from allotment.cli.asking import Asking, command
from allotment.core import clock


@command(name="suggest")
def suggest_command(asking: Asking) -> None:
    """Three people at most this week: why, one small step, and words to start from. Nothing is sent."""
    from allotment.people.actions import suggest
    from allotment.people.openings import STEPS, opening_of, reason_of
    from allotment.people.queries.suggestions import SuggestionLine, suggestions_of

    owner, now = asking.owner(), clock.now()
    suggest(owner=owner, now=now)
    lines = suggestions_of(owner=owner, now=now)

    def why(line: SuggestionLine) -> str:
        return reason_of(line, owner.day(now), owner.zone)

    def as_json(line: SuggestionLine) -> dict[str, Any]:
        return {
            "id": line.id,
            "person": line.person,
            "why": line.why,
            "reason": why(line),
            "step": line.step,
            "words": opening_of(line),
        }

    def tell() -> None:
        for line in lines:
            click.echo(click.style(line.person, bold=True))
            click.echo(f"  {why(line)}")
            click.echo(f"  {STEPS[line.step].what}")
            click.echo(click.style(f"  {opening_of(line)}", italic=True))
        click.echo("That is all for this week." if lines else "Nobody in particular this week.")

    asking.answer([as_json(line) for line in lines], tell)
