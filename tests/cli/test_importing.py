"""Address books, from the terminal."""

from pathlib import Path

import pytest

from allotment.core.models import Owner
from allotment.people.models import Import, Person
from allotment.seek.models import Follow, FollowRequest
from tests.cli.conftest import Ask
from tests.corpus import corpus
from tests.fakenet import FakeNet

pytestmark = pytest.mark.usefixtures("alice")

BOOK = "BEGIN:VCARD\nFN:Ada Lovelace\nEMAIL:ada@ada.example\nADR:;;;Turin;;;Italy\nEND:VCARD\n"
CLUB = "BEGIN:VCARD\nFN:Book club\nKIND:group\nEND:VCARD\n"
OPML = '<opml version="2.0"><body><outline text="Bob" type="rss" xmlUrl="https://bob.example/feed"/></body></opml>'


def test_an_address_book_comes_in_and_says_what_came_of_each_card(ask: Ask) -> None:
    done = ask("import", "-", "--json", said=BOOK + CLUB)
    assert done.code == 1
    ada = Person.objects.get()
    assert done.json["people"] == [
        {
            "line": 1,
            "name": "Ada Lovelace",
            "outcome": "added",
            "person": {"id": ada.pk, "name": "Ada Lovelace"},
            "error": None,
        },
        {
            "line": 6,
            "name": "Book club",
            "outcome": "failed",
            "person": None,
            "error": {"code": "group", "message": "This is a group; only people come in."},
        },
    ]
    assert {key: done.json[key] for key in ("added", "filled", "known", "failed")} == {
        "added": 1,
        "filled": 0,
        "known": 0,
        "failed": 1,
    }
    assert (ada.state, ada.place) == (Person.State.CANDIDATE, "Turin, Italy")


def test_who_is_there_is_not_doubled(ask: Ask) -> None:
    ask("import", "-", said=BOOK)
    done = ask("import", "-", said=BOOK.replace("Ada Lovelace", "Ada King").replace("END", "TITLE:Engineer\nEND"))
    assert (done.code, Person.objects.count()) == (0, 1)
    assert "Ada King" in done.out
    assert "known already, and something was added: Ada Lovelace" in done.out
    assert Person.objects.get().headline == "Engineer"


@pytest.mark.parametrize(("said", "outcome"), [(BOOK, "added"), (OPML, "followed")])
def test_a_dry_run_says_what_would_come_and_writes_nothing(ask: Ask, said: str, outcome: str) -> None:
    done = ask("import", "-", "--dry-run", "--json", said=said)
    assert (done.json["dry_run"], done.json[outcome]) == (True, 1)
    assert ask("import", "-", "--dry-run", said=said).out.endswith("Nothing was written.\n")
    for model in (Person, Import, Follow, FollowRequest):
        assert not model.objects.exists()


def test_several_files_of_several_kinds(ask: Ask, tmp_path: Path) -> None:
    for name, said in (
        ("book.vcf", BOOK),
        ("list.opml", OPML),
        ("table.csv", "Name\nCleo\n"),
        ("other.csv", "a,b\n1,2"),
    ):
        (tmp_path / name).write_text(said, encoding="utf-8")
    done = ask("import", *(str(path) for path in sorted(tmp_path.iterdir())), str(tmp_path / "none.vcf"), "--json")
    assert done.code == 1
    assert (done.json["added"], done.json["followed"], done.json["failed"]) == (2, 1, 2)
    messages = [line["error"]["message"] for line in done.json["lines"] if line["error"]]
    assert "has to be called Name" in messages[0]
    assert "There is no file" in messages[1]


def test_an_address_book_may_be_at_an_address(ask: Ask, net: FakeNet) -> None:
    net.page("/book.vcf", BOOK, kind="text/vcard")
    assert ask("import", net.address("/book.vcf"), "--json").json["added"] == 1


@pytest.mark.parametrize(
    ("name", "added", "known"),
    [("duplicates-and-empty-rows.csv", 3, 1), ("quoted-notes.csv", 1, 0), ("notes-padded-commas.csv", 1, 0)],
)
def test_linkedins_connections_come_in(ask: Ask, name: str, added: int, known: int) -> None:
    done = ask("import", str(corpus("linkedin-csv") / name), "--json")
    assert (done.code, done.json["added"], done.json["known"]) == (0, added, known)


def test_every_real_vcard_comes_in_once(ask: Ask) -> None:
    files = [str(path) for path in sorted(corpus("vcard").glob("mangstadt*.vcf"))]
    first, again = (ask("import", *files, "--json").json for _ in range(2))
    assert (first["added"] + first["filled"] + first["known"], first["failed"]) == (18, 0)
    assert (again["added"], again["filled"], again["known"]) == (0, 0, 18)


def test_what_is_no_list_at_all_is_refused(ask: Ask, alice: Owner) -> None:
    done = ask("import", "-", "--json", said=b"\x00\x01\x02")
    assert done.code == 1
    assert done.json["lines"][0]["error"]["code"] == "unreadable"


@pytest.mark.parametrize("ending", ["vcf", "csv", "VCF"])
def test_people_go_out_into_a_file_and_come_back(ask: Ask, tmp_path: Path, ending: str) -> None:
    ask("import", "-", said=BOOK)
    file = tmp_path / f"people.{ending}"
    assert ask("person", "export", str(file), "--json").json == {"file": str(file), "people": 1}
    Person.objects.all().delete()
    assert ask("import", str(file), "--json").json["added"] == 1
    assert Person.objects.get().place == "Turin, Italy"


def test_one_of_them_goes_out(ask: Ask, tmp_path: Path) -> None:
    ask("import", "-", said="Name\nAda\nBob\n")
    ask("person", "export", str(tmp_path / "ada.csv"), "--who", "Ada")
    assert "Bob" not in (tmp_path / "ada.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("name", "code"), [("people.exe", "no_such_kind"), ("none/people.vcf", "not_written"), ("there.vcf", "not_written")]
)
def test_what_cannot_be_written_is_said(ask: Ask, tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "there.vcf").write_text("mine", encoding="utf-8")
    done = ask("person", "export", str(tmp_path / name), "--json")
    assert (done.code, done.json["error"]["code"]) == (1, code)
    assert (tmp_path / "there.vcf").read_text("utf-8") == "mine"
