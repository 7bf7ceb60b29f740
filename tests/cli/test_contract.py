"""Names, options, exit codes and JSON of the commands, as issue and reference have them."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F

from allotment.core import clock
from allotment.core.models import Owner
from allotment.people.models import Person
from allotment.sense.models import Reflection, Resource
from tests.cli.conftest import Ask
from tests.cli.contract import PAGE, differences, examples
from tests.fakenet import FakeNet
from tests.house.tree import ROOT
from tests.seek.feeds import items, rss

COMMANDS = (
    "up",
    "worker",
    "doctor",
    "owner",
    "follow",
    "import",
    "fetch",
    "sources",
    "people",
    "person",
    "moment",
    "suggest",
    "question",
    "note",
    "claim",
    "library",
    "today",
    "keep",
    "search",
    "backup",
    "restore",
    "reseal",
)
FEED = "application/rss+xml"


def claimed(ask: Ask) -> dict[str, Any]:
    """Somebody's experience, tested."""
    said = {}
    said["claim add"] = ask("claim", "add", "Kettles teach patience.", "--json")
    claim = str(said["claim add"].json["id"])
    how = ("--differ", "They teach haste.", "--person", "Dora", "--context", "A canteen")
    said["claim view"] = ask("claim", "view", claim, *how, "--json")
    said["claim think"] = ask("claim", "think", claim, "It depends on the kettle.", "--json")
    said["claim show"] = ask("claim", "show", claim, "--json")
    said["claim list"] = ask("claim", "list", "--json")
    return said


@pytest.fixture
def told(ask: Ask, net: FakeNet, tmp_path: Path) -> dict[str, object]:
    """What the commands answer, one after the other, in the life of an installation."""
    net.page("/ada", rss("https://ada.example", items(97, 98, 99)), kind=FEED)
    net.page("/gone", status=410)
    opml = f'<opml version="2.0"><body><outline text="Bob" type="rss" xmlUrl="{net.address("/bob")}"/></body></opml>'
    net.page("/bob", status=503)
    said = {"error": ask("--json", "people")}
    said["owner add"] = ask("owner", "add", "--json", "me")
    said["owner password"] = ask("owner", "password", "me", "--json", said="a kettle, two cups\n")
    said["question add"] = ask("--json", "question", "add", "What does number 99 teach?")
    said["question rest"] = ask("question", "rest", (number := str(said["question add"].json["id"])), "--json")
    said["question answer"] = ask("question", "answer", number, "That it counts.", "--json")
    said["question renew"] = ask("question", "renew", number, "--json")
    said["question list"] = ask("question", "list", "--json")
    number = str(said["question add"].json["id"])
    about = ("--question", number, "--from", "Ada", "--with", "Ben", "--about", "Cleo")
    said["note add"] = ask("note", "add", "-", "--title", "On kettles", *about, "--json", said="They teach.")
    note = str(said["note add"].json["id"])
    said["note edit"] = ask("note", "edit", note, "--so-what", "Patience", "--state", "growing", "--json")
    said["note show"] = ask("note", "show", note, "--json")
    said["note list"] = ask("note", "list", "--json")
    said |= claimed(ask)
    said["follow"] = ask("follow", "--json", net.address("/ada"), net.address("/gone"), "--person", "Ada")
    said["import"] = ask("import", "-", "--json", said=opml)
    said["import people"] = ask("import", "-", "--json", said="Name,Company\nBob,\nCleo,Acme\n,Acme\n")
    said["fetch"] = ask("fetch", "--json")
    said["person show"] = ask("person", "show", "Ada", "--json")
    said["person add"] = ask(
        "person", "add", "Mei", "--met-words", "At tea.", "--introduced-by", "Ada", "--address", "mei.example", "--json"
    )
    said["person export"] = ask("person", "export", str(tmp_path / "people.vcf"), "--json")
    Person.objects.update(state="network", heard_at=clock.now() - timedelta(weeks=30), rhythm_weeks=4)
    said["suggest"] = ask("suggest", "--json")
    said["moment add"] = ask("moment", "add", "Ada", "yesterday: tea, talked about soil", "--json")
    said["person edit"] = ask("person", "edit", "Mei", "--fields", "jazz, gardening", "--note", "Kind.", "--json")
    for name in ("sources", "people", "today", "doctor"):
        said[name] = ask(name, "--json")
    said["question show"] = ask("question", "show", number, "--json")
    said["keep"] = ask("keep", net.address("/kettle"), "--words", "Slow tea", "--tag", "tea", "--json")
    Reflection.objects.update(
        written_at=F("written_at") - timedelta(days=1), tended_at=F("tended_at") - timedelta(days=1)
    )
    Resource.objects.update(at=F("at") - timedelta(days=31))
    said["library back"] = ask("library", "back", "--json")
    said["library list"] = ask("library", "list", "--json")
    said["library use"] = ask("library", "use", "reflection", note, "used", "At breakfast", "--json")
    said["search"] = ask("search", "Ada", "--json")
    said["reseal"] = ask("reseal", "--json")
    said["worker --once"] = ask("worker", "--once", "--json")
    return {name: answer.json for name, answer in said.items()}


PROCESSES = {"up", "backup", "restore"}
"""Seen where they run as processes, in test_processes.py."""


def test_every_answer_has_the_keys_and_types_of_its_example(told: dict[str, object]) -> None:
    worker = told.pop("worker --once")
    assert [found for name, answer in told.items() for found in differences(name, answer)] == []
    assert isinstance(worker, dict)
    assert {type(rows) for rows in worker.values()} == {int}
    assert set(examples()["worker --once"]) <= set(worker)
    assert set(told) | PROCESSES | {"worker --once"} == set(examples())


def test_the_answers_are_not_empty(told: dict[str, object]) -> None:
    empty = [name for name, answer in told.items() if not answer]
    assert empty == []
    today = told["today"]
    assert isinstance(today, dict)
    assert {item["person"] for item in today["items"]} == {"Ada"}
    assert today["end"] == "That is all for today."
    assert [line["status"] for line in told["follow"]] == ["followed", "failed"]  # type: ignore[attr-defined]  # any JSON


def test_an_example_that_is_not_so_is_noticed() -> None:
    example = json.loads(json.dumps(examples()["fetch"]))
    assert differences("fetch", example) == []
    example["looked"] = "two"
    del example["failures"][0]["code"]
    assert len(differences("fetch", example)) == 2


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    subprocess.run([sys.executable, ROOT / "scripts" / "reference.py", "--check"], check=True)


def test_every_command_has_an_example(ask: Ask) -> None:
    named = {name.split(" ")[0] for name in examples()} - {"error"}
    assert named == set(COMMANDS)
    assert PAGE.read_text("utf-8").count("\n## ") == len(examples()) - 1


def test_the_commands_are_those_of_the_contract(ask: Ask) -> None:
    told = ask("-h").out
    listed = [line.split()[0] for line in told.split("Commands:")[1].splitlines() if line.strip()]
    assert tuple(listed) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(ask: Ask, name: str) -> None:
    for word in ("-h", "--help"):
        done = ask(name, word)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith(f"Usage: allotment {name}")


def test_no_command_shows_the_help(ask: Ask) -> None:
    done = ask()
    assert done.code == 2
    assert "Commands:" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["water"],
        ["follow"],
        ["import"],
        ["today", "--date", "yesterday"],
        ["search"],
        ["keep"],
        ["search", "kettle", "--limit", "0"],
        ["question", "rest", "one"],
        ["moment"],
        ["moment", "add", "Ada", "tea", "--kind", "rite"],
        ["owner"],
        ["up", "--port", "0"],
        ["--jason", "people"],
    ],
)
def test_what_is_called_wrongly_ends_with_two_and_says_how(ask: Ask, arguments: list[str]) -> None:
    done = ask(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "Usage: allotment" in done.err


def test_options_may_stand_before_and_after_the_name(ask: Ask, alice: Owner, bob: Owner) -> None:
    before, after = ask("--owner", "bob", "--json", "today"), ask("today", "--owner", "bob", "--json")
    assert before.json == after.json
    assert before.code == after.code == 0


@pytest.mark.parametrize(
    "command",
    [["people"], ["sources"], ["today"], ["search", "kettle"], ["question", "list"], ["keep", "https://tea.example/"]],
)
def test_of_several_owners_one_has_to_be_named(ask: Ask, alice: Owner, bob: Owner, command: list[str]) -> None:
    done = ask(*command, "--json")
    assert done.code == 1
    assert done.json["error"]["code"] == "several_owners"
    assert "--owner NAME" in done.err
    assert ask(*command, "--owner", "carol", "--json").json["error"]["code"] == "unknown_owner"
    assert ask(*command, "--owner", "alice").code == 0
