"""What an owner writes down about somebody, and who is meant by a name."""

from dataclasses import asdict, replace
from datetime import UTC, datetime

import pytest

from allotment.core.editing import EditedMeanwhile
from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.core.search import Ask, Words
from allotment.people.actions import NotAPerson, PersonWords, add_person, describe_person, write_down
from allotment.people.calling import SeveralPeople, person_called
from allotment.people.models import Person
from allotment.people.queries import names_beginning, person_of
from allotment.people.roughly import rough_day, roughly
from allotment.people.searchable import PEOPLE

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ADA = PersonWords(
    name="Ada Lovelace",
    pronouns="she/her",
    headline="Notes on an engine",
    organisation="Royal Society",
    place="London",
    time_zone="Europe/London",
    languages="English, French",
    channel="a letter",
    met_words="At a soirée,\nover the engine.",
    met_on="1833-06",
    introduced_by="Mary Somerville",
    learn_about="programming",
    curious_about="poetical science",
    role_model_for="seeing further than the machine",
    fields=("gardening", "jazz"),
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Owner:
    return Owner.objects.create(name="me")


def write(owner: Owner, words: PersonWords = ADA) -> Person:
    return write_down(owner=owner, words=words, state="network", now=NOW)


def write_again(owner: Owner, person: Person, base: int, words: PersonWords) -> Person:
    return describe_person(owner=owner, person_id=person.pk, base=base, words=words, now=NOW)


def test_everything_written_comes_back(owner: Owner) -> None:
    person = write(owner)
    assert person_of(owner=owner, person_id=person.pk).words == ADA


def test_everything_written_is_found(owner: Owner) -> None:
    person = write(owner)
    for word in ("engine", "royal", "french", "soirée", "programming", "poetical", "machine", "jazz", "lovelace"):
        assert person.pk in PEOPLE.newest(Ask(every=((Words(word),),)), limit=9), word


def test_what_is_taken_out_is_found_no_more(owner: Owner) -> None:
    person = write(owner)
    write_again(owner, person, 2, PersonWords(name="Ada Lovelace"))
    assert PEOPLE.newest(Ask(every=((Words("programming"),),)), limit=9) == []


def test_each_word_is_cut_to_its_box(owner: Owner) -> None:
    long = {name: "é" * 5000 for name in asdict(ADA) if name not in {"fields", "met_on", "time_zone", "introduced_by"}}
    words = person_of(owner=owner, person_id=write(owner, PersonWords(**long, fields=("ж" * 300,))).pk).words
    assert {len(text) for text in asdict(words).values()} == {0, 1, 60, 120, 200, 500, 2000}


@pytest.mark.parametrize("words", [PersonWords(name=" \n "), replace(ADA, time_zone="Europe/Atlantis")])
def test_what_cannot_be_said_of_somebody_is_refused_and_nobody_is_made(owner: Owner, words: PersonWords) -> None:
    with pytest.raises(NotAPerson):
        write(owner, words)
    assert not Person.objects.exists()


def test_a_stranger_cannot_write_about_somebody(owner: Owner) -> None:
    person = write(owner)
    with pytest.raises(NotFound):
        write_again(Owner.objects.create(name="you"), person, 2, ADA)


def test_of_two_who_began_at_the_same_words_the_second_is_told(owner: Owner) -> None:
    person = write(owner)
    base = person_of(owner=owner, person_id=person.pk).version
    write_again(owner, person, base, replace(ADA, place="Marylebone", fields=()))
    with pytest.raises(EditedMeanwhile):
        write_again(owner, person, base, replace(ADA, place="Mayfair", introduced_by="Nobody yet", fields=("chess",)))
    words = person_of(owner=owner, person_id=person.pk).words
    assert (words.place, words.fields) == ("Marylebone", ())
    assert not Person.objects.filter(name="Nobody yet").exists()


class TestIntroducing:
    def test_somebody_new_becomes_a_candidate(self, owner: Owner) -> None:
        write(owner)
        assert Person.objects.get(name="Mary Somerville").state == "candidate"

    def test_somebody_known_is_meant_whatever_the_accents(self, owner: Owner) -> None:
        mary = add_person(owner=owner, name="Márý Somerville", now=NOW)
        person = write(owner)
        assert person.introduced_by == mary
        assert Person.objects.count() == 2

    def test_of_several_one_is_named_by_the_number_and_stays(self, owner: Owner) -> None:
        add_person(owner=owner, name="Mary Somerville", now=NOW)
        second = add_person(owner=owner, name="Mary Somerville", now=NOW)
        with pytest.raises(SeveralPeople) as refused:
            write(owner)
        assert f"Mary Somerville #{second.pk}" in str(refused.value)
        person = write(owner, replace(ADA, introduced_by=f"Mary Somerville #{second.pk}"))
        assert write_again(owner, person, 2, ADA).introduced_by == second

    def test_nobody_introduces_themselves(self, owner: Owner) -> None:
        with pytest.raises(NotAPerson):
            write(owner, replace(ADA, introduced_by="ada lovelace"))

    def test_somebody_elses_people_introduce_nobody(self, owner: Owner) -> None:
        theirs = add_person(owner=Owner.objects.create(name="you"), name="Mary Somerville", now=NOW)
        with pytest.raises(NotAPerson):
            write(owner, replace(ADA, introduced_by=f"#{theirs.pk}"))
        assert write(owner).introduced_by != theirs

    def test_whoever_introduced_somebody_may_go(self, owner: Owner) -> None:
        person = write(owner)
        Person.objects.get(name="Mary Somerville").delete()
        assert person_of(owner=owner, person_id=person.pk).words == replace(ADA, introduced_by="")


def test_fields_keep_the_spelling_they_had(owner: Owner) -> None:
    write(owner)
    person = write(owner, PersonWords(name="Bob", fields=("Jazz", "GARDENING", "tea")))
    assert [field.name for field in person.fields.all()] == ["gardening", "jazz", "tea"]


def test_somebody_is_called_by_name_or_number(owner: Owner) -> None:
    person = write(owner)
    for called in ("ada lovelace", " Ada  Lovelace ", str(person.pk), f"#{person.pk}", f"Ada #{person.pk}"):
        assert person_called(owner=owner, called=called) == person.pk
    for called in ("Ada", "#0", "9" * 30, ""):
        with pytest.raises(NotFound):
            person_called(owner=owner, called=called)


def test_names_are_completed_with_the_number_where_several_go_by_them(owner: Owner) -> None:
    first, second = (add_person(owner=owner, name="Émile", now=NOW) for _ in range(2))
    add_person(owner=owner, name="Emilia", now=NOW)
    add_person(owner=Owner.objects.create(name="you"), name="Emil", now=NOW)
    assert names_beginning(owner=owner, begun="emil") == [f"Émile #{first.pk}", f"Émile #{second.pk}", "Emilia"]


@pytest.mark.parametrize(
    ("typed", "kept", "said"),
    [
        ("2019", "2019", "in 2019"),
        ("2019-5", "2019-05", "in May 2019"),
        (" 2019-05-02 ", "2019-05-02", "on 2 May 2019"),
        ("2024-02-29", "2024-02-29", "on 29 February 2024"),
    ],
)
def test_a_day_is_known_as_far_as_it_is(typed: str, kept: str, said: str) -> None:
    assert rough_day(typed) == kept
    assert roughly(kept).replace("\u00a0", " ") == said


@pytest.mark.parametrize("typed", ["soon", "2019-13", "2023-02-29", "0000", "19", "2019-", "٢٠١٩", "2019-05-12T00"])
def test_what_is_no_day_is_refused(owner: Owner, typed: str) -> None:
    with pytest.raises(NotAPerson):
        write(owner, replace(ADA, met_on=typed))
