"""`allotment import`: subscription lists and address books."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
from django.db import transaction

from allotment.cli.asking import Asking, command
from allotment.cli.commands.following import STATUSES, tell_outcomes
from allotment.cli.progress import progress
from allotment.core import clock
from allotment.core.models import Owner
from allotment.networks.errors import NetworkError
from allotment.networks.records import CardRecord
from allotment.people.importing.telling import FAULTS, LineRecord
from allotment.seek.actions.outcomes import Followed, failed

LARGEST_LIST = 10 * 2**20
OUTCOMES = {
    "added": "somebody new",
    "filled": "known already, and something was added",
    "known": "known already",
}


@dataclass(slots=True)
class Told:
    """What came of all files: lines of subscription lists, and people of address books."""

    lines: list[Followed] = field(default_factory=list)
    people: list[LineRecord] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """By outcome, those of lists before those of people; what failed of either is one."""
        found = Counter([*(line.status for line in self.lines), *(person.outcome for person in self.people)])
        return {outcome: found[outcome] for outcome in (*STATUSES, *OUTCOMES)}

    def as_json(self, *, dry_run: bool) -> dict[str, Any]:
        """As the terminal's contract has it."""
        lines, people = [line.as_json() for line in self.lines], list(map(person_json, self.people))
        return {"dry_run": dry_run} | self.counts() | {"lines": lines, "people": people}


@command(name="import")
@click.argument("file", nargs=-1, required=True, metavar="FILE|ADDRESS...")
@click.option("--dry-run", is_flag=True, help="Only say what would come of each line; nothing is written.")
def import_command(asking: Asking, file: tuple[str, ...], dry_run: bool) -> None:
    """Take in a subscription list (OPML, or addresses line by line) or an address book (vCard, or a table of people
    as CSV); `-` reads standard input.

    What a subscription list names is looked at by `allotment fetch` and the worker. People come in as candidates; who
    is there already is recognised by an address, or by name and organisation."""
    owner = asking.owner()
    told = Told()
    for name in file:
        try:
            take_in(asking, owner, name, told, dry_run=dry_run)
        except NetworkError as error:
            told.lines.append(failed(name, error))
    asking.answer(told.as_json(dry_run=dry_run), lambda: tell(told, dry_run=dry_run))
    if told.counts()["failed"]:
        sys.exit(1)


def take_in(asking: Asking, owner: Owner, name: str, told: Told, *, dry_run: bool) -> None:
    """One file. Raises NetworkError."""
    from allotment.people.importing.reading import cards_in, holds_people

    body = body_of(name)
    if holds_people(body, name):
        told.people += people_of(asking, owner, name, cards_in(body, name), dry_run=dry_run)
        return
    from allotment.networks.opml import to_records
    from allotment.seek.actions.importing import register_outlines

    with transaction.atomic():
        told.lines += register_outlines(owner=owner, outlines=to_records(body), now=clock.now())
        transaction.set_rollback(dry_run)


def people_of(
    asking: Asking, owner: Owner, name: str, records: Sequence[CardRecord], *, dry_run: bool
) -> list[LineRecord]:
    """Brings them in, or says what would come of it."""
    from allotment.people.actions.importing import bring_in, look_through
    from allotment.people.importing.telling import import_lines, lines_of

    with progress(asking, len(records), "Looking through" if dry_run else "Bringing in") as tell_done:
        if dry_run:
            return list(lines_of(look_through(owner=owner, records=records, tell=tell_done)))
        done = bring_in(owner=owner, name=Path(name).name, records=records, now=clock.now(), tell=tell_done)
    return import_lines(owner=owner, import_id=done.pk)


def person_json(line: LineRecord) -> dict[str, Any]:
    """As the terminal's contract has it."""
    person = {"id": line.person_id, "name": line.person} if line.person_id else None
    error = {"code": line.fault, "message": str(FAULTS[line.fault])} if line.fault else None
    return {"line": line.line, "name": line.name, "outcome": line.outcome, "person": person, "error": error}


def tell(told: Told, *, dry_run: bool) -> None:
    """What needs a thought in full, the rest in numbers."""
    for person in told.people:
        if person.fault:
            click.echo(f"line {person.line}: {person.name}\n  {FAULTS[person.fault]}")
        elif dry_run or person.outcome == "filled":
            known = f": {person.person}" if person.person and person.person != person.name else ""
            click.echo(f"{click.style(person.name, bold=True)}  ({OUTCOMES[person.outcome]}{known})")
    tell_outcomes(line for line in told.lines if dry_run or line.status == "failed")
    counts = told.counts()
    names = STATUSES | OUTCOMES
    said = ", ".join(f"{count} {names[status]}" for status, count in counts.items() if count)
    click.echo(f"{said[:1].upper()}{said[1:]}." if said else "There is no address in this list.")
    if dry_run:
        click.echo("Nothing was written.")
    if counts["followed"] and not dry_run:
        click.echo("To look at them now: allotment fetch")


def body_of(name: str) -> bytes:
    """What stands on standard input, in a file, or at an address. Raises NetworkError."""
    from allotment.seek.fetching.doors import the_door

    if name == "-":
        body = sys.stdin.buffer.read(LARGEST_LIST + 1)
    elif "://" in name and not Path(name).exists():
        return the_door().get(name).body
    else:
        body = bytes_of(Path(name))
    if len(body) > LARGEST_LIST:
        raise NetworkError("too_large", "This file is larger than 10 MiB.")
    return body


def bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_LIST + 1)
    except FileNotFoundError as error:
        raise NetworkError("missing", f"There is no file {path}. An address begins with https://.") from error
    except OSError as error:
        raise NetworkError("unreadable", f"{path} cannot be read: {error.strerror}.") from error
