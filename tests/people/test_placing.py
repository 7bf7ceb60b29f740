"""Where people are found."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.core.search import Ask, Words
from allotment.people.actions import PersonWords, ProfileTaken, add_person, add_profile, remove_profile, write_down
from allotment.people.addressing import NotAnAddress, profile_in
from allotment.people.models import Moment, Person, Profile
from allotment.people.searchable import PEOPLE

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "kind", "address"),
    [
        ("ada.example", "website", "https://ada.example/"),
        (" Ada@Mail.example ", "email", "mailto:Ada@Mail.example"),
        ("mailto:ada@mail.example", "email", "mailto:ada@mail.example"),
        ("@ada@social.example", "mastodon", "https://social.example/@ada"),
        ("ada.bsky.social", "bluesky", "https://bsky.app/profile/ada.bsky.social"),
        ("https://github.com/ada", "github", "https://github.com/ada"),
        ("+44 20 7946 0000", "telephone", "tel:+442079460000"),
    ],
)
def test_whatever_one_has_of_somebody_becomes_an_address(typed: str, kind: str, address: str) -> None:
    noted = profile_in(typed)
    assert (noted.kind, noted.address) == (kind, address)


def test_an_e_mail_address_is_one_however_its_capitals() -> None:
    assert profile_in("ADA@mail.example").address_key == profile_in("ada@Mail.example").address_key


@pytest.mark.parametrize("typed", ["", "soon", "javascript:alert(1)", "ftp://ada.example", "http://[::1", "x" * 3000])
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(NotAnAddress):
        profile_in(typed)


@pytest.fixture
def owner(db: None) -> Owner:
    return Owner.objects.create(name="me")


def found(word: str) -> list[int]:
    return PEOPLE.newest(Ask(every=((Words(word),),)), limit=9)


def test_an_address_comes_and_goes_and_search_knows(owner: Owner) -> None:
    ada = add_person(owner=owner, name="Ada", now=NOW)
    profile = add_profile(owner=owner, person_id=ada.pk, profile=profile_in("https://github.com/quillwort"))
    assert found("quillwort") == [ada.pk]
    remove_profile(owner=owner, profile_id=profile.pk)
    assert found("quillwort") == []
    assert not Profile.objects.exists()


def test_an_address_of_somebody_else_stays_theirs_and_says_whose_it_is(owner: Owner) -> None:
    ada, bob = (add_person(owner=owner, name=name, now=NOW) for name in ("Ada", "Bob"))
    add_profile(owner=owner, person_id=ada.pk, profile=profile_in("ada.example"))
    add_profile(owner=owner, person_id=ada.pk, profile=profile_in("http://www.ada.example"))
    with pytest.raises(ProfileTaken, match="Ada"):
        add_profile(owner=owner, person_id=bob.pk, profile=profile_in("ada.example"))
    assert Profile.objects.get().person == ada


def test_somebody_new_with_an_address_that_is_taken_is_not_made(owner: Owner) -> None:
    ada = add_person(owner=owner, name="Ada", now=NOW)
    add_profile(owner=owner, person_id=ada.pk, profile=profile_in("ada.example"))
    with pytest.raises(ProfileTaken):
        write_down(
            owner=owner,
            words=PersonWords(name="Bob"),
            state="network",
            profiles=[profile_in("ada.example")],
            now=NOW,
        )
    assert list(Person.objects.all()) == [ada]


def test_somebody_added_to_the_network_has_that_day_as_a_moment(owner: Owner) -> None:
    for state in ("network", "candidate"):
        person = write_down(owner=owner, words=PersonWords(name=state), state=state, now=NOW)
        assert person.state == state
    assert [(moment.person.name, moment.kind) for moment in Moment.objects.all()] == [("network", "welcomed")]


def test_a_stranger_neither_adds_nor_takes_away(owner: Owner) -> None:
    stranger = Owner.objects.create(name="you")
    ada = add_person(owner=owner, name="Ada", now=NOW)
    profile = add_profile(owner=owner, person_id=ada.pk, profile=profile_in("ada.example"))
    with pytest.raises(NotFound):
        add_profile(owner=stranger, person_id=ada.pk, profile=profile_in("bob.example"))
    with pytest.raises(NotFound):
        remove_profile(owner=stranger, profile_id=profile.pk)


def test_a_page_says_whose_an_address_is_and_makes_nobody(as_alice: Client, alice: Owner) -> None:
    ada, bob = (add_person(owner=alice, name=name, now=NOW) for name in ("Ada", "Bob"))
    add_profile(owner=alice, person_id=ada.pk, profile=profile_in("ada.example"))
    for path in ("/people/add/", f"/people/{bob.pk}/profiles/"):
        answer = as_alice.post(path, {"name": "Cleo", "address": "ada.example"})
        assert answer.status_code == 400
        assert "belongs to Ada already" in answer.content.decode()
    assert Person.objects.count() == 2
