"""Out of the archive: only the members we know, each against its digest, none larger than there is room for."""

import shutil
import zipfile
import zlib
from hashlib import file_digest
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from allotment.core.backup.errors import BackupError, NoRoom
from allotment.core.backup.manifests import DATABASE, KEPT_FILES, MANIFEST, Manifest

LARGEST_MANIFEST = 1 << 20
LARGEST_KEPT_FILE = 1 << 20
SPARE = 50 * 2**20
"""Bytes that stay free on the disk."""

BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, TypeError, ValueError, EOFError, RuntimeError, OverflowError)
"""What zipfile and json raise for files that are none, are cut short, encrypted, or packed in ways we do not know."""


def unpack(path: Path, folder: Path) -> Manifest:
    """Puts the members into `folder`; raises BackupError."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
                raise BackupError
            manifest = Manifest.read(archive.read(MANIFEST))
            for name in [DATABASE, *(kept for kept in KEPT_FILES if kept in manifest.sha256)]:
                _unpack_member(archive, name, folder / name, manifest.sha256[name])
    except FileNotFoundError as error:
        raise BackupError(_("There is no file %(path)s.") % {"path": path}) from error
    except BROKEN as error:
        raise BackupError from error
    except OSError as error:
        raise BackupError(_("The backup could not be read: %(why)s.") % {"why": error.strerror or error}) from error
    return manifest


def _unpack_member(archive: zipfile.ZipFile, name: str, target: Path, digest: str) -> None:
    """zipfile stops at the size that the member declares: that is what must find room."""
    declared = archive.getinfo(name).file_size
    if name in KEPT_FILES and declared > LARGEST_KEPT_FILE:
        raise BackupError
    if declared + SPARE > shutil.disk_usage(target.parent).free:
        raise NoRoom
    with archive.open(name) as source, target.open("wb") as file:
        shutil.copyfileobj(source, file, 1 << 20)
    with target.open("rb") as written:
        if file_digest(written, "sha256").hexdigest() != digest:
            raise BackupError
