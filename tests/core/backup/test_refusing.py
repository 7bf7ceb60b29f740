"""What is no whole backup is refused in a sentence, and nothing is changed."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection

from allotment.cli.home import known_migrations
from allotment.core.backup import unpacking
from allotment.core.backup.archive import back_up, restore
from allotment.core.backup.errors import BackupError
from allotment.core.backup.locking import at_home
from allotment.core.models import Owner

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def home(tmp_path: Path, settings: LazySettings) -> Path:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    (settings.HOME / "secret-key").write_text("a key that nobody knows but this home", encoding="ascii")
    return Path(settings.HOME)


@pytest.fixture
def backup(home: Path, alice: Owner, tmp_path: Path) -> Path:
    path = tmp_path / "backup.zip"
    back_up(path, now=NOW)
    return path


def refused(path: Path, home: Path) -> str:
    """Why a restore was refused; the home is as it was."""
    before = {each.name: each.read_bytes() for each in home.iterdir() if each.suffix != ".lock"}
    with pytest.raises(BackupError) as caught:
        restore(path, now=NOW, known_migrations=known_migrations())
    assert {each.name: each.read_bytes() for each in home.iterdir() if each.suffix != ".lock"} == before
    assert Owner.objects.filter(name="alice").exists()
    assert len(list(path.parent.iterdir())) == len({path, home})
    return str(caught.value)


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(path: Path, content: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in content.items():
            archive.writestr(name, body)


def with_manifest(path: Path, **changes: Any) -> None:
    content = members(path)
    content["manifest.json"] = json.dumps(json.loads(content["manifest.json"]) | changes).encode()
    write(path, content)


def with_database(path: Path, body: bytes) -> None:
    content = members(path)
    told = json.loads(content["manifest.json"])
    told["sha256"]["database"] = sha256(body).hexdigest()
    write(path, content | {"database": body, "manifest.json": json.dumps(told).encode()})


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short(backup: Path, home: Path, share: float) -> None:
    whole = backup.read_bytes()
    backup.write_bytes(whole[: int(len(whole) * share)])
    assert "not a whole Allotment backup" in refused(backup, home)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_file_with_one_byte_of_its_database_changed(backup: Path, home: Path, part: float) -> None:
    with zipfile.ZipFile(backup) as archive:
        database = archive.getinfo("database")
    whole = bytearray(backup.read_bytes())
    whole[database.header_offset + int(database.compress_size * part)] ^= 0xFF
    backup.write_bytes(whole)
    assert refused(backup, home)


def test_a_database_that_is_not_the_one_that_was_written(backup: Path, home: Path) -> None:
    content = members(backup)
    write(backup, content | {"database": content["database"][:-1] + b"?"})
    assert "not a whole" in refused(backup, home)


@pytest.mark.parametrize("body", [b"", b"no database", b"SQLite format 3\0" + bytes(4096), b"PGDMP\1\20"])
def test_a_database_that_is_none_though_its_digest_is_right(backup: Path, home: Path, body: bytes) -> None:
    with_database(backup, body)
    assert refused(backup, home)


def test_a_database_of_something_else(backup: Path, home: Path, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("dumps of other databases are told by their table of contents")
    other = home.parent / "home" / "other.sqlite3"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE recipes (name TEXT)")
    body = other.read_bytes()
    database.close()
    other.unlink()
    with_database(backup, body)
    assert "not a whole" in refused(backup, home)


@pytest.mark.parametrize(
    "changes",
    [
        {"format": 2},
        {"migrations": [["core", "0001_initial"], ["core", "9999_the_future"]]},
    ],
)
def test_a_backup_of_a_newer_version_says_so(backup: Path, home: Path, changes: dict[str, Any]) -> None:
    with_manifest(backup, **changes, version="99.1")
    said = refused(backup, home)
    assert "99.1" in said
    assert "update first" in said


def test_a_backup_of_the_other_kind_of_database_says_so(backup: Path, home: Path) -> None:
    other = "postgresql" if connection.vendor == "sqlite" else "sqlite"
    with_manifest(backup, engine=other)
    assert other in refused(backup, home)


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b'{"format": "one"}',
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"format": 1, "made_at": "", "version": "", "engine": "", "migrations": [1], "sha256": {}}',
        b'{"format": 1, "made_at": "", "version": "", "engine": "", "migrations": [], "sha256": {"database": 1}}',
        b" " * (2 << 20),
    ],
)
def test_a_manifest_that_makes_no_sense(backup: Path, home: Path, manifest: bytes) -> None:
    write(backup, members(backup) | {"manifest.json": manifest})
    assert refused(backup, home)


@pytest.mark.parametrize("missing", ["manifest.json", "database", "secret-key"])
def test_a_member_that_is_missing(backup: Path, home: Path, missing: str) -> None:
    content = members(backup)
    del content[missing]
    write(backup, content)
    assert "not a whole" in refused(backup, home)


@pytest.mark.parametrize("name", ["../outside", "{}/outside", "home/../../outside", "secret-key/inside"])
def test_members_with_names_of_their_own_are_not_unpacked(
    backup: Path, home: Path, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    name = name.format(elsewhere)
    content = members(backup)
    told = json.loads(content["manifest.json"])
    told["sha256"][name] = sha256(b"mine").hexdigest()
    told["format"] = 2  # refused in the end, so that nothing of it is ours
    write(backup, content | {name: b"mine", "manifest.json": json.dumps(told).encode()})
    refused(backup, home)
    assert list(elsewhere.iterdir()) == []


def _encrypted(body: bytes) -> bytes:
    directory = body.index(b"PK\1\2")
    return body[: directory + 8] + b"\1\0" + body[directory + 10 :]


def _packed_in_a_way_nobody_knows(body: bytes) -> bytes:
    directory = body.index(b"PK\1\2")
    return body[: directory + 10] + b"\x63\0" + body[directory + 12 :]


@pytest.mark.parametrize("spoil", [_encrypted, _packed_in_a_way_nobody_knows])
def test_an_archive_with_a_hostile_directory(backup: Path, home: Path, spoil: Callable[[bytes], bytes]) -> None:
    backup.write_bytes(spoil(backup.read_bytes()))
    assert refused(backup, home)


def test_a_bomb_is_not_unpacked_further_than_it_says(backup: Path, home: Path) -> None:
    content = members(backup)
    told = json.loads(content["manifest.json"])
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("database", bytes(64 << 20))
        archive.writestr("secret-key", bytes(8 << 20))
        archive.writestr("manifest.json", json.dumps(told))
    backup.write_bytes(bomb.getvalue())
    assert refused(backup, home)


def test_what_would_fill_the_disk_is_not_begun(backup: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "SPARE", 1 << 60)
    assert "not enough room" in refused(backup, home)


def test_a_file_that_is_not_there(backup: Path, home: Path) -> None:
    backup.unlink()
    with pytest.raises(BackupError, match="There is no file"):
        restore(backup, now=NOW, known_migrations=known_migrations())


def test_a_folder_is_no_backup(backup: Path, home: Path) -> None:
    with pytest.raises(BackupError):
        restore(home, now=NOW, known_migrations=known_migrations())


def test_nothing_is_restored_while_it_runs(backup: Path, home: Path) -> None:
    with at_home(home), pytest.raises(BackupError, match="is running"):
        restore(backup, now=NOW, known_migrations=known_migrations())


@pytest.mark.parametrize("target", ["nowhere/backup.zip", "home"])
def test_a_backup_that_cannot_be_written_leaves_nothing(home: Path, alice: Owner, tmp_path: Path, target: str) -> None:
    with pytest.raises(BackupError, match="could not be written"):
        back_up(tmp_path / target, now=NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_backup_replaces_the_one_before_and_is_for_its_user_only(backup: Path, home: Path) -> None:
    before = backup.read_bytes()
    Owner.objects.create(name="carol")
    back_up(backup, now=NOW)
    assert backup.read_bytes() != before
    assert backup.stat().st_mode & 0o777 == 0o600
    assert sorted(members(backup)) == ["database", "manifest.json", "secret-key"]
