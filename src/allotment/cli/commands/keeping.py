"""`allotment backup` and `restore`: a copy of everything, and back."""

from dataclasses import asdict
from pathlib import Path

import click

from allotment.cli.asking import Asking, command
from allotment.cli.home import known_migrations, prepare
from allotment.core import clock
from allotment.core.backup.archive import back_up, restore

FILE = click.Path(dir_okay=False, path_type=Path)


@command(name="backup")
@click.argument("file", type=FILE)
def backup_command(asking: Asking, file: Path) -> None:
    """Write a consistent copy of everything to FILE, while it runs."""
    made = back_up(file.resolve(), now=clock.now())
    asking.answer(asdict(made), lambda: click.echo(f"Everything is in {made.path} ({made.bytes // 1024} KiB)."))


@command(name="restore", database=False, home=False)
@click.argument("file", type=FILE)
def restore_command(asking: Asking, file: Path) -> None:
    """Verify FILE, then put it in the place of what is here, which is kept beside it."""
    back = restore(file.resolve(), now=clock.now(), known_migrations=known_migrations())
    prepare()

    def words() -> None:
        click.echo(f"Everything is as it was at {back.made_at}.")
        if back.kept:
            click.echo(f"What was here before is kept in {back.kept}.")

    asking.answer(asdict(back), words)
