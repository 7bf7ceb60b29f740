"""How well somebody is known, with its history, and the rhythm that follows from it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.people.actions import add_person, tend_person
from allotment.people.knowing import knowing_words, rhythm_of
from allotment.people.models import Person
from allotment.people.queries.knowing import DepthLine, Knowing, depths_of, knowing_of

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def ada(alice: Owner) -> Person:
    return add_person(owner=alice, name="Ada", now=NOW)


def tend(person: Person, depth: int | None, weeks: int | None = None, quiet: date | None = None, day: int = 0) -> None:
    tend_person(
        owner=person.owner,
        person_id=person.pk,
        depth=depth,
        rhythm_weeks=weeks,
        quiet_until=quiet,
        today=TODAY + timedelta(days=day),
    )


def test_each_depth_is_kept_with_its_day(ada: Person) -> None:
    for day, depth in enumerate([2, 2, 4, None]):
        tend(ada, depth, day=day)
    lines = depths_of(owner=ada.owner, person_id=ada.pk)
    days = [TODAY + timedelta(days=day) for day in (3, 2, 0)]
    assert lines == [DepthLine(depth, day) for depth, day in zip([None, 4, 2], days, strict=True)]


def test_the_last_word_of_a_day_counts(ada: Person) -> None:
    tend(ada, 2)
    tend(ada, 3)
    assert depths_of(owner=ada.owner, person_id=ada.pk) == [DepthLine(3, TODAY)]


def test_what_was_chosen_is_there_again(ada: Person) -> None:
    tend(ada, 5, 26, TODAY)
    assert knowing_of(owner=ada.owner, person_id=ada.pk) == Knowing("Ada", 5, 26, TODAY, tells_reciprocity=True)


def test_a_stranger_finds_and_changes_nothing(ada: Person, bob: Owner) -> None:
    with pytest.raises(NotFound):
        knowing_of(owner=bob, person_id=ada.pk)
    with pytest.raises(NotFound):
        tend_person(owner=bob, person_id=ada.pk, depth=1, rhythm_weeks=None, quiet_until=None, today=TODAY)


@pytest.mark.parametrize(
    ("depth", "weeks", "rhythm"),
    [(None, None, None), (1, None, None), (2, None, 13), (4, None, 4), (5, 26, 26), (5, 0, None), (None, 8, 8)],
)
def test_a_rhythm_is_the_one_chosen_else_that_of_the_depth(
    depth: int | None, weeks: int | None, rhythm: int | None
) -> None:
    assert rhythm_of(depth, weeks) == rhythm


def test_it_is_told_in_words_as_far_as_it_was_said() -> None:
    assert knowing_words(None, None, None, TODAY) == ""
    assert knowing_words(None, 0, None, TODAY) == "Let it rest"
    later = TODAY + timedelta(days=11)
    told = "We have done something together · every month or so · nothing suggested until 3\N{NO-BREAK SPACE}December"
    assert knowing_words(3, 4, later, TODAY) == told
    assert knowing_words(3, None, TODAY, TODAY) == "We have done something together"
