"""Who asks, and how they want the answer: what every command shares."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click
from django.db.utils import DatabaseError, OperationalError
from django.utils import translation

from allotment.core.accounts.actions import NoOwner, SeveralOwners, UnknownOwner
from allotment.core.errors import AllotmentError, from_database
from allotment.core.models import Owner


@dataclass(slots=True)
class Asking:
    """What the options before and after a command's name add up to."""

    owner_name: str | None = None
    as_json: bool = False

    def owner(self) -> Owner:
        """The owner named, else the only one."""
        if self.owner_name:
            found = Owner.objects.filter(name=self.owner_name).first()
            if found is None:
                raise UnknownOwner(self.owner_name)
            return self._speaking(found)
        owners = list(Owner.objects.order_by("id")[:2])
        if not owners:
            raise NoOwner
        if len(owners) > 1:
            raise SeveralOwners
        return self._speaking(owners[0])

    def answer(self, value: object, words: Callable[[], object]) -> None:
        """JSON where it was asked for, else what `words` prints."""
        if self.as_json:
            click.echo(json.dumps(value, ensure_ascii=False, default=str))
        else:
            words()

    @staticmethod
    def _speaking(owner: Owner) -> Owner:
        translation.activate(owner.language)
        return owner


def command(group: click.Group | None = None, *, name: str, database: bool = True) -> Callable[[Any], click.Command]:
    """Makes a command that takes `--owner` and `--json` after its name too, prepares the home on first use, and
    turns the areas' errors into one sentence and exit status 1."""

    def make(function: Callable[..., Any]) -> click.Command:
        @click.option("--owner", "own_owner", metavar="NAME", help="Whose network.")
        @click.option("--json", "own_json", is_flag=True, help="Answer with JSON.")
        @click.pass_obj
        @wraps(function)
        def run(asking: Asking, /, *args: Any, own_owner: str | None, own_json: bool, **options: Any) -> None:
            asking.owner_name = own_owner or asking.owner_name
            asking.as_json = own_json or asking.as_json
            try:
                if database:
                    from allotment.cli.home import prepare

                    prepare()
                function(asking, *args, **options)
            except AllotmentError as error:
                complain(asking, error)
            except (OperationalError, DatabaseError) as error:
                known = from_database(error)
                if known is None:
                    raise
                complain(asking, known)

        made = click.command(name=name)(run)
        if group is not None:
            group.add_command(made)
        return made

    return make


def complain(asking: Asking, error: AllotmentError) -> None:
    """Says what went wrong, on the terminal and as JSON, and ends with status 1."""
    if asking.as_json:
        click.echo(json.dumps({"error": {"code": error.code, "message": str(error)}}, ensure_ascii=False))
    click.echo(f"allotment: {error}", err=True)
    sys.exit(1)
