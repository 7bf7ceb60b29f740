from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allotment.seek.deciding import rhythm
from tests.seek.deciding.examples import DAY, HOUR, NOW, source

QUARTER = timedelta(minutes=15)


@pytest.mark.parametrize(
    ("posts_a_month", "least", "most"),
    [
        (None, 21 * HOUR, DAY),
        (0.1, 21 * HOUR, DAY),
        (4, 7 * HOUR, 9 * HOUR),
        (30, HOUR, 1.2 * HOUR),
        (900, QUARTER, 0.3 * HOUR),
    ],
)
def test_who_writes_often_is_looked_at_often(posts_a_month: float | None, least: timedelta, most: timedelta) -> None:
    wait = rhythm.after_success(source(posts_per_month=posts_a_month), {}, NOW) - NOW
    assert least <= wait <= most


def test_a_cache_that_is_still_fresh_is_waited_for() -> None:
    often = source(posts_per_month=900)
    assert rhythm.after_success(often, {"cache-control": "public, max-age=7200"}, NOW) >= NOW + 2 * HOUR


def test_a_year_of_freshness_is_not_believed() -> None:
    assert rhythm.after_success(source(), {"cache-control": "max-age=31536000"}, NOW) <= NOW + DAY


@pytest.mark.parametrize("said", ["no-cache, max-age=7200", "no-store", "max-age=", "max-age=-1", "private"])
def test_a_cache_control_without_an_age_asks_for_nothing(said: str) -> None:
    assert rhythm.max_age({"cache-control": said}) == timedelta()


def test_the_feeds_own_time_to_live_is_honoured() -> None:
    assert rhythm.after_success(source(posts_per_month=900, ttl_minutes=180), {}, NOW) >= NOW + 3 * HOUR


def test_hours_to_skip_are_skipped() -> None:
    nights = sum(1 << hour for hour in range(9, 13))
    at = rhythm.after_success(source(posts_per_month=900, skip_hours=nights), {}, NOW)
    assert at == datetime(2026, 11, 22, 13, 0, tzinfo=UTC)


def test_a_feed_that_asks_to_skip_every_hour_is_not_believed() -> None:
    assert rhythm.outside(0xFFFFFF, NOW) == NOW


def test_each_failure_doubles_the_wait() -> None:
    waits = [rhythm.after_failures(source(failures=n), None, NOW) - NOW for n in range(1, 9)]
    assert QUARTER <= waits[0] <= QUARTER * 1.1
    assert all(2 * a / 1.1 <= b or b == DAY for a, b in pairwise(waits))
    assert waits[-1] == DAY


def test_a_server_that_asks_for_patience_gets_it() -> None:
    assert rhythm.after_failures(source(failures=1), 3600, NOW) >= NOW + HOUR


def test_waits_are_spread_over_sources() -> None:
    waits = {rhythm.after_success(source(address_key=key, posts_per_month=30), {}, NOW) for key in range(50)}
    assert len(waits) > 40


@given(
    st.floats(0, 1e9, allow_nan=False),
    st.integers(0, 100_000),
    st.integers(0, 100_000),
    st.integers(-(2**63), 2**63 - 1),
)
def test_a_look_is_never_sooner_than_a_quarter_of_an_hour_nor_later_than_a_day(
    often: float, ttl: int, age: int, key: int
) -> None:
    one = source(posts_per_month=often, ttl_minutes=ttl, address_key=key)
    wait = rhythm.after_success(one, {"cache-control": f"max-age={age}"}, NOW) - NOW
    assert QUARTER <= wait <= DAY
    assert wait == rhythm.after_success(one, {"cache-control": f"max-age={age}"}, NOW) - NOW


@given(st.integers(1, 10_000), st.none() | st.integers(0, 10**9))
def test_a_failure_is_never_tried_again_sooner_than_that_either(failures: int, asked: int | None) -> None:
    assert QUARTER <= rhythm.after_failures(source(failures=failures), asked, NOW) - NOW <= DAY


@given(st.integers(0, 2**24 - 1), st.integers(0, 47))
def test_no_look_falls_into_an_hour_to_skip(mask: int, hours: int) -> None:
    at = rhythm.outside(mask, NOW + hours * HOUR)
    assert at >= NOW + hours * HOUR
    assert mask == 2**24 - 1 or not mask >> at.hour & 1


def test_how_often_somebody_writes_is_told_from_their_newest_entries() -> None:
    weekly = rhythm.posts_per_month([NOW - 7 * n * DAY for n in range(40)], NOW)
    assert weekly is not None
    assert 4 <= weekly <= 5


def test_silence_counts() -> None:
    once_busy = rhythm.posts_per_month([NOW - 3000 * DAY - n * DAY for n in range(40)], NOW)
    assert once_busy is not None
    assert once_busy < 0.5


def test_without_dates_nothing_is_known() -> None:
    assert rhythm.posts_per_month([], NOW) is None
    assert rhythm.posts_per_month([NOW + DAY], NOW) is None
