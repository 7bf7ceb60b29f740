"""SQLite: its own online copy, checked before it takes a place."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from allotment.core.backup.errors import BackupError

SUFFIXES = ("", "-wal", "-shm")


def dump(target: Path) -> None:
    """A consistent copy while others read and write (https://www.sqlite.org/backup.html)."""
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def verify(database: Path) -> None:
    """Raises BackupError unless SQLite finds it whole."""
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as copy:
            said = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise BackupError from error
    if said != "ok":
        raise BackupError


def load(database: Path, *, set_aside: str) -> None:
    """Puts the copy in the place of the database; the one that was there keeps its words under another name."""
    place = Path(connection.settings_dict["NAME"])
    for suffix in SUFFIXES:
        old = Path(f"{place}{suffix}")
        if old.exists():
            old.replace(f"{place}.before-{set_aside}{suffix}")
    database.replace(place)
