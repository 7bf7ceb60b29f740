"""The archive: a zip with a manifest, the database and the home's own small files.

`manifest.json` names each member's SHA-256, the version that made it and the migrations its database has, so
that a restore can refuse a broken or a newer archive before it touches anything.
"""

import os
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext_lazy as _

from allotment import __version__
from allotment.core.backup import postgres, sqlite
from allotment.core.backup.errors import BackupError
from allotment.core.backup.locking import nobody_else
from allotment.core.backup.manifests import DATABASE, FORMAT, KEPT_FILES, MANIFEST, Manifest
from allotment.core.backup.unpacking import unpack


@dataclass(frozen=True, slots=True)
class Backup:
    """What was written."""

    path: str
    bytes: int
    made_at: str
    version: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and where what was there before is kept."""

    path: str
    made_at: str
    version: str
    kept: str | None


def back_up(path: Path, *, now: datetime) -> Backup:
    """Writes everything to `path`, which appears only when it is whole. An existing file is replaced."""
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".allotment-backup-") as folder:
            database, archive = Path(folder) / DATABASE, Path(folder) / "archive"
            engine().dump(database)
            members = {DATABASE: database} | {n: settings.HOME / n for n in KEPT_FILES if (settings.HOME / n).exists()}
            _write(archive, members, now)
            archive.replace(path)
    except OSError as error:
        raise BackupError(_("The backup could not be written: %(why)s.") % {"why": error.strerror}) from error
    return Backup(str(path), path.stat().st_size, now.isoformat(), __version__)


def _write(target: Path, members: dict[str, Path], now: datetime) -> None:
    digests = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, source in members.items():
            with source.open("rb") as file:
                digests[name] = file_digest(file, "sha256").hexdigest()
            archive.write(source, name)
        archive.writestr(MANIFEST, _manifest(digests, now).as_json())
    target.chmod(0o600)
    with target.open("rb") as file:
        os.fsync(file.fileno())


def _manifest(digests: dict[str, str], now: datetime) -> Manifest:
    applied = MigrationRecorder.Migration.objects.values_list("app", "name")
    return Manifest(
        format=FORMAT,
        made_at=now.isoformat(),
        version=__version__,
        engine=connection.vendor,
        migrations=frozenset(applied),
        sha256=digests,
    )


def restore(path: Path, *, now: datetime, known_migrations: set[tuple[str, str]]) -> Restored:
    """Puts a backup in the place of what is here. Everything is verified first; what was here is kept beside it.

    Raises BackupError when the archive is broken, newer than this version, of another kind of database, or when
    Allotment is running.
    """
    home = Path(settings.HOME)
    with nobody_else(home), tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as folder:
        manifest = unpack(path, Path(folder))
        _accept(manifest, known_migrations)
        database = Path(folder) / DATABASE
        engine().verify(database, manifest.migrations)
        connection.close()
        aside = f"{now:%Y-%m-%d-%H%M%S}"
        kept: Path | None = engine().load(database, set_aside=aside)
        for name in KEPT_FILES:
            _put(Path(folder) / name, home / name, aside)
    return Restored(str(path), manifest.made_at, manifest.version, str(kept) if kept else None)


def _put(new: Path, place: Path, aside: str) -> None:
    if new.exists() and not (place.exists() and place.read_bytes() == new.read_bytes()):
        new.chmod(0o600)
        if place.exists():
            place.replace(place.with_name(f"{place.name}.before-{aside}"))
        new.replace(place)


def _accept(manifest: Manifest, known: set[tuple[str, str]]) -> None:
    if manifest.engine != connection.vendor:
        raise BackupError(
            _("This backup is of a %(theirs)s database, and this installation uses %(ours)s. Nothing was changed.")
            % {"theirs": manifest.engine, "ours": connection.vendor}
        )
    if manifest.format > FORMAT or not manifest.migrations <= known:
        raise BackupError(
            _("This backup was made by version %(version)s, which is newer than this one (%(ours)s): update first.")
            % {"version": manifest.version, "ours": __version__}
        )


def engine() -> ModuleType:
    return sqlite if connection.vendor == "sqlite" else postgres
