"""`allotment owner`: who lives here."""

import sys
from pathlib import Path
from zoneinfo import available_timezones

import click

from allotment.cli.asking import Asking, command
from allotment.core.accounts.actions import add_owner, set_password


@click.group(name="owner")
def owner_command() -> None:
    """Owners of networks on this installation."""


@command(owner_command, name="add")
@click.argument("name")
@click.option("--email", default="", help="Where the edition may be sent.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add(asking: Asking, name: str, email: str, password_stdin: bool) -> None:
    """Make an owner. Without a password they are used from the terminal; one can be set later."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    if password is None and sys.stdin.isatty() and not asking.as_json:
        password = (
            click.prompt("Password (leave empty for none)", hide_input=True, default="", show_default=False) or None
        )
    owner = add_owner(name=name, password=password, email=email, time_zone=local_zone())
    asking.answer(
        {"name": owner.name, "email": owner.email, "time_zone": owner.time_zone},
        lambda: click.echo(f"{owner.name} is here. Time zone: {owner.time_zone}."),
    )


@command(owner_command, name="password")
@click.argument("name")
def password(asking: Asking, name: str) -> None:
    """Set a new password for an owner, read from standard input or asked for."""
    asking.owner_name = name
    owner = asking.owner()
    given = click.prompt("New password", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    set_password(owner=owner, password=given)
    asking.answer({"name": owner.name}, lambda: click.echo(f"{owner.name} has a new password."))


def local_zone() -> str:
    """The machine's own time zone, where it names one."""
    target = str(Path("/etc/localtime").resolve())
    name = target.split("/zoneinfo/", 1)[-1]
    return name if name in available_timezones() else "UTC"
