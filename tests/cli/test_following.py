from pathlib import Path

import pytest

from allotment.core.models import Owner
from allotment.people.models import Person
from allotment.seek.models import Follow, Post, Source
from tests.cli.conftest import Ask
from tests.fakenet import FakeNet
from tests.seek.feeds import items, rss

FEED = "application/rss+xml"
pytestmark = pytest.mark.usefixtures("alice")


def feed(net: FakeNet, path: str, *numbers: int) -> str:
    net.page(path, rss(f"https://{path.strip('/')}.example", items(*numbers), title=f"Notes of {path[1:]}"), kind=FEED)
    return net.address(path)


def opml(*addresses: str) -> str:
    lines = "".join(f'<outline text="Somebody" type="rss" xmlUrl="{address}"/>' for address in addresses)
    return f'<opml version="2.0"><body><outline text="Learning">{lines}</outline></body></opml>'


def test_follow_looks_at_once_and_says_what_it_found(ask: Ask, net: FakeNet) -> None:
    address = feed(net, "/ada", 1, 2)
    (line,) = ask("follow", address, "--person", "Ada Lovelace", "--json").json
    assert line == {
        "address": address,
        "status": "followed",
        "source": address,
        "title": "Notes of ada",
        "kind": "feed",
        "person": "Ada Lovelace",
        "error": None,
    }
    assert Post.objects.count() == 2


def test_follow_finds_the_feed_of_a_site(ask: Ask, net: FakeNet) -> None:
    address = feed(net, "/ada", 1)
    net.page("/", f'<html><link rel="alternate" type="{FEED}" href="/ada"></html>')
    (line,) = ask("follow", net.address("/"), "--json").json
    assert (line["status"], line["source"]) == ("followed", address)


def test_what_is_followed_already_is_no_failure(ask: Ask, net: FakeNet) -> None:
    address = feed(net, "/ada", 1)
    ask("follow", address)
    done = ask("follow", address, address + "#top", "--json")
    assert done.code == 0
    assert [line["status"] for line in done.json] == ["already", "already"]
    assert Follow.objects.count() == 1


def test_one_that_fails_does_not_keep_the_others_from_being_followed(ask: Ask, net: FakeNet) -> None:
    address = feed(net, "/ada", 1)
    net.page("/gone", status=410)
    done = ask("follow", net.address("/gone"), "no address", address)
    assert done.code == 1
    assert "gone for good" in done.out
    assert "not an address" in done.out
    assert "followed: feed" in done.out
    told = ask("follow", net.address("/gone"), "--json").json
    assert (told[0]["status"], told[0]["error"]["code"]) == ("failed", "gone")


@pytest.mark.parametrize("name", ["Ναυσικά Παπαδοπούλου", "浜田 さち子", "מירה כהן", "Zoë 🌱"])
def test_names_are_kept_in_any_script(ask: Ask, net: FakeNet, name: str) -> None:
    (line,) = ask("follow", feed(net, "/ada", 1), "--person", name, "--json").json
    assert line["person"] == name
    assert name in ask("people").out
    assert Person.objects.get().name == name


def test_import_registers_and_leaves_the_looking_to_fetch(ask: Ask, net: FakeNet, tmp_path: Path) -> None:
    addresses = [feed(net, "/ada", 1), feed(net, "/bob", 2)]
    (tmp_path / "a list.opml").write_text(opml(*addresses), encoding="utf-8")
    done = ask("import", str(tmp_path / "a list.opml"), "--json")
    told = done.json
    assert done.code == 0
    assert {name: told[name] for name in ("followed", "already", "waiting", "failed")} == {
        "followed": 2,
        "already": 0,
        "waiting": 0,
        "failed": 0,
    }
    assert [line["source"] for line in told["lines"]] == addresses
    assert net.requests == []
    assert Post.objects.count() == 0
    assert ask("fetch", "--json").json["new_posts"] == 2


def test_import_fetches_a_list_from_its_address(ask: Ask, net: FakeNet) -> None:
    net.page("/list.opml", opml(feed(net, "/ada", 1)), kind="text/x-opml")
    assert ask("import", net.address("/list.opml"), "--json").json["followed"] == 1
    assert net.paths() == ["/list.opml"]


def test_import_reads_standard_input(ask: Ask, net: FakeNet) -> None:
    done = ask("import", "-", "--json", said=f"{net.address('/ada')}\nhttps://bob.example\n")
    assert done.json["waiting"] == 2
    assert [line["status"] for line in done.json["lines"]] == ["waiting", "waiting"]


def test_folders_become_fields_of_the_people(ask: Ask, net: FakeNet) -> None:
    ask("import", "-", said=opml(net.address("/ada")))
    assert [person["fields"] for person in ask("people", "--json").json] == [["Learning"]]


def test_importing_twice_says_what_is_there_already(ask: Ask, net: FakeNet) -> None:
    said = opml(net.address("/ada"), net.address("/bob"))
    ask("import", "-", said=said)
    told = ask("import", "-", "--json", said=said)
    assert (told.code, told.json["already"], told.json["followed"]) == (0, 2, 0)
    assert Source.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (b"", "empty"),
        (b"\xff\xfe\x00garbage\x00\x81\x92", "unreadable"),
        (b"<html><body>A page</body></html>", "unreadable"),
        (b"x" * (10 * 2**20 + 1), "too_large"),
    ],
)
def test_what_is_no_list_is_told_in_a_sentence(ask: Ask, said: bytes, code: str) -> None:
    done = ask("import", "-", "--json", said=said)
    assert (done.code, done.json["failed"]) == (1, 1)
    assert done.json["lines"][0]["error"]["code"] == code


def test_a_file_that_is_not_there_does_not_keep_the_next_from_being_read(
    ask: Ask, net: FakeNet, tmp_path: Path
) -> None:
    there = tmp_path / "there.opml"
    there.write_text(opml(net.address("/ada")), encoding="utf-8")
    done = ask("import", str(tmp_path / "not there"), str(tmp_path), str(there), "--json")
    assert done.code == 1
    assert (done.json["failed"], done.json["followed"]) == (2, 1)
    assert [line["error"]["code"] for line in done.json["lines"] if line["error"]] == ["missing", "unreadable"]


def test_a_list_without_addresses_says_so(ask: Ask) -> None:
    done = ask("import", "-", said='<opml version="2.0"><body/></opml>')
    assert (done.code, done.out) == (0, "There is no address in this list.\n")


def test_a_word_with_a_dash_in_front_is_searched_without_and_is_no_option(ask: Ask, net: FakeNet) -> None:
    address = feed(net, "/ada", 1, 2)
    ask("follow", address)
    every = ask("search", "post", "--json").json
    fewer = ask("search", "post", "-1", "--limit", "5", "--json").json
    assert (every["total"], fewer["total"]) == (2, 1)
    assert fewer["query"] == "post -1"


def test_fetch_says_which_could_not_be_looked_at(ask: Ask, net: FakeNet) -> None:
    ask("import", "-", said=opml(feed(net, "/ada", 1), net.address("/missing")))
    done = ask("fetch")
    assert done.code == 1
    assert net.address("/missing") in done.err
    assert "Looked at 2 sources" in done.out
    assert "has nothing at this address" in ask("sources").out


def test_another_owner_sees_nothing_of_it(ask: Ask, net: FakeNet, bob: Owner) -> None:
    ask("follow", feed(net, "/ada", 1), "--owner", "alice", "--person", "Ada")
    for command in (["people"], ["sources"], ["question", "list"]):
        assert ask(*command, "--owner", "bob", "--json").json == []
    assert ask("search", "Ada", "--owner", "bob", "--json").json["total"] == 0
    assert ask("today", "--owner", "bob", "--json").json["items"] == []
