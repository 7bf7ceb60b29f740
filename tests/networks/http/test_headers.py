"""What header lines say; pure."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allotment.networks.http.headers import LONGEST_WAIT, header_line, read_headers, retry_after, seconds_to_wait

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("0", 0),
        ("99999999999999999999", LONGEST_WAIT),
        ("-5", None),
        ("1.5", None),
        ("\u0661\u0662", None),
        ("soon", None),
        ("", None),
        ("Sun, 22 Nov 2026 10:02:00 GMT", 120),
        ("Sunday, 22-Nov-26 10:02:00 GMT", 120),
        ("Sun Nov 22 10:02:00 2026", 120),
        ("Sun, 22 Nov 2026 09:00:00 GMT", 0),
        ("Sun, 22 Nov 2099 09:00:00 GMT", LONGEST_WAIT),
        ("Sun, 99 Nov 2026 10:02:00 GMT", None),
    ],
)
def test_seconds_and_dates_are_understood(said: str, seconds: int | None) -> None:
    assert retry_after({"retry-after": said}, NOW) == seconds


def test_a_date_counts_from_the_servers_own_clock() -> None:
    wrong = NOW - timedelta(days=3)
    headers = {"retry-after": format_datetime(wrong + timedelta(seconds=90)), "date": format_datetime(wrong)}
    assert retry_after(headers, NOW) == 90


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("1795341660", 60),
        ("2026-11-22T10:01:00.000Z", 60),
        ("2026-11-22T10:01:00", None),
        ("1.0", None),
        ("", None),
        ("0", None),
    ],
)
def test_servers_that_count_say_when_they_begin_anew(said: str, seconds: int | None) -> None:
    assert seconds_to_wait({"x-ratelimit-reset": said}, 429, NOW) == seconds
    assert seconds_to_wait({"ratelimit-reset": said}, 429, NOW) == seconds
    assert seconds_to_wait({"x-ratelimit-reset": said}, 503, NOW) is None
    assert seconds_to_wait({"x-ratelimit-reset": said, "retry-after": "7"}, 429, NOW) == 7


@given(st.text())
def test_no_wish_is_longer_than_a_day_or_breaks_anything(said: str) -> None:
    seconds = retry_after({"retry-after": said, "date": said}, NOW)
    assert seconds is None or 0 <= seconds <= LONGEST_WAIT
    seconds = seconds_to_wait({"ratelimit-reset": said}, 429, NOW)
    assert seconds is None or 0 <= seconds <= LONGEST_WAIT


@given(st.lists(st.binary()))
def test_any_lines_can_be_read(lines: list[bytes]) -> None:
    for name, value in read_headers(lines).items():
        assert name == name.lower().strip()
        assert "\n" not in name + value


def test_a_status_line_with_a_colon_is_not_a_header() -> None:
    assert read_headers([b"HTTP/1.1 200 OK: fine\r\n", b"A: b\r\n", b"\r\n"]) == {"a": "b"}


@given(st.text(), st.text())
def test_a_line_to_send_is_one_line(name: str, value: str) -> None:
    line = header_line(name, value)
    if line is not None:
        text = line if isinstance(line, str) else line.decode("latin-1")
        assert not {"\r", "\n", "\0"} & set(text)
