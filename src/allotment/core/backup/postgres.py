"""PostgreSQL: its own programs, which must be installed beside us."""

import os
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import make_conninfo

from allotment.core.backup.errors import BackupError

PATIENCE = "-c lock_timeout=10s"
"""How long a restore waits for processes of other machines that are at their work."""
WHOLE = ("--format=custom", "--no-owner", "--no-privileges")

type Migrations = set[tuple[str, str]]


def dump(target: Path) -> None:
    """A consistent copy while others read and write."""
    _run("pg_dump", *WHOLE, f"--file={target}", f"--dbname={_database()}")


def verify(database: Path, _migrations: Migrations) -> None:
    """Raises BackupError unless pg_restore can read all of it and finds our tables."""
    if "TABLE DATA public django_migrations" not in _run("pg_restore", "--list", str(database)):
        raise BackupError
    _run("pg_restore", f"--file={os.devnull}", str(database))


def load(database: Path, *, set_aside: str) -> Path | None:
    """Replaces everything in one transaction: where it fails, what was there is still there. Where it is kept."""
    kept = Path(settings.HOME) / f"allotment.dump.before-{set_aside}"
    dump(kept)
    kept.chmod(0o600)
    options = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
    _run("pg_restore", *options, f"--dbname={_database()}", str(database))
    return kept


def _database() -> str:
    """Its name as libpq takes any name, with what is said about encryption; the rest goes by the environment."""
    told = connection.settings_dict
    wishes = {name: value for name, value in told["OPTIONS"].items() if name.startswith("ssl")}
    return make_conninfo(dbname=told["NAME"], **wishes)


def _run(program: str, *arguments: str) -> str:
    """Runs one of PostgreSQL's programs against our database; what it said."""
    found = shutil.which(program)
    if found is None:
        raise BackupError(
            _("%(program)s is needed for this: install PostgreSQL's client programs.") % {"program": program}
        )
    told = connection.settings_dict
    where = {"PGHOST": told["HOST"], "PGPORT": told["PORT"], "PGUSER": told["USER"], "PGPASSWORD": told["PASSWORD"]}
    environment = os.environ | {name: str(value) for name, value in where.items() if value} | {"PGOPTIONS": PATIENCE}
    done = subprocess.run([found, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupError(_("%(program)s said: %(why)s") % {"program": program, "why": done.stderr.strip()[:500]})
    return done.stdout
