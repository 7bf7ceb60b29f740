from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from allotment.seek.ranking import Voice
from allotment.seek.ranking.sharing import Story
from allotment.seek.ranking.weighing import (
    Weights,
    days_of_rest,
    die,
    freshness,
    is_having_a_rest,
    is_outsider,
    merit,
    rarity,
    sharedness,
    substance,
    waiting,
    weights,
)
from tests.seek.ranking.making import DAY, days_ago, everybody, post, sliders, wishes


def test_the_rarer_somebody_writes_the_more_it_counts() -> None:
    assert rarity(0) == rarity(1) == 1
    values = [rarity(each) for each in (1, 2, 8, 30, 600)]
    assert all(rarer > oftener for rarer, oftener in pairwise(values))


def test_the_longer_since_a_turn_the_more_it_counts() -> None:
    assert waiting(None, DAY) == waiting(days_ago(21), DAY) == waiting(days_ago(300), DAY) == 1
    assert waiting(DAY, DAY) == waiting(days_ago(-3), DAY) == 0
    assert waiting(days_ago(3), DAY) < waiting(days_ago(4), DAY)


def test_a_piece_fades_over_the_days_it_may_wait() -> None:
    rare, often = Voice(posts_per_month=0.5), Voice(posts_per_month=8)
    assert freshness(post(1, age=0), often, DAY) == 1
    assert 0 < freshness(post(1, age=7), often, DAY) < freshness(post(1, age=7), rare, DAY)


def test_an_introduction_is_the_better_the_newer_and_never_too_old() -> None:
    old, older = (freshness(post(1, age=age, new_source=True), Voice(), DAY) for age in (90, 900))
    assert old > older > 0


@pytest.mark.parametrize(("minutes", "worth"), [(1, 0), (4, 1), (10, 1), (15, 0.5), (20, 0), (90, 0)])
def test_a_piece_of_some_minutes_is_worth_more_than_a_line_or_a_whole_ration(minutes: int, worth: float) -> None:
    assert substance(post(1, minutes=minutes), 20) == pytest.approx(worth)


def test_an_even_ration_of_a_minute_still_has_a_scale() -> None:
    assert substance(post(1, minutes=1), 1) == 0


def test_hardly_anything_to_read_and_no_date_weigh_against_an_item() -> None:
    full = post(1, text="words " * 40)
    story = Story(full)
    voice, wish, weight = Voice(), wishes(), weights(sliders())
    said = merit(story, voice, wish, weight)
    assert merit(Story(post(1, text="words")), voice, wish, weight) == pytest.approx(said - weight.stub)
    assert merit(Story(replace(full, undated=True)), voice, wish, weight) == pytest.approx(said - weight.undated)


def test_more_who_share_it_count_more_up_to_four() -> None:
    assert sharedness(0) < sharedness(1) < sharedness(2) < sharedness(4) == sharedness(40) == 1


@pytest.mark.parametrize(
    ("mark", "is_outside"),
    [
        ({"fields": frozenset({"gardening"})}, True),
        ({"fields": frozenset({"gardening", "nursing"})}, False),
        ({"language": "no"}, True),
        ({"language": "en"}, False),
        ({"country": "NO"}, True),
        ({"interest": "jazz"}, True),
        ({}, False),
    ],
)
def test_an_outsider_comes_from_somewhere_else(mark: dict[str, Any], *, is_outside: bool) -> None:
    usual = wishes(
        usual_fields=frozenset({"nursing"}), usual_languages=frozenset({"en"}), usual_countries=frozenset({"GB"})
    )
    assert is_outsider(post(1, **mark), usual) is is_outside


def test_nobody_is_an_outsider_to_an_owner_whose_usual_is_not_known() -> None:
    assert not is_outsider(post(1, fields=frozenset({"jazz"}), language="no", country="NO"), wishes())


def test_a_turn_lasts_the_longer_the_more_wait_for_theirs() -> None:
    def among(people: int) -> int:
        return days_of_rest(everybody(range(people), Voice()))

    assert [among(people) for people in (0, 5, 14, 15, 30, 2_000)] == [0, 0, 0, 1, 6, 14]


def test_somebody_rests_after_a_turn_unless_it_matters_now() -> None:
    had_a_turn = Voice(last_in_edition=days_ago(3))
    assert is_having_a_rest(Story(post(1)), had_a_turn, DAY, 4)
    assert not is_having_a_rest(Story(post(1)), had_a_turn, DAY, 3)
    assert not is_having_a_rest(Story(post(1)), Voice(), DAY, 14)
    assert not is_having_a_rest(Story(post(1, nearness=0.4)), had_a_turn, DAY, 14)


def test_the_throw_of_a_post_stays_the_same_for_one_owner_and_day() -> None:
    mine = die(wishes())
    assert [mine(post_id) for post_id in (1, 2, 3)] == [die(wishes())(post_id) for post_id in (1, 2, 3)]
    assert mine(1) != mine(2)
    assert mine(1) != die(wishes(owner="ayo"))(1)
    assert mine(1) != die(wishes(day=days_ago(1)))(1)


def test_sliders_in_the_middle_leave_the_rules_as_they_are_written() -> None:
    assert weights(sliders()) == Weights()


def test_each_slider_moves_what_it_names() -> None:
    plain = weights(sliders())
    assert weights(sliders(quieter=1)).rarity > plain.rarity > weights(sliders(quieter=-1)).rarity
    assert weights(sliders(quieter=-1)).fresh > plain.fresh > weights(sliders(quieter=1)).fresh
    assert weights(sliders(serendipity=-1)).question > plain.question > weights(sliders(serendipity=1)).question
    assert weights(sliders(serendipity=1)).chance > plain.chance
    assert weights(sliders(wider=1)).outside > plain.outside > weights(sliders(wider=-1)).outside
    assert weights(sliders(wider=-1)).liking > plain.liking > weights(sliders(wider=1)).liking


@pytest.mark.parametrize(
    "better",
    [{"nearness": 0.5}, {"liking": 0.5}, {"age": 0}, {"interest": "jazz"}, {"new_source": True}],
)
def test_whatever_speaks_for_an_item_raises_it(better: dict[str, Any]) -> None:
    def points(**said: Any) -> float:
        return merit(Story(post(1, **said)), Voice(), wishes(), Weights())

    assert points(**better) > points(age=2)
    assert points(minutes=19) < points(minutes=9) > points(minutes=2)
    assert points(liking=-0.5) < points()
