from dataclasses import replace
from datetime import timedelta

import pytest

from allotment.networks.errors import NetworkError
from allotment.networks.records import FeedRecord
from allotment.seek.deciding import SourceForLook, after_failure, after_feed, after_nothing_new
from allotment.seek.deciding.looks import believed_move
from allotment.seek.deciding.plain import language_tag, plain, web_address
from tests.seek.deciding.examples import DAY, NOW, Answer, entry, source

FEED = FeedRecord(title="Ada's notes", site_address="https://ada.example/", language="en_gb", entries=(entry("a"),))


def looked(before: SourceForLook, feed: FeedRecord = FEED, answer: Answer | None = None) -> SourceForLook:
    return after_feed(before, answer or Answer(), feed, NOW, body_hash=7, changed=True)


def failed(before: SourceForLook, code: str = "missing", *, retry_after: int | None = None) -> SourceForLook:
    return after_failure(before, NetworkError(code, "It is not there.", retry_after=retry_after), NOW)  # type: ignore[arg-type]  # a parameter


def test_a_first_look_tells_what_it_is() -> None:
    after = looked(source(title="ada.example"))
    assert (after.title, after.site_address, after.language) == ("Ada's notes", "https://ada.example/", "en-GB")
    assert (after.body_hash, after.looked_at, after.changed_at) == (7, NOW, NOW)
    assert after.newest_post_at == NOW - DAY


def test_what_the_feed_stops_saying_is_kept() -> None:
    after = looked(source(title="Ada", description="Notes", language="de"), FeedRecord(title=""))
    assert (after.title, after.description, after.language) == ("Ada", "Notes", "de")


def test_a_look_that_finds_nothing_new_leaves_the_day_of_the_last_change() -> None:
    before = source(changed_at=NOW - DAY, newest_post_at=NOW - DAY)
    assert after_feed(before, Answer(), FEED, NOW, body_hash=7, changed=False).changed_at == NOW - DAY


def test_validators_of_a_new_body_replace_the_old_ones_even_by_nothing() -> None:
    before = source(etag='"1"', last_modified="then")
    after = looked(before, answer=Answer(headers={"etag": '"2"'}))
    assert (after.etag, after.last_modified) == ('"2"', "")


def test_a_304_that_repeats_no_validators_keeps_them() -> None:
    after = after_nothing_new(source(etag='"1"'), Answer(status=304), NOW)
    assert after.etag == '"1"'


def test_a_validator_too_long_to_keep_is_not_cut() -> None:
    assert looked(source(), answer=Answer(headers={"etag": "x" * 501})).etag == ""


def test_an_answer_ends_the_failures() -> None:
    ill = source(
        failures=3, failing_since=NOW - DAY, error_code="missing", error_message="Gone fishing.", state="resting"
    )
    well = after_nothing_new(ill, Answer(status=304), NOW)
    assert (well.failures, well.failing_since, well.error_code, well.error_message, well.state) == (
        0,
        None,
        "",
        "",
        "active",
    )


def test_a_failure_is_kept_with_its_words_and_tried_again() -> None:
    after = failed(source(etag='"1"'))
    assert (after.failures, after.error_code, after.error_message) == (1, "missing", "It is not there.")
    assert after.failing_since == NOW
    assert after.etag == '"1"'
    assert after.next_look_at is not None
    assert after.next_look_at > NOW


def test_410_retires_a_source() -> None:
    after = failed(source(), "gone")
    assert (after.state, after.next_look_at) == ("gone", None)


def test_thirty_days_of_failures_rest_a_source() -> None:
    almost = failed(source(failures=30, failing_since=NOW - 30 * DAY + timedelta(seconds=1)))
    assert almost.state == "active"
    after = failed(source(failures=30, failing_since=NOW - 30 * DAY))
    assert after.state == "resting"
    assert after.next_look_at == NOW + 30 * DAY


def test_a_feed_that_moved_three_times_is_moved() -> None:
    moved = Answer(permanent_address="https://ada.example/atom")
    once = looked(source(), answer=moved)
    twice = looked(once, answer=moved)
    assert believed_move(twice) == ""
    assert (
        believed_move(after_nothing_new(twice, Answer(304, {}, "https://ada.example/atom"), NOW))
        == "https://ada.example/atom"
    )


def test_a_redirect_that_changes_its_mind_is_not_followed_for_good() -> None:
    twice = source(moved_to="https://ada.example/atom", moved_times=2)
    assert looked(twice, answer=Answer(permanent_address="https://parking.example/")).moved_times == 1
    assert looked(twice).moved_times == 0


def test_a_move_to_where_it_is_is_none() -> None:
    assert looked(source(), answer=Answer(permanent_address="https://ADA.example:443/feed")).moved_to == ""


def test_a_hub_is_asked_once() -> None:
    named = replace(FEED, hub="https://hub.example/", self_address="https://ada.example/atom")
    first = looked(source(), named)
    assert (first.hub, first.hub_topic, first.hub_due_at) == ("https://hub.example/", "https://ada.example/atom", NOW)
    assert looked(replace(first, hub_due_at=NOW + DAY), named).hub_due_at == NOW + DAY
    assert (looked(first).hub, looked(first).hub_due_at) == ("", None)


def test_hours_to_skip_and_time_to_live_are_kept_for_the_looks_that_bring_no_feed() -> None:
    after = looked(source(), replace(FEED, ttl_minutes=99999, skip_hours=frozenset({0, 23, 24, -1})))
    assert (after.ttl_minutes, after.skip_hours) == (1440, 1 | 1 << 23)


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        *[("en-us", "en-US"), ("DE", "de"), ("pt_BR", "pt-BR"), ("zh-Hans-CN", "zh-Hans-CN"), (None, ""), ("und", "")],
        *[("English", ""), ("x", ""), ("en-<b>", "en"), (" fr ", "fr")],
    ],
)
def test_a_language_is_written_one_way(said: str | None, tag: str) -> None:
    assert language_tag(said) == tag


def test_words_fit_their_column() -> None:
    assert plain(" a\x00b\ud800c ", 3) == "abc"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "", None, "https://a.example/" + "x" * 2000])
def test_what_is_no_address_is_none(address: str | None) -> None:
    assert web_address(address) == ""
