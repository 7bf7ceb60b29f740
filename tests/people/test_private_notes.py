"""The private note about somebody: sealed, searched only by leave, and what happens when its key is away."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client

from allotment.core.editing import EditedMeanwhile
from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.core.sealing import key_file
from allotment.core.search import Ask, Words
from allotment.people.actions import add_person, describe_person, reseal_notes, write_note
from allotment.people.models import Person, PrivateNote
from allotment.people.queries import person_of, sealed_notes
from allotment.people.searchable import PEOPLE
from tests.cli.conftest import Ask as Command
from tests.cli.conftest import ask

__all__ = ["ask"]

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TEXT = "Shy of *quillwort*."


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: LazySettings) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def ada(alice: Owner) -> Person:
    return add_person(owner=alice, name="Ada", now=NOW)


def write(person: Person, text: str = TEXT, base: int = 1, *, is_searched: bool = False) -> PrivateNote:
    return write_note(owner=person.owner, person_id=person.pk, base=base, text=text, is_searched=is_searched)


def found(word: str) -> list[int]:
    return PEOPLE.newest(Ask(every=((Words(word),),)), limit=9)


def everything_stored() -> str:
    with connection.cursor() as cursor:
        told = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            told += [repr(row) for row in cursor.fetchall()]
    return "\n".join(told)


def test_a_note_is_read_on_their_page_and_stands_nowhere_in_the_database(as_alice: Client, ada: Person) -> None:
    address = f"/people/{ada.pk}/note/"
    assert as_alice.post(address, {"text": TEXT, "version": 1}).status_code == 303
    assert "Shy of <em>quillwort</em>." in as_alice.get(f"/people/{ada.pk}/").content.decode()
    assert "quillwort" in as_alice.get(address).content.decode()
    assert "quillwort" not in everything_stored()
    assert found("quillwort") == []


def test_search_finds_a_note_only_while_the_owner_lets_it(ada: Person) -> None:
    write(ada, is_searched=True)
    assert found("quillwort") == [ada.pk]
    card = person_of(owner=ada.owner, person_id=ada.pk)
    describe_person(owner=ada.owner, person_id=ada.pk, base=card.version, words=card.words, now=NOW)
    assert found("quillwort") == [ada.pk]
    write(ada, base=2)
    assert found("quillwort") == []


def test_an_empty_note_is_taken_away(ada: Person) -> None:
    write(ada, is_searched=True)
    note = write(ada, " \n", base=2, is_searched=True)
    assert (note.sealed, note.is_searched) == ("", False)
    assert found("quillwort") == []


def test_two_windows_lose_no_note(ada: Person, as_alice: Client) -> None:
    write(ada)
    with pytest.raises(EditedMeanwhile):
        write(ada, "Another.")
    answer = as_alice.post(f"/people/{ada.pk}/note/", {"text": "Another.", "initial-text": "", "version": 1})
    assert answer.status_code == 409
    assert "Another." in answer.content.decode()
    assert "quillwort" in answer.content.decode()


def test_a_stranger_writes_no_note(ada: Person, bob: Owner) -> None:
    with pytest.raises(NotFound):
        write_note(owner=bob, person_id=ada.pk, base=1, text="Mine.", is_searched=False)


class TestWithoutTheKey:
    @pytest.fixture(autouse=True)
    def lost(self, ada: Person) -> bytes:
        write(ada, is_searched=True)
        key = key_file().read_bytes()
        key_file().unlink()
        return key

    def test_pages_say_one_sentence_and_everything_else_goes_on(self, ada: Person, as_alice: Client) -> None:
        page = as_alice.get(f"/people/{ada.pk}/")
        assert page.status_code == 200
        assert "they stay sealed until the right file" in page.content.decode()
        assert as_alice.get(f"/people/{ada.pk}/note/").status_code == 409
        assert as_alice.get("/people/").status_code == as_alice.get("/search/?q=ada").status_code == 200
        edited = as_alice.post(f"/people/{ada.pk}/edit/", {"name": "Ada L", "version": 1})
        assert edited.status_code == 303

    def test_nothing_new_is_sealed_with_another_key(self, alice: Owner, as_alice: Client) -> None:
        bob = add_person(owner=alice, name="Bob", now=NOW)
        answer = as_alice.post(f"/people/{bob.pk}/note/", {"text": "Tall tales.", "version": 1})
        assert answer.status_code == 409
        assert "Tall tales." in answer.content.decode()
        assert not key_file().exists()

    def test_the_note_is_there_again_with_the_key(self, ada: Person, lost: bytes, as_alice: Client) -> None:
        key_file().write_bytes(lost)
        assert "quillwort" in as_alice.get(f"/people/{ada.pk}/").content.decode()

    @pytest.mark.usefixtures("ada")
    def test_the_terminal_and_the_doctor_say_so(self, ask: Command) -> None:
        shown = ask("person", "show", "Ada", "--json")
        assert (shown.code, shown.json["note"]) == (0, None)
        told = ask("person", "show", "Ada")
        assert (told.code, "Ada" in told.out, "stay sealed" in told.err) == (0, True, True)
        (finding,) = (one for one in ask("doctor", "--json").json if one["name"] == "notes")
        assert (finding["ok"], "reseal --forget" in finding["mend"]) == (False, True)
        again = ask("reseal", "--json")
        assert (again.code, again.json) == (1, {"sealed": 0, "lost": 1, "forgotten": 0})

    def test_one_may_let_go_and_begin_anew(self, ada: Person, ask: Command) -> None:
        assert ask("reseal", "--forget", "--json").json == {"sealed": 0, "lost": 0, "forgotten": 1}
        write(ada, "Fresh.", base=2)
        assert sealed_notes() == 0


def test_every_note_is_sealed_anew_and_still_opens(alice: Owner) -> None:
    people = [add_person(owner=alice, name=f"Ada {number}", now=NOW) for number in range(5)]
    for person in people:
        write(person)
    before = set(PrivateNote.objects.values_list("sealed", flat=True))
    for _ in range(3):
        assert reseal_notes().sealed == 5
    assert not before & set(PrivateNote.objects.values_list("sealed", flat=True))
    assert sealed_notes() == 0
    assert len(key_file().read_text().split()) == 2
    assert person_of(owner=alice, person_id=people[0].pk).note.version == 2


def test_resealing_that_was_killed_is_begun_again(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    write(ada)
    monkeypatch.setattr("allotment.people.actions.private_notes.seal", lambda _text: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        reseal_notes()
    assert sealed_notes() == 0
    monkeypatch.undo()


def test_one_note_of_another_key_keeps_the_old_keys(alice: Owner, ada: Person) -> None:
    write(ada)
    other = add_person(owner=alice, name="Bob", now=NOW)
    write(other)
    PrivateNote.objects.filter(person=other).update(sealed="gAAAA")
    done = reseal_notes()
    assert (done.sealed, done.lost, done.forgotten) == (1, 1, 0)
    assert reseal_notes(forget=True).forgotten == 1


@pytest.mark.django_db
def test_resealing_nothing_makes_nothing() -> None:
    assert reseal_notes().sealed == 0
    assert not key_file().exists()
