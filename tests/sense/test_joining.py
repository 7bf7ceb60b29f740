"""Two sources of one site have one person behind them: who stood behind the second goes only where nothing is lost."""

from datetime import UTC, datetime

import pytest

from allotment.core.ids import key64
from allotment.core.models import Owner
from allotment.networks.addresses import url_key
from allotment.people.actions import ProfileToNote, add_person
from allotment.people.models import Person
from allotment.seek.fetching.joining import join_people
from allotment.seek.fetching.reading import sources_for_look
from allotment.seek.models import Follow, Source
from allotment.sense.models import Mention, Reflection

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOME = "https://ada.example/"


@pytest.fixture
def first(alice: Owner) -> Person:
    home = ProfileToNote("website", HOME, url_key(HOME))
    return add_person(owner=alice, name="Ada", now=NOW, profiles=[home], fields=["engines"])


@pytest.fixture
def second(alice: Owner) -> Person:
    """A candidate behind another feed of the same site."""
    made = add_person(owner=alice, name="Ada's other feed", now=NOW, fields=["letters"])
    address = f"{HOME}letters.xml"
    source = Source.objects.create(address=address, address_key=key64(address), site_address=HOME)
    Follow.objects.create(owner=alice, source=source, person=made, added_at=NOW)
    return made


def join() -> set[str]:
    """Who is there afterwards."""
    join_people(sources_for_look(Source.objects.values_list("pk", flat=True)))
    return set(Person.objects.values_list("name", flat=True))


@pytest.mark.usefixtures("second")
def test_a_candidate_who_is_left_with_nothing_goes_and_leaves_fields(first: Person) -> None:
    assert join() == {"Ada"}
    assert {field.name for field in first.fields.all()} == {"engines", "letters"}
    assert Follow.objects.get().person == first


def test_a_candidate_of_whom_one_has_written_stays(alice: Owner, first: Person, second: Person) -> None:
    thought = Reflection.objects.create(owner=alice, written_at=NOW, tended_at=NOW)
    Mention.objects.create(reflection=thought, person=second)
    assert join() == {"Ada", "Ada's other feed"}
    assert Follow.objects.get().person == first
    assert Mention.objects.get().person == second


@pytest.mark.usefixtures("first")
def test_a_candidate_whose_card_was_filled_in_stays(second: Person) -> None:
    second.save_over(base=second.version, learn_about="letters that are answered")
    assert join() == {"Ada", "Ada's other feed"}
