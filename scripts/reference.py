"""Writes docs/reference/commands.md from the commands themselves; a test fails when the two differ.

.venv/bin/python scripts/reference.py            writes it
.venv/bin/python scripts/reference.py --check    only says whether it is up to date
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
import django

TARGET = Path(__file__).resolve().parents[1] / "docs" / "reference" / "commands.md"

INTRODUCTION = """\
# Commands

Written by `scripts/reference.py` from the commands themselves.

`--owner NAME` and `--json` may stand before or after a command's name. Progress is shown on a terminal and never in a
pipe. A command ends with 0 when it is done, 1 when something failed, 2 when it was called wrongly. What each command
answers with `--json` stands in [json.md](json.md).

The data live in `ALLOTMENT_HOME` ([settings](settings.md)); the first command in an empty home makes what it needs.
"""


def sections(command: click.Command, path: str, parent: click.Context | None = None) -> Iterator[str]:
    """One section a command, those of a group after it."""
    context = click.Context(command, info_name=path.rsplit(" ", 1)[-1], parent=parent, **command.context_settings)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None and not found.hidden:
                yield from sections(found, f"{path} {name}", context)
        return
    formatter = click.HelpFormatter(width=100)
    command.format_help(context, formatter)
    yield f"\n## {path}\n\n" + "\n".join(f"    {line}".rstrip() for line in formatter.getvalue().splitlines()) + "\n"


def reference() -> str:
    """The whole page."""
    from allotment.cli.root import allotment

    return INTRODUCTION + "".join(sections(allotment, "allotment"))


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "allotment.config.settings"
    with tempfile.TemporaryDirectory() as home:
        os.environ["ALLOTMENT_HOME"] = home
        django.setup()
        text = reference()
    if "--check" in sys.argv:
        sys.exit(
            0 if TARGET.exists() and TARGET.read_text(encoding="utf-8") == text else f"{TARGET.name} is out of date."
        )
    TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
