"""`allotment moment`: what happened between you and somebody."""

from typing import Any

import click

from allotment.cli.asking import Asking, command
from allotment.core import clock, words
from allotment.people.kinds import DIRECTIONS, NOTED_BY_HAND, kind_words

READ = "Else it is read from the words."


@click.group(name="moment")
def moment_command() -> None:
    """What happened between you and your people."""


@command(moment_command, name="add")
@click.argument("person")
@click.argument("line")
@click.option("--kind", default="", type=click.Choice(["", *NOTED_BY_HAND]), metavar="KIND", help=READ)
@click.option("--direction", default="", type=click.Choice(["", *DIRECTIONS]), metavar="from|to|with", help=READ)
def add(asking: Asking, person: str, line: str, kind: str, direction: str) -> None:
    """Note what happened with PERSON (a name or number), the day in front: "yesterday: tea, talked about soil"."""
    from allotment.people.actions import note_moment
    from allotment.people.calling import person_called
    from allotment.people.models import Moment

    owner, now = asking.owner(), clock.now()
    person_id = person_called(owner=owner, called=person)
    moment = note_moment(owner=owner, person_id=person_id, line=line, now=now, kind=kind, direction=direction)

    def as_json(moment: Moment) -> dict[str, Any]:
        return {
            "id": moment.pk,
            "person": moment.person.name,
            "direction": moment.direction,
            "kind": moment.kind,
            "at": moment.at.isoformat(),
            "words": moment.words,
        }

    def tell() -> None:
        when = words.since(moment.at.astimezone(owner.zone).date(), owner.day(now))
        click.echo(f"{moment.person.name}: {kind_words(moment.kind)}, {when}")

    asking.answer(as_json(moment), tell)
