"""`allotment people`: from whom one learns."""

from typing import Any

import click

from allotment.cli.asking import Asking, command
from allotment.people.models import Person


@command(name="people")
def people_command(asking: Asking) -> None:
    """The people of the network, and those who might become part of it."""
    from allotment.people.queries import PersonLine, people_of

    people = people_of(owner=asking.owner())

    def as_json(person: PersonLine) -> dict[str, Any]:
        return {
            "id": person.id,
            "name": person.name,
            "state": person.state,
            "headline": person.headline,
            "place": person.place,
            "language": person.language,
            "fields": list(person.fields),
            "profiles": [{"kind": profile.kind, "address": profile.address} for profile in person.profiles],
        }

    def words() -> None:
        for person in people:
            note = ", ".join([str(Person.State(person.state).label), *person.fields])
            click.echo(f"{click.style(person.name, bold=True)}  ({note})")
        if not people:
            click.echo("Nobody yet. Try: allotment follow ADDRESS")

    asking.answer([as_json(person) for person in people], words)
