"""Whom the rules choose: few, with a reason, the smallest step, and the same each time."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allotment.people.suggesting import LADDER, MOST, PEACE, Tie, next_step, suggested, week_of

TODAY = date(2026, 11, 25)
"""A Wednesday."""


def ago(days: int) -> datetime:
    return datetime.combine(TODAY - timedelta(days=days), time(12), UTC)


def tie(person: int = 1, heard: int | None = None, **more: object) -> Tie:
    at = None if heard is None else ago(heard)
    return Tie(person, heard_at=at, heard_on=at.date() if at else None, **more)  # type: ignore[arg-type]  # by name


ties = st.builds(
    tie,
    person=st.integers(1, 50),
    heard=st.none() | st.integers(0, 900),
    depth=st.none() | st.integers(0, 5),
    rhythm_weeks=st.none() | st.integers(0, 60),
    quiet_until=st.none() | st.dates(TODAY - timedelta(60), TODAY + timedelta(60)),
    suggested_on=st.none() | st.dates(TODAY - timedelta(90), TODAY),
    received=st.integers(0, 9),
    gave_back=st.booleans(),
    made=st.frozensets(st.sampled_from(LADDER)),
)
everybody = st.lists(ties, max_size=40, unique_by=lambda each: each.person_id)


@given(people=everybody)
def test_a_week_has_three_at_most_each_person_once_and_none_who_is_left_in_peace(people: list[Tie]) -> None:
    found = suggested(people, today=TODAY)
    known = {each.person_id: each for each in people}
    assert len(found) <= MOST
    assert len({each.person_id for each in found}) == len(found)
    for each in found:
        who = known[each.person_id]
        assert who.rhythm_weeks != 0
        assert who.quiet_until is None or who.quiet_until <= TODAY
        assert who.suggested_on is None or TODAY - who.suggested_on >= PEACE
        assert each.step in LADDER
        assert who.received or each.step not in {"thank", "credit"}


@given(people=everybody, day=st.integers(0, 6), other=st.randoms())
def test_the_order_of_people_changes_nothing(people: list[Tie], day: int, other: object) -> None:
    mixed = list(people)
    other.shuffle(mixed)  # type: ignore[attr-defined]  # Hypothesis' Random
    assert suggested(mixed, today=TODAY) == suggested(people, today=TODAY)


@given(people=everybody)
def test_nobody_is_left_out_for_somebody_who_waits_less(people: list[Tie]) -> None:
    chosen = suggested(people, today=TODAY)
    left = suggested([each for each in people if each.person_id not in {one.person_id for one in chosen}], today=TODAY)
    assert not left or (len(chosen) == MOST and left[0].weight <= chosen[-1].weight)


def test_a_rhythm_is_due_on_its_day_and_not_before() -> None:
    assert suggested([tie(heard=27, rhythm_weeks=4)], today=TODAY) == []
    [found] = suggested([tie(heard=28, rhythm_weeks=4)], today=TODAY)
    assert (found.why, found.step) == ("rhythm", "share")


def test_whom_one_knows_well_has_a_rhythm_without_choosing_one_and_a_stranger_has_none() -> None:
    people = [tie(number, heard=100, depth=number) for number in range(6)]
    assert [each.person_id for each in suggested(people, today=TODAY)] in ([4, 5, 2], [4, 5, 3], [5, 4, 2], [5, 4, 3])


def test_somebody_never_heard_of_has_nothing_to_begin_anew() -> None:
    assert suggested([tie(rhythm_weeks=2)], today=TODAY) == []


def test_what_came_three_times_and_went_back_never_is_a_reason_unless_it_is_not_to_be_said() -> None:
    [found] = suggested([tie(heard=1, received=3)], today=TODAY)
    assert (found.why, found.step) == ("uneven", "thank")
    assert suggested([tie(heard=1, received=3)], today=TODAY, notes_uneven=False) == []
    assert suggested([tie(heard=1, received=2)], today=TODAY) == []
    assert suggested([tie(heard=1, received=3, gave_back=True)], today=TODAY) == []


@pytest.mark.parametrize(
    ("received", "made", "step"),
    [
        (1, (), "thank"),
        (1, ("thank",), "credit"),
        (0, (), "share"),
        (1, ("thank", "credit", "share", "ask"), "offer"),
        (1, LADDER, "thank"),
        (0, LADDER, "share"),
    ],
)
def test_the_step_is_the_smallest_not_yet_made(received: int, made: tuple[str, ...], step: str) -> None:
    assert next_step(received, made) == step


def test_a_week_begins_on_monday() -> None:
    assert {week_of(date(2026, 11, day)) for day in range(23, 30)} == {date(2026, 11, 23)}
