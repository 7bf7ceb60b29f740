"""Commands as processes, with pipes, terminals and others beside them."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.contract import differences
from tests.fakenet import FakeNet
from tests.installation import Installation
from tests.seek.feeds import items, rss

COMMAND = [sys.executable, "-m", "allotment"]


def start(
    installation: Installation, *arguments: str, out: int = subprocess.PIPE, more: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, *arguments],
        env={**installation.environment, **(more or {})},
        cwd=installation.home,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.PIPE,
    )


@pytest.mark.slow
def test_first_commands_at_once_in_an_empty_home_do_not_collide(installation: Installation) -> None:
    begun = [start(installation, "--json", "people") for _ in range(4)]
    said = [process.communicate() for process in begun]
    assert [json.loads(out)["error"]["code"] for out, _err in said] == ["no_owner"] * 4
    assert {err.decode() for _out, err in said} == {
        "allotment: There is no owner yet. Make one with: allotment owner add NAME\n"
    }


@pytest.mark.slow
def test_a_home_lives_from_its_first_owner_to_its_restored_backup(installation: Installation, tmp_path: Path) -> None:
    backup = tmp_path / "a backup.zip"
    with FakeNet() as net:
        net.page("/ada", rss("https://ada.example", items(1, 2)), kind="application/rss+xml")
        installation.run("owner", "add", "me")
        assert installation.json("follow", net.address("/ada"), "--person", "Ada")[0]["status"] == "followed"
        assert installation.json("fetch", "--all")["unchanged"] == 1
    edition = installation.json("today")
    made = installation.json("backup", str(backup))
    installation.run("question", "add", "What was asked after the backup?")
    back = installation.json("restore", str(backup))
    assert [differences("backup", made), differences("restore", back)] == [[], []]
    assert installation.json("question", "list") == []
    assert installation.json("today") == edition


def test_a_reader_that_goes_away_is_no_trouble(installation: Installation) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = start(installation, "-h", out=writer)
    os.close(writer)
    assert process.communicate()[1] == b""


@pytest.mark.parametrize(("arguments", "wanted"), [([], b"\\u3055"), (["--json"], b"\\u3055")])
def test_a_terminal_that_knows_few_letters_is_shown_what_it_can(
    installation: Installation, arguments: list[str], wanted: bytes
) -> None:
    western = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    process = start(installation, "owner", "add", "さち子", *arguments, more=western)
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert wanted in out
    assert not arguments or json.loads(out)["name"] == "さち子"


@pytest.mark.slow
def test_progress_is_shown_on_a_terminal_and_nowhere_else(installation: Installation) -> None:
    installation.run("owner", "add", "me")
    with FakeNet() as net:
        addresses = [net.address(f"/{number}") for number in range(3)]
        assert "Looking" not in installation.run("follow", *addresses, expect=1).stderr
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [*COMMAND, "follow", *addresses],
            env=installation.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=theirs,
        )
        os.close(theirs)
        process.communicate()
        assert b"Looking" in os.read(ours, 10_000)
        os.close(ours)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ALLOTMENT_DATABASE_URL", "mysql://somewhere/else"),
        ("ALLOTMENT_ALLOW_NETWORKS", "everything"),
        ("ALLOTMENT_HOME", "/dev/null/home"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(installation: Installation, variable: str, value: str) -> None:
    process = start(installation, "people", more={variable: value})
    out, err = process.communicate()
    assert (process.returncode, out) == (2, b"")
    assert err.decode().startswith(f"allotment: {variable}")
    assert err.count(b"\n") == 1


def test_a_database_that_does_not_answer_is_told_in_a_sentence(installation: Installation) -> None:
    nobody = "postgresql://nobody:nothing@127.0.0.1:9/nowhere"
    process = start(installation, "people", "--json", more={"ALLOTMENT_DATABASE_URL": nobody})
    out, err = process.communicate()
    assert process.returncode == 1
    assert json.loads(out)["error"]["code"] == "database"
    assert b"Traceback" not in err
