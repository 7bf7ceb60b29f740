"""Who asks, and how they want the answer: what every command shares."""

import errno
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click
from django.conf import settings
from django.db.utils import DatabaseError
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from allotment.core.accounts.actions import NoOwner, SeveralOwners, UnknownOwner
from allotment.core.backup.locking import at_home
from allotment.core.errors import AllotmentError, DiskFull, from_database
from allotment.core.models import Owner


class Unreachable(AllotmentError):
    """The database says something that is neither busy nor full."""

    code = "database"
    status = 503


class NotText(AllotmentError):
    code = "not_text"
    sentence = _("One of these words is no text in the encoding of this terminal.")


@dataclass(slots=True)
class Asking:
    """What the options before and after a command's name add up to."""

    owner_name: str | None = None
    as_json: bool = False

    def owner(self) -> Owner:
        """The owner named, else the only one; from here on it is their language and their time of day."""
        found = self._named(self.owner_name) if self.owner_name else self._only()
        translation.activate(found.language)
        timezone.activate(found.zone)
        return found

    def answer(self, value: object, words: Callable[[], object]) -> None:
        """JSON where it was asked for, else what `words` prints."""
        if self.as_json:
            say_json(value)
        else:
            words()

    @staticmethod
    def _named(name: str) -> Owner:
        found = Owner.objects.filter(name=name).first()
        if found is None:
            raise UnknownOwner(name)
        return found

    @staticmethod
    def _only() -> Owner:
        owners = list(Owner.objects.order_by("id")[:2])
        if not owners:
            raise NoOwner
        if len(owners) > 1:
            raise SeveralOwners
        return owners[0]


def command(
    group: click.Group | None = None, *, name: str, database: bool = True, home: bool = True, takes_dashes: bool = False
) -> Callable[[Any], click.Command]:
    """Makes a command that takes `--owner` and `--json` after its name too, prepares the home on first use, and
    turns the areas' errors into one sentence and exit status 1.

    `home`: no backup may be put in the place of what is here while it runs. `takes_dashes`: what begins with a dash
    and is no option is an argument."""

    def make(function: Callable[..., Any]) -> click.Command:
        @click.option("--owner", "own_owner", metavar="NAME", help="Whose network.")
        @click.option("--json", "own_json", is_flag=True, help="Answer with JSON.")
        @click.pass_obj
        @wraps(function)
        def run(asking: Asking, /, *args: Any, own_owner: str | None, own_json: bool, **options: Any) -> None:
            asking.owner_name = own_owner or asking.owner_name
            asking.as_json = own_json or asking.as_json
            with explained(asking), at_home(settings.HOME, wanted=home):
                if not all(map(is_text, (asking.owner_name, *options.values()))):
                    raise NotText
                if database:
                    from allotment.cli.home import prepare

                    prepare()
                function(asking, *args, **options)

        made = click.command(name=name, context_settings={"ignore_unknown_options": takes_dashes})(run)
        if group is not None:
            group.add_command(made)
        return made

    return make


@contextmanager
def explained(asking: Asking) -> Iterator[None]:
    """Errors of the areas, of the database and of a full disk become a sentence and exit status 1."""
    try:
        yield
    except AllotmentError as error:
        complain(asking, error)
    except DatabaseError as error:
        complain(asking, from_database(error) or Unreachable(f"{_('The database does not do its work:')} {error}"))
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        complain(asking, DiskFull())
    finally:
        translation.deactivate()
        timezone.deactivate()


def is_text(value: object) -> bool:
    """Whether what was given can be stored: bytes that are no text come in as half a pair of surrogates."""
    if isinstance(value, tuple):
        return all(map(is_text, value))
    return not isinstance(value, str) or not any("\ud800" <= letter <= "\udfff" for letter in value)


def say_json(value: object) -> None:
    """One line; in ASCII where the stream knows no more."""
    unicode = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    click.echo(json.dumps(value, ensure_ascii=not unicode, default=str))


def complain(asking: Asking, error: AllotmentError) -> None:
    """Says what went wrong, on the terminal and as JSON, and ends with status 1."""
    if asking.as_json:
        say_json({"error": {"code": error.code, "message": str(error)}})
    click.echo(f"allotment: {error}", err=True)
    sys.exit(1)
