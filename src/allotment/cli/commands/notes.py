"""`allotment note`: what one makes of things."""

import sys
from dataclasses import replace
from typing import Any

import click

from allotment.cli.asking import Asking, NotText, command
from allotment.core import clock
from allotment.core.markdown import LONGEST
from allotment.core.models import Owner
from allotment.sense.actions import writing
from allotment.sense.models import Credit, Reflection
from allotment.sense.queries.reflections import ReflectionRecord, reflection_of, reflections_of
from allotment.sense.records import About, Written

STATE = click.Choice(Reflection.State.values)


@click.group(name="note")
def note_command() -> None:
    """Reflections: what you make of what you read, hear and try."""


@command(note_command, name="add")
@click.argument("text")
@click.option("--title", default="", help="What it is called.")
@click.option("--so-what", default="", help="What it means to you.")
@click.option("--now-what", default="", help="What you would like to try.")
@click.option("--unsure", default="", help="What you are unsure of.")
@click.option("--state", default="messy", show_default=True, type=STATE, help="How far it is.")
@click.option("--from", "from_", multiple=True, metavar="NAME", help="Whom you learned it from.")
@click.option("--with", "with_", multiple=True, metavar="NAME", help="Whom you thought it through with.")
@click.option("--role-model", multiple=True, metavar="NAME", help="Whose example it follows.")
@click.option("--about", multiple=True, metavar="NAME", help="Whom else it is about.")
@click.option("--question", multiple=True, type=int, metavar="NUMBER", help="Which question it belongs to.")
def add(asking: Asking, text: str, **given: Any) -> None:
    """Write TEXT down, in Markdown; `-` reads standard input. Names of people you do not know yet become candidates."""
    owner = asking.owner()
    prompts = Reflection.Prompts.THREE if given["so_what"] or given["now_what"] else Reflection.Prompts.BLANK
    written = Written(
        title=given["title"],
        prompts=prompts,
        text=text_of(text),
        so_what=given["so_what"],
        now_what=given["now_what"],
        unsure=given["unsure"],
        state=given["state"],
        people=given["about"],
        about=tuple(About("question", number) for number in given["question"]),
        credits={
            Credit.Kind.FROM: given["from_"],
            Credit.Kind.WITH: given["with_"],
            Credit.Kind.ROLE: given["role_model"],
        },
    )
    reflection = writing.write(owner=owner, written=written, now=clock.now())
    answer(asking, owner, reflection.pk)


@command(note_command, name="edit")
@click.argument("number", type=int)
@click.option("--text", help="Other words; `-` reads standard input.")
@click.option("--title", help="What it is called.")
@click.option("--so-what", help="What it means to you.")
@click.option("--now-what", help="What you would like to try.")
@click.option("--unsure", help="What you are unsure of.")
@click.option("--state", type=STATE, help="How far it is.")
def edit(asking: Asking, number: int, text: str | None, **given: str | None) -> None:
    """Change a note; what you do not name stays as it is."""
    owner = asking.owner()
    record = reflection_of(owner=owner, reflection_id=number)
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if text is not None:
        changes["text"] = text_of(text)
    if changes.keys() & {"so_what", "now_what"}:
        changes["prompts"] = Reflection.Prompts.THREE
    writing.rewrite(
        owner=owner,
        reflection_id=number,
        base=record.version,
        written=replace(as_written(record), **changes),
        now=clock.now(),
    )
    answer(asking, owner, number)


@command(note_command, name="show")
@click.argument("number", type=int)
def show(asking: Asking, number: int) -> None:
    """One note, whole."""
    answer(asking, asking.owner(), number)


@command(note_command, name="list")
@click.option("--state", default="", type=click.Choice(["", *Reflection.State.values]), help="Only those.")
def list_(asking: Asking, state: str) -> None:
    """The last thirty, the last tended first."""
    lines, _further = reflections_of(owner=asking.owner(), state=state)

    def tell() -> None:
        for line in lines:
            click.echo(f"{line.id}  {Reflection.State(line.state).label}  {line.name}")
        if not lines:
            click.echo("No notes yet. A line is enough to begin with.")

    found = [
        {
            "id": line.id,
            "name": line.name,
            "state": line.state,
            "excerpt": line.excerpt,
            "tended_at": line.tended_at.isoformat(),
        }
        for line in lines
    ]
    asking.answer(found, tell)


def text_of(text: str) -> str:
    """What was typed, or what comes in."""
    if text != "-":
        return text
    try:
        return sys.stdin.buffer.read(4 * LONGEST + 1).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText from error


def as_written(record: ReflectionRecord) -> Written:
    return Written(
        title=record.title,
        prompts=record.prompts,
        text=record.text,
        so_what=record.so_what,
        now_what=record.now_what,
        unsure=record.unsure,
        state=record.state,
        about=tuple(line.about for line in record.about),
        credits={kind: tuple(each.name for each in record.credits if each.kind == kind) for kind in Credit.Kind},
    )


def answer(asking: Asking, owner: Owner, number: int) -> None:
    """The note as it is now."""
    record = reflection_of(owner=owner, reflection_id=number)

    def tell() -> None:
        click.echo(f"{click.style(record.name, bold=True)}  ({record.id}, {Reflection.State(record.state).label})")
        for text in filter(None, (record.text, record.so_what, record.now_what)):
            click.echo(f"\n{text}")
        if record.unsure:
            click.echo(f"\nUnsure: {record.unsure}")
        for kind in Credit.Kind:
            names = [each.name for each in record.credits if each.kind == kind]
            if names:
                click.echo(f"\n{str(kind.label).capitalize()} {', '.join(names)}.")

    asking.answer(as_json(record), tell)


def as_json(record: ReflectionRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "title": record.title,
        "text": record.text,
        "so_what": record.so_what,
        "now_what": record.now_what,
        "unsure": record.unsure,
        "state": record.state,
        "written_at": record.written_at.isoformat(),
        "tended_at": record.tended_at.isoformat(),
        "about": [{"kind": line.about.kind, "id": line.about.id, "name": line.name} for line in record.about],
        "credits": [{"kind": each.kind, "person": each.name} for each in record.credits],
    }
