"""SQLite: its own online copy, checked before it takes a place."""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext_lazy as _

from allotment.core.backup.errors import BackupError

SUFFIXES = ("-wal", "-shm")

type Migrations = set[tuple[str, str]]


def dump(target: Path) -> None:
    """A consistent copy while others read and write (https://www.sqlite.org/backup.html)."""
    connection.ensure_connection()
    try:
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise BackupError(_("The backup could not be written: %(why)s.") % {"why": error}) from error


def verify(database: Path, migrations: Migrations) -> None:
    """Raises BackupError unless SQLite finds it whole, with the tables that were promised."""
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as copy:
            said = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
            applied = set(copy.execute("SELECT app, name FROM django_migrations"))
    except sqlite3.Error as error:
        raise BackupError from error
    if said != "ok" or applied != migrations:
        raise BackupError


def load(database: Path, *, set_aside: str) -> Path | None:
    """Puts the copy in the place of the database, in one step; where the one that was there is kept."""
    place = Path(connection.settings_dict["NAME"])
    kept = place.with_name(f"{place.name}.before-{set_aside}")
    _fold_in(place)
    left = [suffix for suffix in SUFFIXES if Path(f"{place}{suffix}").exists()]
    for suffix in left:
        Path(f"{place}{suffix}").replace(f"{kept}{suffix}")
    found = place.exists()
    if found:
        _copy(place, kept)
    with database.open("rb") as file:
        os.fsync(file.fileno())
    database.chmod(0o600)
    database.replace(place)
    return kept if found else None


def _fold_in(place: Path) -> None:
    """Writes the log into the database, so that one file is all of it. One that is broken keeps its log."""
    if place.exists():
        with suppress(sqlite3.Error), closing(sqlite3.connect(place)) as old:
            old.execute("PRAGMA journal_mode=DELETE")


def _copy(source: Path, target: Path) -> None:
    """Under a second name where the disk can do that, else twice."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)
