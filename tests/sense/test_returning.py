"""Which reflection comes back today, and what is asked about: a day alone decides it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allotment.sense.returning import ASKED_FOR, Thing, Written, asked_about, is_due, returning

DAY = date(2026, 11, 22)


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def written(id_: int, days: int, *, tended: int | None = None) -> Written:
    return Written(id_, ago(days), ago(days if tended is None else tended))


def thing(id_: int, days: int, *, told: int | None = None, own: bool = False, settled: bool = False) -> Thing:
    return Thing("resource", id_, ago(days), own, None if told is None else ago(told), settled)


@pytest.mark.parametrize(("days", "comes"), [(0, False), (1, True), (2, False), (29, False), (30, True), (31, False)])
def test_a_reflection_comes_back_after_a_day_and_after_thirty_and_on_no_other(days: int, comes: bool) -> None:
    assert (returning(DAY, [written(1, days)]) is not None) == comes


def test_of_several_the_one_of_longest_ago_comes_and_of_a_day_the_first() -> None:
    found = returning(DAY, [written(7, 1), written(5, 30), written(4, 30)])
    assert found is not None
    assert found.id == 4


def test_what_is_in_hand_today_does_not_come_and_no_other_takes_its_place() -> None:
    assert returning(DAY, [written(1, 30, tended=0), written(2, 1)]) is None
    assert returning(DAY, [written(1, 30, tended=1)]) is not None


@given(st.lists(st.integers(0, 400), max_size=60))
def test_however_much_was_written_each_comes_twice_at_most_and_never_two_in_a_day(days: list[int]) -> None:
    every = [written(id_, days_ago) for id_, days_ago in enumerate(days)]
    came = [found.id for ahead in range(60) if (found := returning(DAY + timedelta(days=ahead), every))]
    assert all(came.count(id_) <= 2 for id_ in came)


@pytest.mark.parametrize(
    ("days", "due"),
    [(29, False), (30, True), (43, True), (44, False), (89, False), (90, True), (103, True), (104, False)],
)
def test_use_is_asked_about_for_a_fortnight_after_thirty_days_and_after_ninety(days: int, due: bool) -> None:
    assert is_due(thing(1, days), DAY) == due


def test_what_was_told_of_after_thirty_days_is_asked_about_again_after_ninety_only() -> None:
    assert not is_due(thing(1, 35, told=2), DAY)
    assert not is_due(thing(1, 30, told=0), DAY)
    assert is_due(thing(1, 90, told=55), DAY)
    assert not is_due(thing(1, 93, told=3), DAY)


def test_what_was_told_of_before_its_time_is_asked_about_all_the_same() -> None:
    assert is_due(thing(1, 30, told=20), DAY)


def test_what_has_had_its_last_word_is_asked_about_no_more() -> None:
    assert not is_due(thing(1, 90, told=55, settled=True), DAY)


def test_one_thing_is_asked_about_in_a_day_and_none_once_something_was_told() -> None:
    due = [thing(1, 31), thing(2, 31)]
    assert asked_about(DAY, due) in due
    assert asked_about(DAY, [*due, thing(3, 40, told=0, settled=True)]) is None
    assert asked_about(DAY, [thing(1, 3)]) is None


def test_every_day_asks_about_another() -> None:
    due = [thing(id_, 30) for id_ in range(ASKED_FOR)]
    days = [DAY + timedelta(days=ahead) for ahead in range(ASKED_FOR)]
    asked = [found for day in days if (found := asked_about(day, due))]
    assert sorted(one.id for one in asked) == list(range(ASKED_FOR))


def test_what_holds_the_owners_own_words_is_asked_about_first() -> None:
    due = [thing(1, 30), thing(2, 31, own=True), thing(3, 32)]
    for ahead in range(3):
        found = asked_about(DAY + timedelta(days=ahead), due)
        assert found is not None
        assert found.id == 2
