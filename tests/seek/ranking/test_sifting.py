import pytest

from allotment.seek.ranking import Voice
from allotment.seek.ranking.sifting import sift
from tests.seek.ranking.making import DAY, days_ago, known, post, wishes


@pytest.mark.parametrize(
    ("posts_per_month", "age", "is_offered"),
    [(4, 7, True), (4, 8, False), (1, 8, False), (0.9, 8, True), (0.9, 30, True), (0.9, 31, False)],
)
def test_items_fade_after_a_week_and_those_of_rare_writers_after_a_month(
    posts_per_month: float, age: int, *, is_offered: bool
) -> None:
    kept = sift([post(1, age=age)], known({1: Voice(posts_per_month=posts_per_month)}), wishes())
    assert bool(kept) is is_offered


def test_a_new_source_may_introduce_itself_with_something_old() -> None:
    assert sift([post(1, age=900, new_source=True)], {}, wishes())


def test_what_speaks_to_the_owner_stays_a_month() -> None:
    assert sift([post(1, age=30, conversation=True)], known({1: Voice(posts_per_month=60)}), wishes())
    assert not sift([post(1, age=31, conversation=True)], known({1: Voice(posts_per_month=60)}), wishes())


def test_something_dated_in_the_future_is_of_today() -> None:
    assert sift([post(1, age=-400)], {}, wishes())


@pytest.mark.parametrize(
    ("word", "title", "text"),
    [
        ("crypto", "All about Crypto", ""),
        ("café", "The CAFE by the library", ""),
        ("cafe", "Das Café", ""),
        ("stock market", "Piece", "what the stock\n market did"),
        ("c++", "More C++ than you wanted", ""),
        ("选举", "美国选举结果", ""),
    ],
)
def test_a_muted_word_keeps_a_piece_out(word: str, title: str, text: str) -> None:
    assert not sift([post(1, title=title, text=text)], {}, wishes(muted=(word,)))


def test_a_muted_word_is_a_whole_word() -> None:
    assert sift([post(1, title="The cartoonist at work")], {}, wishes(muted=("art", "  ", "")))


def test_a_muted_word_also_keeps_out_what_speaks_to_the_owner() -> None:
    assert not sift([post(1, title="Spoilers", conversation=True)], {}, wishes(muted=("spoilers",)))


def test_less_of_somebody_lasts_until_the_day_that_was_said() -> None:
    resting = known({1: Voice(less_until=days_ago(-1))})
    assert not sift([post(1)], resting, wishes())
    assert sift([post(1)], known({1: Voice(less_until=DAY)}), wishes())
    assert sift([post(1, conversation=True)], resting, wishes())


def test_what_was_offered_under_the_same_address_is_not_offered_again() -> None:
    assert not sift([post(1, url_key=77)], {}, wishes(offered=frozenset({77})))
