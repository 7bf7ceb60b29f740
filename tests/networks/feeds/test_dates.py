from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allotment.networks.feeds.dates import moment
from allotment.networks.feeds.spoken_dates import spoken
from tests.networks.feeds.lanes import LATEST

CASES = {
    "Sat, 21 Nov 2026 08:15:00 +0100": "2026-11-21T07:15:00",
    "Sat, 21 Nov 2026 08:15:00 GMT": "2026-11-21T08:15:00",
    "21 Nov 2026 08:15 EST": "2026-11-21T13:15:00",
    "Sun, 12 August 2012 10:00:00 EST": "2012-08-12T15:00:00",
    "Mon, 7 Sep 2020 1:02:03 PDT": "2020-09-07T08:02:03",
    "Friday, January 29, 2021 04:42 PM": "2021-01-29T16:42:00",
    "January 29, 2021 12:05 a.m.": "2021-01-29T00:05:00",
    "2020/1/10 14:33:00": "2020-01-10T14:33:00",
    "2020-01-10 14:33:00": "2020-01-10T14:33:00",
    "2020-01-10": "2020-01-10T00:00:00",
    "2020-01-10T14:33Z": "2020-01-10T14:33:00",
    "2020-01-10T14:33:00.123456-05:30": "2020-01-10T20:03:00.123456",
    "2020-1-5T4:03:02Z": "2020-01-05T04:03:02",
    "2020年3月4日 10:00": "2020-03-04T10:00:00",
    "04.03.2020 10:00": "2020-03-04T10:00:00",
    "31/12/2019": "2019-12-31T00:00:00",
    "12/31/2019": "2019-12-31T00:00:00",
    "Ter, 03 Março 2020 08:00:00 -0300": "2020-03-03T11:00:00",
    "пет, 05 јуни 2020 12:30:00 +0200": "2020-06-05T10:30:00",
    "Di., 3. Dezember 2019, 9:00 Uhr": "2019-12-03T09:00:00",
    "mer., 05 févr. 2020 10:00:00 +0100": "2020-02-05T09:00:00",
    "Срд, 05 фев 2020 10:00:00 GMT+3": "2020-02-05T07:00:00",
    "Thu Jan 02 10:00:00 2020": "2020-01-02T10:00:00",
}
NO_DATES = [
    "",
    "soon",
    "0001-01-01T00:00:00Z",
    "Mon, 01 Jan 0001 00:00:00 +0000",
    "1970-01-01T00:00:00Z",
    "1969-07-20T20:17:00Z",
    "2026-11-25T00:00:00Z",
    "Fri, 01 Jan 2100 00:00:00 GMT",
    "03/04/2020",
    "Mon, 31 Feb 2020 10:00:00 GMT",
    "2020-13-01",
    "9999-12-31T23:59:59-12:00",
    "10:30",
]


@pytest.mark.parametrize("words", CASES)
def test_dates_as_people_write_them_are_read(words: str) -> None:
    assert moment(words, LATEST) == datetime.fromisoformat(CASES[words]).replace(tzinfo=UTC)


@pytest.mark.parametrize("words", NO_DATES)
def test_what_cannot_be_believed_is_no_date(words: str) -> None:
    assert moment(words, LATEST) is None


@given(st.integers(31_536_000, 1_790_000_000), st.integers(-12 * 60, 14 * 60))
def test_what_is_written_well_comes_back(seconds: int, offset: int) -> None:
    when = datetime.fromtimestamp(seconds, timezone(timedelta(minutes=offset)))
    assert moment(when.isoformat(), LATEST) == when
    assert moment(when.strftime("%a, %d %b %Y %H:%M:%S %z"), LATEST) == when
    assert spoken(when.strftime("%A, %d %B %Y %H:%M:%S %z")) == when


@given(st.text(max_size=60))
def test_no_words_are_too_strange_for_a_date(words: str) -> None:
    found = moment(words, LATEST)
    assert found is None or found <= LATEST
