"""PostgreSQL: its own programs, which must be installed beside us."""

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext_lazy as _

from allotment.core.backup.errors import BackupError


def dump(target: Path) -> None:
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}", _name())


def verify(database: Path) -> None:
    """Raises BackupError unless pg_restore can read its table of contents."""
    _run("pg_restore", "--list", str(database))


def load(database: Path, *, set_aside: str) -> None:
    """Replaces everything in one transaction: where it fails, what was there is still there. `set_aside` is not
    needed: whoever wants both makes a backup first."""
    del set_aside
    options = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
    _run("pg_restore", *options, f"--dbname={_name()}", str(database))


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _run(program: str, *arguments: str) -> None:
    """Runs one of PostgreSQL's programs against our database; the password goes by the environment."""
    found = shutil.which(program)
    if found is None:
        raise BackupError(
            _("%(program)s is needed for this: install PostgreSQL's client programs.") % {"program": program}
        )
    told = connection.settings_dict
    where = {"PGHOST": told["HOST"], "PGPORT": told["PORT"], "PGUSER": told["USER"], "PGPASSWORD": told["PASSWORD"]}
    environment = os.environ | {name: str(value) for name, value in where.items() if value}
    done = subprocess.run([found, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupError(_("%(program)s said: %(why)s") % {"program": program, "why": done.stderr.strip()[:500]})
