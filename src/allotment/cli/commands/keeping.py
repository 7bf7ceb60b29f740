"""`allotment backup` and `restore`: a copy of everything, and back."""

import sys
from dataclasses import asdict
from pathlib import Path

import click

from allotment.cli.asking import Asking, command
from allotment.cli.home import known_migrations, prepare
from allotment.core import clock
from allotment.core.backup.archive import back_up, restore
from allotment.core.sealing import key_file

FILE = click.Path(dir_okay=False, path_type=Path)


@command(name="backup")
@click.argument("file", type=FILE)
def backup_command(asking: Asking, file: Path) -> None:
    """Write a consistent copy of everything to FILE, while it runs."""
    made = back_up(file.resolve(), now=clock.now())

    def words() -> None:
        click.echo(f"Everything is in {made.path} ({made.bytes // 1024} KiB).")
        if key_file().exists():
            click.echo(f"The key to private notes is not in it: keep a copy of {key_file()} in another place.")

    asking.answer(asdict(made), words)


@command(name="restore", database=False, home=False)
@click.argument("file", type=FILE)
def restore_command(asking: Asking, file: Path) -> None:
    """Verify FILE, then put it in the place of what is here, which is kept beside it."""
    back = restore(file.resolve(), now=clock.now(), known_migrations=known_migrations())
    prepare()
    from allotment.people.queries import sealed_notes

    lost = sealed_notes()

    def words() -> None:
        click.echo(f"Everything is as it was at {back.made_at}.")
        if back.kept:
            click.echo(f"What was here before is kept in {back.kept}.")
        if lost:
            click.echo(f"Private notes stay sealed: put the file they were sealed with back as {key_file()}.")

    asking.answer(asdict(back) | {"sealed_notes": lost}, words)


@command(name="reseal")
@click.option("--forget", is_flag=True, help="Let go of the notes that no key here opens. They are gone then.")
def reseal_command(asking: Asking, forget: bool) -> None:
    """Make a new key for private notes, and seal all of them with it."""
    from allotment.people.actions import reseal_notes

    done = reseal_notes(forget=forget)

    def words() -> None:
        click.echo(f"Sealed with a new key: {done.sealed}.")
        if done.forgotten:
            click.echo(f"Let go of: {done.forgotten}.")
        if done.lost:
            click.echo(f"No key here opens {done.lost}: put the right {key_file()} back, or let them go with --forget.")

    asking.answer(asdict(done), words)
    if done.lost:
        sys.exit(1)
