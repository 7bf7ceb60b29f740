"""When a day has an edition: time zones, the start of a day, quiet days, time away, coming back."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allotment.core.models import Owner
from allotment.seek.actions.editions import plan_next
from allotment.seek.chores import editions_due, make_editions
from allotment.seek.models import Edition, Post, Preferences
from tests.cast import NOON
from tests.seek.editions.conftest import Days

ZONES = sorted(available_timezones())


def owner_in(zone: str, starts: time = time(4)) -> Owner:
    return Owner(name="me", time_zone=zone, day_starts_at=starts)


@pytest.mark.parametrize(
    ("zone", "now", "day"),
    [
        ("Europe/London", datetime(2026, 11, 22, 3, 59, tzinfo=UTC), date(2026, 11, 21)),
        ("Europe/London", datetime(2026, 11, 22, 4, 0, tzinfo=UTC), date(2026, 11, 22)),
        ("Asia/Tokyo", datetime(2026, 11, 21, 19, 0, tzinfo=UTC), date(2026, 11, 22)),
        ("America/Los_Angeles", datetime(2026, 11, 22, 11, 59, tzinfo=UTC), date(2026, 11, 21)),
        ("Pacific/Kiritimati", datetime(2026, 11, 21, 14, 0, tzinfo=UTC), date(2026, 11, 22)),
        ("Asia/Kathmandu", datetime(2026, 11, 21, 22, 15, tzinfo=UTC), date(2026, 11, 22)),
    ],
)
def test_a_day_begins_when_it_begins_for_the_owner(zone: str, now: datetime, day: date) -> None:
    assert owner_in(zone).day(now) == day


@pytest.mark.parametrize("starts", [time(1, 30), time(2, 30), time(0), time(4)])
@pytest.mark.parametrize(
    "began", [datetime(2026, 10, 24, 20, tzinfo=UTC), datetime(2026, 3, 28, 20, tzinfo=UTC)], ids=["autumn", "spring"]
)
@pytest.mark.parametrize("zone", ["Europe/Berlin", "Europe/London"])
def test_no_day_comes_back_when_clocks_are_changed(zone: str, began: datetime, starts: time) -> None:
    owner = owner_in(zone, starts)
    seen = [owner.day(began + timedelta(minutes=10 * step)) for step in range(24 * 6)]
    assert all(later - earlier in {timedelta(0), timedelta(days=1)} for earlier, later in pairwise(seen))
    assert len(set(seen)) == 2


@given(
    zone=st.sampled_from(ZONES),
    starts=st.times(),
    now=st.datetimes(datetime(2020, 1, 2), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - given their zone here
)
def test_now_lies_between_the_start_of_its_day_and_of_the_next(zone: str, starts: time, now: datetime) -> None:
    owner = owner_in(zone, starts)
    day = owner.day(now)
    assert owner.start_of(day).astimezone(UTC) <= now < owner.start_of(day + timedelta(days=1)).astimezone(UTC)


def test_quiet_days_have_no_edition_and_nothing_piles_up(days: Days) -> None:
    days.wishes(weekdays="0")
    follow = days.follows("Ada", often=30.0)
    shown = []
    for _ in range(15):
        days.writes(follow, f"Of {days.day}")
        shown += [(days.day.weekday(), len(days.titles()))] if days.edition() else []
        days.later()
    assert [weekday for weekday, _number in shown] == [0, 0]
    assert {number for _weekday, number in shown} <= {1, 2}


def test_while_away_nothing_is_made_and_coming_back_is_one_edition_and_a_kind_word(days: Days) -> None:
    follow = days.follows("Ada", often=30.0)
    days.writes(follow, "Before")
    assert not days.record().back_from_pause
    days.owner.paused_until = days.day + timedelta(days=4)
    for _ in range(3):
        days.later()
        days.writes(follow, f"Away {days.day}")
        assert days.edition() is None
    assert Edition.objects.count() == 1
    days.later()
    back = days.record()
    assert back.back_from_pause
    assert len(back.items) <= 2
    days.later()
    days.writes(follow, "The day after")
    assert not days.record().back_from_pause


def test_a_week_without_any_is_a_pause_too(days: Days) -> None:
    follow = days.follows("Ada")
    days.writes(follow, "Before")
    days.edition()
    days.later(9)
    days.writes(follow, "After")
    assert days.record().back_from_pause


def test_what_was_written_while_away_fades_after_a_week(days: Days) -> None:
    days.owner.paused_until = days.day + timedelta(days=30)
    days.writes(days.follows("Ada", often=30.0), "Of the first day")
    days.writes(days.follows("Rare", often=0.5), "Of somebody who seldom writes")
    days.later(20)
    days.owner.paused_until = None
    assert days.titles() == ["Of somebody who seldom writes"]


def test_the_worker_makes_it_at_the_start_of_the_owners_day(days: Days, three: list[Post]) -> None:
    plan_next(owners=[days.owner], now=days.now)
    assert not Preferences.objects.filter(next_edition_at__isnull=False).exists()
    days.edition()
    due = Preferences.objects.get().next_edition_at
    assert due == datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
    assert not editions_due(NOON).exists()
    assert editions_due(due).exists()


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 29, 3, tzinfo=UTC)),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 4, tzinfo=UTC)),
        (datetime(2026, 11, 22, 3, tzinfo=UTC), datetime(2026, 11, 22, 4, tzinfo=UTC)),
    ],
)
def test_the_next_is_due_at_the_owners_own_hour_also_when_clocks_are_changed(
    days: Days, now: datetime, due: datetime
) -> None:
    days.wishes()
    plan_next(owners=[days.owner], now=now)
    assert Preferences.objects.get().next_edition_at == due


def test_an_owner_who_is_away_is_asked_again_the_next_day(days: Days, three: list[Post]) -> None:
    preferences = days.wishes(next_edition_at=NOON - timedelta(days=900))
    days.owner.paused_until = date(2100, 1, 1)
    days.owner.save()
    make_editions([preferences.pk])
    preferences.refresh_from_db()
    assert not Edition.objects.exists()
    assert preferences.next_edition_at is not None
    assert preferences.next_edition_at > NOON - timedelta(days=900)
