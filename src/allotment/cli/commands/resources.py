"""`allotment keep`: an address, a photo, a thought."""

import sys
from pathlib import Path

import click

from allotment.cli.asking import Asking, command
from allotment.core import clock
from allotment.core.errors import AllotmentError
from allotment.core.pictures import MOST_BYTES
from allotment.sense.actions.describing import tag_resource
from allotment.sense.actions.keeping import Kept, keep_file, keep_text
from allotment.sense.naming import title_of
from allotment.sense.queries.resources import as_json


class CannotBeRead(AllotmentError):
    code = "unreadable"


@command(name="keep")
@click.argument("what", metavar="ADDRESS|FILE|-")
@click.option("--title", default="", help="What it is called.")
@click.option("--words", default="", help="Why you keep it.")
@click.option("--alt", default="", help="What is on the photo, for those who cannot see it.")
@click.option("--tag", "tags", multiple=True, metavar="WORD", help="A word to keep it under; may be said again.")
def keep_command(asking: Asking, what: str, title: str, words: str, alt: str, tags: tuple[str, ...]) -> None:
    """Keep an address, a photo or a file of text; `-` reads one of these from standard input, or a thought."""
    owner, now = asking.owner(), clock.now()
    if what.lower().startswith(("https://", "http://")):
        kept = keep_text(owner=owner, text=what, now=now, title=title, words=words)
    else:
        kept = keep_file(owner=owner, body=body_of(what), now=now, title=title, words=words, alt=alt)
    if tags:
        tag_resource(owner=owner, resource=kept.resource, tags=tags)
    asking.answer(as_json(kept.resource, again=kept.again), lambda: tell(kept))


def body_of(name: str) -> bytes:
    """A file's bytes, or those of standard input."""
    try:
        if name == "-":
            body = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                body = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise CannotBeRead(
            f"There is no file {name}. An address begins with https://; a thought comes by -."
        ) from error
    except OSError as error:
        raise CannotBeRead(f"{name} cannot be read: {error.strerror}.") from error
    if len(body) > MOST_BYTES:
        raise CannotBeRead("That is larger than ten megabytes. A smaller one will do.")
    return body


def tell(kept: Kept) -> None:
    resource = kept.resource
    click.echo(click.style(title_of(resource.title, resource.words, resource.address), bold=True))
    click.echo("  You had kept this before." if kept.again else "  Kept.")
