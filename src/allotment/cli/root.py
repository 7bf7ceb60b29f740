"""The root of the command line: every command is named here and loaded only when it is called."""

from importlib import import_module

import click

from allotment import __version__
from allotment.cli.asking import Asking

COMMANDS = {
    "up": "running",
    "worker": "running",
    "doctor": "running",
    "owner": "owners",
    "follow": "following",
    "import": "importing",
    "fetch": "fetching",
    "sources": "fetching",
    "people": "people",
    "person": "person",
    "moment": "moments",
    "suggest": "suggesting",
    "question": "questions",
    "note": "notes",
    "claim": "claims",
    "library": "library",
    "today": "reading",
    "keep": "resources",
    "search": "searching",
    "backup": "keeping",
    "restore": "keeping",
    "reseal": "keeping",
}


class Lazily(click.Group):
    """Knows the commands by name; imports a module when one of its commands is wanted."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        found: click.Command = getattr(import_module(f"allotment.cli.commands.{module}"), f"{cmd_name}_command")
        return found


@click.group(cls=Lazily, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--owner", "owner_name", metavar="NAME", help="Whose network; the only owner where there is one.")
@click.option("--json", "as_json", is_flag=True, help="Answer with JSON, for programs.")
@click.version_option(__version__, prog_name="allotment")
@click.pass_context
def allotment(ctx: click.Context, /, owner_name: str | None, as_json: bool) -> None:
    """A personal learning network of one's own: networking as learning."""
    ctx.obj = Asking(owner_name=owner_name, as_json=as_json)
