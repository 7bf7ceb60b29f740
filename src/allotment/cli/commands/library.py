"""`allotment library`: everything of one's own, what of it comes back, and whether it was of use."""

from datetime import datetime
from typing import Any, cast

import click

from allotment.cli.asking import Asking, command
from allotment.core import clock
from allotment.sense.actions.using import tell_use
from allotment.sense.models import Use
from allotment.sense.queries.library import A_PAGE, KINDS, Entry, Wanted, library_of
from allotment.sense.queries.returning import Returned, returned
from allotment.sense.returning import ThingKind
from allotment.sense.showing import STATES

DAY = click.DateTime(["%Y-%m-%d"])


@click.group(name="library")
def library_command() -> None:
    """What you have kept and what you make of it."""


@command(library_command, name="list")
@click.option("--question", type=int, metavar="NUMBER", help="Only what belongs to this question.")
@click.option("--person", default="", metavar="NAME", help="Only what is about somebody, owed to them or theirs.")
@click.option("--tag", default="", metavar="WORD", help="Only what is kept under this word, or about such a thing.")
@click.option("--state", default="", type=click.Choice(["", *STATES]), help="Only what is so far.")
@click.option("--since", type=DAY, help="Only from this day on.")
@click.option("--until", type=DAY, help="Only up to this day.")
@click.option("--most", default=A_PAGE, show_default=True, type=click.IntRange(1, 10_000), help="So many at most.")
def list_(asking: Asking, most: int, since: datetime | None, until: datetime | None, **narrowed: Any) -> None:
    """All of it, the newest first."""
    wanted = Wanted(since=since.date() if since else None, until=until.date() if until else None, **narrowed)
    found, _further = library_of(owner=asking.owner(), wanted=wanted, most=most)

    def tell() -> None:
        for entry in found:
            click.echo(f"{entry.kind} {entry.id}  {STATES[entry.state]}  {entry.name}")
        if not found:
            click.echo("Nothing is like that yet.")

    asking.answer([as_json(entry) for entry in found], tell)


def as_json(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "id": entry.id,
        "name": entry.name,
        "state": entry.state,
        "excerpt": entry.excerpt,
        "at": entry.at.isoformat(),
    }


@command(library_command, name="back")
def back(asking: Asking) -> None:
    """What comes back today, as on the page: a reflection, and one thing that is asked about."""
    owner = asking.owner()
    found = returned(owner=owner, day=owner.day(clock.now()))

    def tell() -> None:
        if found.came:
            click.echo(f"reflection {found.came.line.id}  {found.came.line.name}\n{found.came.line.excerpt}")
        if found.asked:
            about = f"{found.asked.kind} {found.asked.id}"
            click.echo(f"{about}  {found.asked.name}\nDid you use it?  allotment library use {about} …")
        if found == Returned():
            click.echo("Nothing comes back today.")

    came, asked = found.came, found.asked
    answer = {
        "came": {"id": came.line.id, "name": came.line.name, "days": came.days} if came else None,
        "asked": {"kind": asked.kind, "id": asked.id, "name": asked.name, "days": asked.days} if asked else None,
    }
    asking.answer(answer, tell)


@command(library_command, name="use")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("number", type=int)
@click.argument("outcome", type=click.Choice(Use.Outcome.values))
@click.argument("words", default="")
def use(asking: Asking, kind: str, number: int, outcome: str, words: str) -> None:
    """Say whether something was of use, and in WORDS how."""
    told = tell_use(
        owner=asking.owner(),
        kind=cast("ThingKind", kind),
        thing_id=number,
        outcome=outcome,
        words=words,
        now=clock.now(),
    )
    answer = {
        "kind": kind,
        "id": number,
        "outcome": told.outcome,
        "words": told.words,
        "told_at": told.told_at.isoformat(),
    }
    asking.answer(answer, lambda: click.echo(f"Written down: {told.get_outcome_display()}."))
