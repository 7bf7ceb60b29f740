"""A line that begins with a day is understood as its writer means it, and nothing else is taken for a day."""

import contextlib
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allotment.people.spoken import NoSuchDay, Spoken, StillToCome, heard, moment_of

SUNDAY = date(2026, 11, 22)
LONDON = ZoneInfo("Europe/London")
days = st.dates(date(1900, 1, 1), SUNDAY)
words = st.text(st.characters(categories=["L"]), min_size=1).map(lambda text: f"Ł{text}")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", "2026-11-22"),
        ("This morning", "2026-11-22"),
        ("yesterday", "2026-11-21"),
        ("Yesterday evening", "2026-11-21"),
        ("last night", "2026-11-21"),
        ("the day before yesterday", "2026-11-20"),
        ("on Monday", "2026-11-16"),
        ("Monday", "2026-11-16"),
        ("on Sunday", "2026-11-22"),
        ("last Sunday", "2026-11-15"),
        ("last Friday", "2026-11-20"),
        ("Tue", "2026-11-17"),
        ("last thurs", "2026-11-19"),
        ("3 days ago", "2026-11-19"),
        ("a week ago", "2026-11-15"),
        ("two weeks ago", "2026-11-08"),
        ("last month", "2026-10-22"),
        ("nine months ago", "2026-02-22"),
        ("a year ago", "2025-11-22"),
        ("12 March", "2026-03-12"),
        ("on the 12th of March", "2026-03-12"),
        ("Thursday, 12 March", "2026-03-12"),
        ("March 12", "2026-03-12"),
        ("March 12, 2024", "2024-03-12"),
        ("3 Dec", "2025-12-03"),
        ("1 sept", "2026-09-01"),
        ("29 February", "2024-02-29"),
        ("12 March 2019", "2019-03-12"),
        ("2026-03-12", "2026-03-12"),
        ("12/3/2026", "2026-03-12"),
        ("12.03.2026", "2026-03-12"),
    ],
)
def test_a_day_in_front_is_the_last_one_of_that_name(said: str, day: str) -> None:
    for line in (
        f"{said}: tea",
        f"{said}, tea",
        f"  {said.upper()} \N{EN DASH} tea",
        f"{said.replace(' ', '  ')}. tea",
    ):
        assert heard(line, SUNDAY) == Spoken(date.fromisoformat(day), None, "tea")
    assert heard(said, SUNDAY) == Spoken(date.fromisoformat(day), None, "")


@pytest.mark.parametrize(
    "line",
    [
        "tea with three people",
        "Sat down with her",
        "Sun and rain",
        "today's paper",
        "todays",
        "Mondays are quiet",
        "May I ask",
        "march",
        "marched 12 miles",
        "3 days of work",
        "12 people came",
        "talked about the 12th of March",
        "a year of jazz",
        "last words",
        "2026 plans",
        "tea: yesterday",
        "9 to 5",
        "",
    ],
)
def test_what_only_looks_like_a_day_stays_in_the_words(line: str) -> None:
    assert heard(line, SUNDAY) == Spoken(SUNDAY, None, line)


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("yesterday 15:30: tea", time(15, 30)),
        ("yesterday at 15.30, tea", time(15, 30)),
        ("on Monday, 9:05 tea", time(9, 5)),
        ("yesterday at 3pm tea", time(15)),
        ("yesterday 3:15 p.m. tea", time(15, 15)),
        ("yesterday at 12 am: tea", time(0)),
        ("3 days ago at noon: tea", time(12)),
        ("2026-03-12 00:00: tea", time(0)),
    ],
)
def test_a_time_may_follow_the_day(line: str, at: time) -> None:
    found = heard(line, SUNDAY)
    assert (found.time, found.words) == (at, "tea")


@pytest.mark.parametrize(
    "line",
    [
        "31 February: tea",
        "2026-13-01: tea",
        "0 March: tea",
        "99999 weeks ago: tea",
        "1 May 0001: tea",
        "today 13:00 pm",
    ],
)
def test_a_day_that_no_calendar_has_is_refused(line: str) -> None:
    with pytest.raises(NoSuchDay):
        heard(line, SUNDAY)


@pytest.mark.parametrize("line", ["2026-11-23: tea", "1 May 2027: tea"])
def test_a_day_that_is_still_to_come_is_refused(line: str) -> None:
    with pytest.raises(StillToCome):
        heard(line, SUNDAY)


@given(
    day=days, said=words, shape=st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d/%m/%Y", "on %A, %d %b %Y"])
)
def test_every_day_is_understood_in_every_shape(day: date, said: str, shape: str) -> None:
    written = shape.replace("%Y", f"{day.year:04d}")
    assert heard(f"{day.strftime(written)}: {said}", SUNDAY) == Spoken(day, None, said)


@given(day=st.dates(SUNDAY - timedelta(days=364), SUNDAY), said=words)
def test_a_day_without_a_year_is_the_last_one(day: date, said: str) -> None:
    assert heard(f"{day.strftime('%d %B')}: {said}", SUNDAY).day == day


@given(ago=st.integers(0, 6), today=days.filter(lambda day: day.year > 1900), said=words)
def test_a_weekday_is_one_of_the_last_seven_days(ago: int, today: date, said: str) -> None:
    day = today - timedelta(days=ago)
    assert heard(f"on {day.strftime('%A')} {said}", today) == Spoken(day, None, said)


SCRAPS = [
    "on",
    "last",
    "monday",
    "12",
    "march",
    "2026",
    "-",
    ":",
    ",",
    "at",
    "3",
    "pm",
    "ago",
    "a",
    "week",
    "15:30",
    "²",
]


@given(line=st.text() | st.lists(st.sampled_from(SCRAPS)).map(" ".join))
def test_any_line_has_a_day_up_to_today_or_a_sentence(line: str) -> None:
    with contextlib.suppress(NoSuchDay, StillToCome):
        found = heard(line, SUNDAY)
        assert found.day <= SUNDAY
        assert line.strip().endswith(found.words)


def test_a_day_without_a_time_was_at_noon_and_today_is_now() -> None:
    now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    assert moment_of(heard("tea", SUNDAY), now=now, zone=LONDON) == now
    at = moment_of(heard("1 June: tea", SUNDAY), now=now, zone=LONDON)
    assert at.astimezone(UTC) == datetime(2026, 6, 1, 11, tzinfo=UTC)
    with pytest.raises(StillToCome):
        moment_of(heard("today 15:00: tea", SUNDAY), now=now, zone=LONDON)
