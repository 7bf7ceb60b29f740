"""`allotment person`: one of the people one learns from."""

import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from allotment.cli.asking import Asking, command
from allotment.core import clock
from allotment.core.errors import AllotmentError, NotFound
from allotment.core.sealing import KeyLost, unseal
from allotment.people import actions
from allotment.people.addressing import profile_in
from allotment.people.calling import person_called
from allotment.people.models import Person
from allotment.people.models.note import LONGEST_NOTE
from allotment.people.queries import PersonCard, person_of

WORDS = {
    "pronouns": "Pronouns.",
    "headline": "Who they are, in a line.",
    "organisation": "Where they work, or belong.",
    "place": "Where they are.",
    "time-zone": "Their time zone, as in Europe/Oslo.",
    "languages": "What they speak.",
    "channel": "How they like to be reached.",
    "met-words": "How you met.",
    "met-on": "When you met: 2019, 2019-05 or 2019-05-12.",
    "introduced-by": "Who introduced you: a name, or a name and its number (“Ada #12”).",
    "learn-about": "What you can learn about from them.",
    "curious-about": "What they are curious about.",
    "role-model-for": "What they are a role model for.",
    "fields": "Fields of work and life, with commas between; replaces those noted before.",
}


@click.group(name="person")
def person_command() -> None:
    """One of your people: write down who they are. WHO is a name or a number."""


def with_words(function: Any) -> Any:
    """Gives a command an option for everything one can write about somebody."""
    for name, told in reversed(WORDS.items()):
        function = click.option(f"--{name}", metavar="TEXT", help=told)(function)
    return function


@command(person_command, name="add")
@click.argument("name")
@click.option("--candidate", is_flag=True, help="They might join: not in the network yet.")
@click.option("--address", "addresses", metavar="ADDRESS", multiple=True, help="Where they are found; may be repeated.")
@with_words
def add(asking: Asking, name: str, candidate: bool, addresses: tuple[str, ...], **given: str | None) -> None:
    """Write down somebody new, in your network."""
    owner, now = asking.owner(), clock.now()
    state = Person.State.CANDIDATE if candidate else Person.State.NETWORK
    words = changed(actions.PersonWords(name=name), given)
    profiles = [profile_in(address) for address in addresses]
    person = actions.write_down(owner=owner, words=words, state=state, profiles=profiles, now=now)
    card = person_of(owner=owner, person_id=person.pk)
    asking.answer(as_json(card), lambda: tell(card))


@command(person_command, name="show")
@click.argument("who")
def show(asking: Asking, who: str) -> None:
    """Who somebody is, as far as you have written it down."""
    owner = asking.owner()
    card = person_of(owner=owner, person_id=person_called(owner=owner, called=who))
    asking.answer(as_json(card), lambda: tell(card))


@command(person_command, name="edit")
@click.argument("who")
@click.option("--name", metavar="TEXT", help="Another name.")
@click.option("--address", "addresses", metavar="ADDRESS", multiple=True, help="Where they are found, too.")
@click.option("--not-at", "gone", metavar="ADDRESS", multiple=True, help="Where they are not found any more.")
@click.option(
    "--note", metavar="TEXT", help="The private note, instead of what it was; - reads it from standard input."
)
@with_words
def edit(
    asking: Asking, who: str, addresses: tuple[str, ...], gone: tuple[str, ...], note: str | None, **given: str | None
) -> None:
    """Write down something else about somebody; what is not named stays as it was."""
    owner = asking.owner()
    before = person_of(owner=owner, person_id=person_called(owner=owner, called=who))
    words, wanted = changed(before.words, given), [profile_in(address) for address in addresses]
    for address in gone:
        key = profile_in(address).address_key
        actions.remove_profile(owner=owner, profile_id=profile_with(before, key))
    for profile in wanted:
        actions.add_profile(owner=owner, person_id=before.id, profile=profile)
    actions.describe_person(owner=owner, person_id=before.id, base=before.version, words=words, now=clock.now())
    if note is not None:
        text = sys.stdin.read(LONGEST_NOTE) if note == "-" else note
        kept = before.note
        actions.write_note(owner=owner, person_id=before.id, base=kept.version, text=text, is_searched=kept.is_searched)
    card = person_of(owner=owner, person_id=before.id)
    asking.answer(as_json(card), lambda: tell(card))


@command(person_command, name="export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--who", metavar="WHO", help="Only this one: a name or a number.")
def export(asking: Asking, file: Path, who: str | None) -> None:
    """Write your people into FILE, for another program: a vCard where it ends with .vcf, a table where with .csv.

    What only you shall read stays here."""
    from allotment.people.exporting import book_of, cards_of

    owner = asking.owner()
    cards = cards_of(owner=owner, person_id=None if who is None else person_called(owner=owner, called=who))
    written(file, book_of(cards, kind=file.suffix.removeprefix(".").lower()))
    asking.answer({"file": str(file), "people": len(cards)}, lambda: click.echo(f"{file} is written."))


class NotWritten(AllotmentError):
    """A file that cannot be made."""

    code = "not_written"


def written(file: Path, body: bytes) -> None:
    """Makes the file; one that is there already is not touched."""
    try:
        with file.open("xb") as made:
            made.write(body)
    except FileExistsError as error:
        raise NotWritten(f"There is a file {file} already.") from error
    except OSError as error:
        raise NotWritten(f"{file} cannot be written: {error.strerror}.") from error


def changed(words: actions.PersonWords, given: dict[str, str | None]) -> actions.PersonWords:
    """The same words with those that were given on the command line."""
    told: dict[str, Any] = {name: text for name, text in given.items() if text is not None}
    if "fields" in told:
        told["fields"] = tuple(filter(None, (name.strip() for name in told["fields"].split(","))))
    return replace(words, **told)


def profile_with(card: PersonCard, key: int) -> int:
    """The id of the profile that this address is."""
    for profile in card.profiles:
        if profile.address_key == key:
            return profile.id
    raise NotFound


def as_json(card: PersonCard) -> dict[str, Any]:
    words = asdict(card.words)
    return {
        "id": card.id,
        "state": card.state,
        **words,
        "fields": list(card.words.fields),
        "note": None if card.note.sealed and not actions.opens(card.note.sealed) else note_of(card),
        "profiles": [{"kind": profile.kind, "address": profile.address} for profile in card.profiles],
    }


def note_of(card: PersonCard) -> str:
    """The private note; raises KeyLost."""
    return unseal(card.note.sealed) if card.note.sealed else ""


def tell(card: PersonCard) -> None:
    """Every word on a line of its own, under its name."""
    words = asdict(card.words)
    head = f"{click.style(words.pop('name'), bold=True)}  ({Person.State(card.state).label}, #{card.id})"
    click.echo(head)
    words["fields"] = ", ".join(words["fields"])
    for name, text in words.items():
        if text:
            click.echo(f"  {name.replace('_', ' ')}: {text}")
    for profile in card.profiles:
        click.echo(f"  {profile.kind}: {profile.address}")
    try:
        note = note_of(card)
    except KeyLost as error:
        click.echo(f"allotment: {error}", err=True)
    else:
        click.echo(f"\n{note}" if note else "", nl=bool(note))
