"""Backups made while others write, and put back."""

import contextlib
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation import Installation, fresh

pytestmark = pytest.mark.slow

POSTGRESQL = bool(os.environ.get("ALLOTMENT_DATABASE_URL"))
WRITER = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "allotment.config.settings"
import django
django.setup()
from django.db import transaction
from allotment.core.models import Owner
from allotment.people.models import Field
owner = Owner.objects.get()
number = 0
while True:
    with transaction.atomic():
        Field.objects.bulk_create([Field(owner=owner, name=f"{number} {half}") for half in ("left", "right")])
    number += 1
    print(number, flush=True)
"""


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    if POSTGRESQL and not shutil.which("pg_dump"):
        pytest.skip("PostgreSQL's client programs are not installed")
    with fresh(tmp_path / "home", ALLOTMENT_LOG="warning") as made:
        made.home.mkdir()
        made.run("owner", "add", "me")
        yield made


@contextlib.contextmanager
def writing(installation: Installation) -> Iterator[None]:
    """Another process that writes two rows a transaction, as fast as it can."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER], env=installation.environment, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    for _ in range(20):
        writer.stdout.readline()
    try:
        yield
    finally:
        writer.kill()
        writer.communicate()


def fields(installation: Installation) -> list[str]:
    ask = "from allotment.people.models import Field; print(*Field.objects.values_list('name', flat=True), sep='|')"
    setup = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'allotment.config.settings'; import django; django.setup();"
    )
    done = subprocess.run(
        [sys.executable, "-c", setup + ask], env=installation.environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip().split("|")


def test_a_backup_made_while_another_process_writes_is_consistent(installation: Installation, tmp_path: Path) -> None:
    backup = tmp_path / "backup.zip"
    with writing(installation):
        installation.run("backup", str(backup))
        time.sleep(0.5)
    after = set(fields(installation))
    installation.run("restore", str(backup))
    back = set(fields(installation))
    assert len(back) >= 40
    assert back < after
    lefts, rights = ({name.split()[0] for name in back if half in name} for half in ("left", "right"))
    assert lefts == rights


def test_what_was_there_is_kept_beside(installation: Installation, tmp_path: Path) -> None:
    backup = tmp_path / "backup.zip"
    installation.run("backup", str(backup))
    installation.run("question", "add", "What came after?")
    back = installation.json("restore", str(backup))
    assert installation.json("question", "list") == []
    kept = Path(back["kept"])
    if not POSTGRESQL:
        with contextlib.closing(sqlite3.connect(kept)) as old:
            assert old.execute("SELECT text FROM seek_question").fetchall() == [("What came after?",)]
    else:
        assert kept.read_bytes().startswith(b"PGDMP")


def test_a_backup_goes_into_an_empty_home_and_brings_its_key(installation: Installation, tmp_path: Path) -> None:
    backup = tmp_path / "backup.zip"
    installation.run("backup", str(backup))
    with fresh(tmp_path / "another home", ALLOTMENT_LOG="warning") as other:
        other.home.mkdir()
        other.json("restore", str(backup))
        assert other.json("today")["items"] == []
        assert (other.home / "secret-key").read_text() == (installation.home / "secret-key").read_text()


def test_nothing_is_restored_under_a_running_installation(installation: Installation, tmp_path: Path) -> None:
    backup = tmp_path / "backup.zip"
    installation.run("backup", str(backup))
    with installation.up():
        assert installation.json("restore", str(backup), expect=1)["error"]["code"] == "running"
        installation.run("backup", str(backup))
    installation.run("restore", str(backup))


def test_a_restore_that_is_killed_leaves_one_or_the_other(installation: Installation, tmp_path: Path) -> None:
    backup = tmp_path / "backup.zip"
    installation.run("backup", str(backup))
    installation.run("question", "add", "What came after?")
    for wait in (0.3, 0.6, 0.9, 1.2):
        process = subprocess.Popen(
            [sys.executable, "-m", "allotment", "restore", str(backup)],
            env=installation.environment,
            stdout=subprocess.DEVNULL,
        )
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert len(installation.json("question", "list")) in {0, 1}


def test_a_disk_without_room_leaves_no_half_file(installation: Installation, tmp_path: Path) -> None:
    target = tmp_path / "backups"
    target.mkdir()

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = subprocess.run(
        [sys.executable, "-m", "allotment", "backup", str(target / "backup.zip"), "--json"],
        env=installation.environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=little_room,
    )
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["code"] == "backup"
    assert "could not be written" in done.stderr or "pg_dump said" in done.stderr
    assert list(target.iterdir()) == []


def test_a_broken_database_can_be_replaced_by_a_backup(installation: Installation, tmp_path: Path) -> None:
    if POSTGRESQL:
        pytest.skip("only SQLite's database is a file")
    backup = tmp_path / "backup.zip"
    installation.run("backup", str(backup))
    (installation.home / "allotment.sqlite3").write_bytes(b"not what it was")
    assert installation.json("people", expect=1)["error"]["code"] == "database"
    installation.run("restore", str(backup))
    assert installation.json("people") == []
