from datetime import UTC, datetime, timedelta

import pytest

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.core.search import Ask, Words
from allotment.people.actions import ProfileToNote, add_person, note_profile, record_moment, sort_key, welcome
from allotment.people.models import Field, Moment, Person, Profile
from allotment.people.searchable import PEOPLE

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SITE = ProfileToNote("website", "https://ada.example/", 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Owner:
    return Owner.objects.create(name="me")


def test_somebody_new_is_a_candidate_with_profiles_and_fields(owner: Owner) -> None:
    person = add_person(owner=owner, name=" Ada  Lovelace ", now=NOW, profiles=[SITE], fields=["maths", " maths ", ""])
    assert (person.name, person.sort_key, person.state) == ("Ada Lovelace", "ada lovelace", "candidate")
    assert [profile.address for profile in person.profiles.all()] == ["https://ada.example/"]
    assert [field.name for field in person.fields.all()] == ["maths"]


def test_somebody_new_is_found_by_name(owner: Owner) -> None:
    person = add_person(owner=owner, name="Ada Lovelace", now=NOW)
    assert PEOPLE.newest(Ask(every=((Words("lovelace"),),)), limit=9) == [person.pk]


def test_somebody_without_a_name_is_called_by_their_address(owner: Owner) -> None:
    assert add_person(owner=owner, name=" ", now=NOW, profiles=[SITE]).name == "https://ada.example/"


def test_an_address_stays_with_whom_it_was_first(owner: Owner) -> None:
    ada = add_person(owner=owner, name="Ada", now=NOW, profiles=[SITE])
    bob = add_person(owner=owner, name="Bob", now=NOW, profiles=[SITE])
    assert note_profile(owner=owner, person=bob, profile=SITE).person == ada
    assert Profile.objects.count() == 1


def test_two_owners_know_the_same_address_apart(owner: Owner) -> None:
    other = Owner.objects.create(name="you")
    add_person(owner=owner, name="Ada", now=NOW, profiles=[SITE], fields=["maths"])
    add_person(owner=other, name="Ada", now=NOW, profiles=[SITE], fields=["maths"])
    assert (Profile.objects.count(), Field.objects.count()) == (2, 2)


def test_names_sort_without_accents_and_case() -> None:
    assert sorted(["Zoe", "Émile", "eva", "Åse"], key=sort_key) == ["Åse", "Émile", "eva", "Zoe"]


def test_a_welcome_is_a_moment_and_happens_once(owner: Owner) -> None:
    person = add_person(owner=owner, name="Ada", now=NOW)
    for day in range(2):
        person = welcome(owner=owner, person_id=person.pk, now=NOW + timedelta(days=day))
    assert person.state == Person.State.NETWORK
    assert list(Moment.objects.values_list("kind", "direction", "at")) == [("welcomed", "to", NOW)]


def test_a_strangers_person_cannot_be_welcomed(owner: Owner) -> None:
    person = add_person(owner=Owner.objects.create(name="you"), name="Ada", now=NOW)
    with pytest.raises(NotFound):
        welcome(owner=owner, person_id=person.pk, now=NOW)


def test_a_moment_told_twice_under_one_key_is_one(owner: Owner) -> None:
    person = add_person(owner=owner, name="Ada", now=NOW)
    first = record_moment(owner=owner, person=person, direction="from", kind="read", at=NOW, words="Tea", key=7)
    again = record_moment(owner=owner, person=person, direction="from", kind="read", at=NOW + timedelta(1), key=7)
    assert (again.pk, again.at, again.words) == (first.pk, NOW, "Tea")


def test_without_a_key_twice_is_twice(owner: Owner) -> None:
    person = add_person(owner=owner, name="Ada", now=NOW)
    for _ in range(2):
        record_moment(owner=owner, person=person, direction="with", kind="met", at=NOW)
    assert Moment.objects.count() == 2
