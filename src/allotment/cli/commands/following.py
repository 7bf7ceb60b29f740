"""`allotment follow`: where it comes from."""

import sys
from collections.abc import Iterable, Iterator

import click

from allotment.cli.asking import Asking, command
from allotment.cli.progress import progress
from allotment.core import clock
from allotment.seek.actions.outcomes import Followed

STATUSES = {
    "followed": "followed",
    "already": "already there",
    "waiting": "to be looked for by the worker",
    "failed": "could not be followed",
}


@command(name="follow")
@click.argument("address", nargs=-1, required=True)
@click.option("--person", "person_name", default="", metavar="NAME", help="Who stands behind it.")
def follow_command(asking: Asking, address: tuple[str, ...], person_name: str) -> None:
    """Look at each ADDRESS and follow what is there: a feed, a site, @user@host, #tag@host, a list, …"""
    from allotment.seek.actions.following import follow

    owner = asking.owner()
    outcomes: list[Followed] = []
    with progress(asking, len(address), "Looking") as tell:
        for done, text in enumerate(address, 1):
            outcomes += follow(owner=owner, text=text, now=clock.now(), person_name=person_name)
            if tell:
                tell(done)
    asking.answer([outcome.as_json() for outcome in outcomes], lambda: tell_outcomes(outcomes))
    exit_with(outcomes)


def tell_outcomes(outcomes: Iterable[Followed]) -> None:
    for line in lines_of(outcomes):
        click.echo(line)


def lines_of(outcomes: Iterable[Followed]) -> Iterator[str]:
    """What was found at each address, in a line or two."""
    for outcome in outcomes:
        if outcome.error is not None:
            yield f"{outcome.address}\n  {outcome.error.message}"
            continue
        who = f", by {outcome.person}" if outcome.person else ""
        title = click.style(outcome.title or outcome.address, bold=True)
        yield f"{title}  ({STATUSES[outcome.status]}: {outcome.kind or 'site'}{who})"
        if outcome.source:
            yield f"  {outcome.source}"


def exit_with(outcomes: Iterable[Followed]) -> None:
    if any(outcome.status == "failed" for outcome in outcomes):
        sys.exit(1)
