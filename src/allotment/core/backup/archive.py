"""The archive: a zip with a manifest, the database and the home's own small files.

`manifest.json` names each member's SHA-256, the version that made it and the migrations its database has, so
that a restore can refuse a broken or a newer archive before it touches anything.
"""

import json
import os
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext_lazy as _

from allotment import __version__
from allotment.core.backup import postgres, sqlite
from allotment.core.backup.errors import BackupError
from allotment.core.backup.locking import nobody_else

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
KEPT_FILES = ("secret-key",)
LARGEST_MANIFEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """What was written."""

    path: str
    bytes: int
    made_at: str
    version: str


def back_up(path: Path, *, now: datetime) -> Backup:
    """Writes everything to `path`, which appears only when it is whole. An existing file is replaced."""
    part = path.with_name(f".{path.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".allotment-backup-") as folder:
            database = Path(folder) / DATABASE
            _engine().dump(database)
            members = {DATABASE: database} | {n: settings.HOME / n for n in KEPT_FILES if (settings.HOME / n).exists()}
            _write(part, members, now)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise BackupError(_("The backup could not be written: %(why)s") % {"why": error}) from error
    return Backup(str(path), path.stat().st_size, now.isoformat(), __version__)


def _write(part: Path, members: dict[str, Path], now: datetime) -> None:
    digests = {}
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, source in members.items():
            with source.open("rb") as file:
                digests[name] = file_digest(file, "sha256").hexdigest()
            archive.write(source, name)
        archive.writestr(MANIFEST, json.dumps(_manifest(digests, now), indent=1))
    part.chmod(0o600)
    with part.open("rb") as file:
        os.fsync(file.fileno())


def _manifest(digests: dict[str, str], now: datetime) -> dict[str, Any]:
    applied = MigrationRecorder.Migration.objects.order_by("app", "name").values_list("app", "name")
    return {
        "format": FORMAT,
        "made_at": now.isoformat(),
        "version": __version__,
        "engine": connection.vendor,
        "migrations": [list(row) for row in applied],
        "sha256": digests,
    }


def restore(path: Path, *, now: datetime, known_migrations: set[tuple[str, str]]) -> Backup:
    """Puts a backup in the place of what is here. Everything is verified first; what was here is kept beside it.

    Raises BackupError when the archive is broken, newer than this version, of another kind of database, or when
    Allotment is running.
    """
    with nobody_else(settings.HOME), tempfile.TemporaryDirectory(dir=settings.HOME, prefix=".restore-") as folder:
        manifest = _unpack(path, Path(folder))
        _accept(manifest, known_migrations)
        database = Path(folder) / DATABASE
        _engine().verify(database)
        connection.close()
        _engine().load(database, set_aside=f"{now:%Y-%m-%d-%H%M%S}")
        for name in KEPT_FILES:
            if (Path(folder) / name).exists():
                (Path(folder) / name).replace(settings.HOME / name)
                (settings.HOME / name).chmod(0o600)
    return Backup(str(path), path.stat().st_size, str(manifest["made_at"]), str(manifest["version"]))


def _unpack(path: Path, folder: Path) -> dict[str, Any]:
    """Only the members we know, each against its digest."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
                raise BackupError
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            for name in (DATABASE, *KEPT_FILES):
                if name in manifest["sha256"]:
                    _unpack_member(archive, name, folder / name, manifest["sha256"][name])
    except FileNotFoundError as error:
        raise BackupError(_("There is no file %(path)s.") % {"path": path}) from error
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError) as error:
        raise BackupError from error
    except OSError as error:
        raise BackupError(_("The backup could not be read: %(why)s") % {"why": error}) from error
    return manifest


def _unpack_member(archive: zipfile.ZipFile, name: str, target: Path, digest: str) -> None:
    with archive.open(name) as source, target.open("wb") as file:
        shutil.copyfileobj(source, file)
    with target.open("rb") as file:
        if file_digest(file, "sha256").hexdigest() != digest:
            raise BackupError


def _accept(manifest: dict[str, Any], known: set[tuple[str, str]]) -> None:
    if manifest.get("engine") != connection.vendor:
        raise BackupError(
            _("This backup is of a %(theirs)s database, and this installation uses %(ours)s.")
            % {"theirs": manifest.get("engine"), "ours": connection.vendor}
        )
    newer = manifest.get("format", 0) > FORMAT or not {tuple(row) for row in manifest.get("migrations", ())} <= known
    if newer:
        raise BackupError(
            _("This backup was made by version %(version)s, which is newer than this one (%(ours)s): update first.")
            % {"version": manifest.get("version"), "ours": __version__}
        )


def _engine() -> Any:
    return sqlite if connection.vendor == "sqlite" else postgres
