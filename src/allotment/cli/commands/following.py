"""`allotment follow` and `import`: where it comes from."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from allotment.cli.asking import Asking, command
from allotment.cli.progress import progress
from allotment.core import clock
from allotment.networks.errors import NetworkError
from allotment.networks.records import OutlineRecord
from allotment.seek.actions.outcomes import Followed, failed

LARGEST_LIST = 10 * 2**20
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


@command(name="import")
@click.argument("file", nargs=-1, required=True, metavar="FILE|ADDRESS...")
def import_command(asking: Asking, file: tuple[str, ...]) -> None:
    """Register a subscription list (OPML, or addresses line by line); `-` reads standard input.

    Looking at what it names is left to `allotment fetch` and the worker."""
    from allotment.seek.actions.importing import register_outlines

    owner = asking.owner()
    outcomes: list[Followed] = []
    for name in file:
        try:
            outlines = outlines_in(name)
        except NetworkError as error:
            outcomes.append(failed(name, error))
        else:
            outcomes += register_outlines(owner=owner, outlines=outlines, now=clock.now())
    counts = Counter(outcome.status for outcome in outcomes)
    counted = {status: counts[status] for status in ("followed", "already", "waiting", "failed")}
    asking.answer(
        counted | {"lines": [outcome.as_json() for outcome in outcomes]},
        lambda: tell_counts(counted, outcomes),
    )
    exit_with(outcomes)


def outlines_in(name: str) -> list[OutlineRecord]:
    """The lines of a list: on standard input, in a file, or at an address. Raises NetworkError."""
    from allotment.networks.opml import to_records

    return to_records(body_of(name))


def body_of(name: str) -> bytes:
    from allotment.seek.fetching.doors import the_door

    if name == "-":
        body = sys.stdin.buffer.read(LARGEST_LIST + 1)
    elif "://" in name and not Path(name).exists():
        return the_door().get(name).body
    else:
        body = bytes_of(Path(name))
    if len(body) > LARGEST_LIST:
        raise NetworkError("too_large", "This list is larger than 10 MiB.")
    return body


def bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_LIST + 1)
    except FileNotFoundError as error:
        raise NetworkError("missing", f"There is no file {path}. An address begins with https://.") from error
    except OSError as error:
        raise NetworkError("unreadable", f"{path} cannot be read: {error.strerror}.") from error


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


def tell_counts(counts: dict[str, int], outcomes: Iterable[Followed]) -> None:
    tell_outcomes(outcome for outcome in outcomes if outcome.status == "failed")
    said = ", ".join(f"{count} {STATUSES[status]}" for status, count in counts.items() if count)
    click.echo(f"{said[:1].upper()}{said[1:]}." if said else "There is no address in this list.")
    if counts["followed"]:
        click.echo("To look at them now: allotment fetch")


def exit_with(outcomes: Iterable[Followed]) -> None:
    if any(outcome.status == "failed" for outcome in outcomes):
        sys.exit(1)
