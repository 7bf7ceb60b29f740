"""Ids that are in the order of time."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from allotment.core.ids import chronological_id, first_id_at, free_id, key64, when

MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
KEYS = st.integers(-(1 << 63), (1 << 63) - 1)


@given(MOMENTS, KEYS, KEYS)
def test_what_is_a_second_later_has_the_larger_id(at: datetime, one: int, other: int) -> None:
    assert chronological_id(at, one) < chronological_id(at + timedelta(seconds=1), other)


@given(MOMENTS, KEYS)
def test_an_id_holds_its_second_and_fits_every_database_and_browser(at: datetime, key: int) -> None:
    made = chronological_id(at, key)
    assert when(made) == at.replace(microsecond=0)
    assert first_id_at(at) <= made < first_id_at(at + timedelta(seconds=1))
    assert 0 <= made < 1 << 53


def test_hundreds_of_one_midnight_stay_within_half_a_minute() -> None:
    midnight, taken = datetime(2026, 11, 22, tzinfo=UTC), set[int]()
    for number in range(1_000):
        taken.add(free_id(chronological_id(midnight, key64("post", number)), taken))
    assert len(taken) == 1_000
    assert when(max(taken)) - midnight < timedelta(seconds=32)
