"""Moments that an owner notes, changes and takes away, and what else follows from them."""

from datetime import UTC, datetime, timedelta

import pytest

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.core.search import Ask, Words
from allotment.people.actions import add_person, change_moment, note_moment, record_moment, remove_moment
from allotment.people.actions.noting import NothingSaid
from allotment.people.models import Moment, Person
from allotment.people.queries import a_page_of_moments
from allotment.people.queries.moments import A_PAGE
from allotment.people.searchable.moments import MOMENTS
from allotment.people.spoken import StillToCome

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Owner:
    return Owner.objects.create(name="me", time_zone="Asia/Tokyo")


@pytest.fixture
def ada(owner: Owner) -> Person:
    return add_person(owner=owner, name="Ada Lovelace", now=NOW)


def note(person: Person, line: str, **more: str) -> Moment:
    return note_moment(owner=person.owner, person_id=person.pk, line=line, now=NOW, **more)


def heard_at(person: Person) -> datetime | None:
    return Person.objects.get(pk=person.pk).heard_at


def found(word: str) -> list[int]:
    return MOMENTS.newest(Ask(every=((Words(word),),)), limit=9)


def test_a_line_becomes_a_moment_in_the_owners_time(ada: Person) -> None:
    moment = note(ada, "yesterday 15:00: tea, talked about evaluation")
    assert (moment.kind, moment.direction, moment.words) == ("tea", "with", "tea, talked about evaluation")
    assert moment.at == datetime(2026, 11, 21, 6, 0, tzinfo=UTC)


def test_what_is_chosen_goes_before_what_the_words_say(ada: Person) -> None:
    moment = note(ada, "tea, talked about evaluation", kind="call", direction="from")
    assert (moment.kind, moment.direction, moment.at) == ("call", "from", NOW)


def test_a_chosen_kind_needs_no_words_and_its_own_name_is_none(ada: Person) -> None:
    assert note(ada, "yesterday", kind="walk").words == ""
    assert (note(ada, "Tea").kind, note(ada, "Tea").words) == ("tea", "")


@pytest.mark.parametrize("line", ["", "yesterday", " on Monday: "])
def test_a_line_without_words_says_nothing(line: str, ada: Person) -> None:
    with pytest.raises(NothingSaid):
        note(ada, line)
    assert not Moment.objects.exists()


def test_nothing_is_noted_before_it_happens(ada: Person) -> None:
    with pytest.raises(StillToCome):
        note(ada, "today 23:00: tea")


def test_when_they_were_last_heard_of_follows_every_change(ada: Person) -> None:
    assert heard_at(ada) is None
    late, early = note(ada, "yesterday: tea"), note(ada, "last Monday: a call")
    assert heard_at(ada) == late.at
    change_moment(owner=ada.owner, moment_id=early.pk, at=NOW, kind="call", direction="to", words="")
    assert heard_at(ada) == NOW
    remove_moment(owner=ada.owner, moment_id=early.pk)
    assert heard_at(ada) == late.at
    remove_moment(owner=ada.owner, moment_id=late.pk)
    assert heard_at(ada) is None


def test_what_other_areas_tell_counts_as_hearing_and_twice_is_once(ada: Person) -> None:
    for day in range(2):
        at = NOW + timedelta(days=day)
        record_moment(owner=ada.owner, person=ada, direction="from", kind="read", at=at, words="Tea", key=7)
    assert heard_at(ada) == NOW


def test_a_moment_is_found_by_its_words_as_they_are_now(ada: Person) -> None:
    moment = note(ada, "yesterday: talked about evaluation")
    assert found("evaluation") == [moment.pk]
    change_moment(owner=ada.owner, moment_id=moment.pk, at=NOW, kind="talk", direction="with", words="of compost")
    assert (found("evaluation"), found("compost")) == ([], [moment.pk])
    remove_moment(owner=ada.owner, moment_id=moment.pk)
    assert found("compost") == []


def test_what_was_read_is_found_as_a_post_and_not_as_a_moment(ada: Person) -> None:
    record_moment(owner=ada.owner, person=ada, direction="from", kind="read", at=NOW, words="On compost")
    assert found("compost") == []


def test_a_stranger_neither_notes_nor_changes_nor_removes(ada: Person) -> None:
    stranger, moment = Owner.objects.create(name="you"), note(ada, "tea")
    with pytest.raises(NotFound):
        note_moment(owner=stranger, person_id=ada.pk, line="tea", now=NOW)
    with pytest.raises(NotFound):
        change_moment(owner=stranger, moment_id=moment.pk, at=NOW, kind="tea", direction="with", words="")
    with pytest.raises(NotFound):
        remove_moment(owner=stranger, moment_id=moment.pk)


def test_a_timeline_goes_on_where_it_ended_even_among_moments_of_one_time(ada: Person) -> None:
    ids = [note(ada, "tea").pk for _ in range(A_PAGE * 2 + 1)]
    seen: list[int] = []
    before = ""
    while True:
        page = a_page_of_moments(owner=ada.owner, before=before)
        seen += [line.id for line in page.moments]
        before = page.before
        if not before:
            break
    assert seen == ids[::-1]


def test_a_timeline_is_narrowed_by_person_direction_and_kind(ada: Person) -> None:
    bob = add_person(owner=ada.owner, name="Bob", now=NOW)
    tea, link, other = note(ada, "tea"), note(ada, "sent her a link"), note(bob, "tea")

    def lines(**wanted: object) -> list[int]:
        page = a_page_of_moments(owner=ada.owner, **wanted)  # type: ignore[arg-type]  # filters by name
        return [line.id for line in page.moments]

    assert lines(person_id=ada.pk) == [link.pk, tea.pk]
    assert lines(kind="tea") == [other.pk, tea.pk]
    assert lines(direction="to") == [link.pk]
    assert lines(person_id=bob.pk, direction="to") == []
