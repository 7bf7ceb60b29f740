"""Numbers of documents: the owner's own words first, then the newest."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from allotment.core.converters import MOST_DIGITS
from allotment.sense.numbers import Kind, Row, days_between, days_of, number_of, row_of

times = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - given one
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(st.sampled_from(Kind), st.integers(1, 2**30 - 1), times)
def test_a_number_tells_whose_it_is_and_fits_an_address(kind: Kind, pk: int, at: datetime) -> None:
    number = number_of(kind, pk, at)
    assert row_of(number) == Row(kind, pk)
    assert len(str(number)) <= MOST_DIGITS


@given(st.sampled_from(Kind), times, times)
def test_the_newer_has_the_larger_number(kind: Kind, one: datetime, other: datetime) -> None:
    if other - one >= timedelta(minutes=1):
        assert number_of(kind, 9, one) < number_of(kind, 1, other)


@given(days, days, st.dates(date(2019, 1, 1), date(2031, 1, 1)))
def test_a_span_holds_its_beginning_and_not_its_end(since: date, before: date, day: date) -> None:
    marks = set(days_of(datetime.combine(day, datetime.min.time(), UTC)))
    assert bool(marks & set(days_between(since, before))) == (since <= day < before)


def test_a_span_is_told_in_few_words() -> None:
    assert days_between(date(2025, 11, 30), date(2027, 2, 2)) == (
        "2025-11-30", "2025-12", "2026", "2027-01", "2027-02-01"
    )  # fmt: skip
    assert len(days_between(None, date(2026, 12, 31))) < 100
    assert len(days_between(date(2026, 1, 2), None)) < 120
