from typing import Any

from allotment.seek.ranking import Candidate, Chosen, Voice, choose, compare
from tests.seek.ranking.making import days_ago, everybody, known, post, sliders, wishes

QUIET = Voice(posts_per_month=0.5)
LOUD = Voice(posts_per_month=600)


def ids(chosen: Chosen) -> list[int]:
    return [item.post_id for item in chosen.items]


def kinds(chosen: Chosen, post_id: int) -> list[str]:
    return next([r.kind for r in item.reasons] for item in chosen.items if item.post_id == post_id)


def many(count: int, **said: Any) -> list[Candidate]:
    return [post(number, **said) for number in range(1, count + 1)]


def test_nothing_to_offer_is_an_edition_without_items() -> None:
    assert choose([], {}, wishes()) == Chosen((), 0)


def test_the_minutes_never_pass_the_ration() -> None:
    chosen = choose(many(10, minutes=7), {}, wishes(ration_minutes=20))
    assert (len(chosen.items), chosen.minutes) == (2, 14)


def test_an_item_counts_a_minute_at_least() -> None:
    assert choose(many(30, minutes=0), {}, wishes(ration_minutes=5)).minutes == 5


def test_what_still_fits_fills_the_rest() -> None:
    posts = [post(1, minutes=15, nearness=1), post(2, minutes=9, nearness=0.5), post(3, minutes=4)]
    assert ids(choose(posts, {}, wishes(ration_minutes=20))) == [1, 3]


def test_twelve_items_are_the_most() -> None:
    assert len(choose(many(40), {}, wishes(ration_minutes=240)).items) == 12


def test_one_item_a_person_and_two_where_fewer_than_six_wrote() -> None:
    five = [post(10 * person + each, person) for person in range(1, 6) for each in range(3)]
    assert len(choose(five, {}, wishes()).items) == 10
    six = [post(10 * person + each, person) for person in range(1, 7) for each in range(3)]
    assert len(choose(six, {}, wishes()).items) == 6


def test_second_items_come_after_everybody_had_a_first() -> None:
    posts = [post(1, 1, minutes=9), post(2, 1, minutes=9), post(3, 2, minutes=9)]
    voices = known({1: QUIET, 2: LOUD})
    assert sorted(ids(choose(posts, voices, wishes(ration_minutes=18)))) in ([1, 3], [2, 3])


def test_a_tag_gives_two_items_at_most_among_other_sources() -> None:
    tag = [post(number, None, source_id=99, voice=f"Author {number}") for number in range(1, 9)]
    others = [post(number) for number in range(20, 26)]
    chosen = choose([*tag, *others], {}, wishes())
    assert sum(item.person_id is None for item in chosen.items) == 2
    assert len(choose(tag, {}, wishes()).items) == 8


def test_quiet_voices_come_first() -> None:
    posts = [post(1, 1), post(2, 2)]
    assert ids(choose(posts, known({1: LOUD, 2: QUIET}), wishes())) == [2, 1]


def test_whoever_waited_longer_comes_first() -> None:
    voices = known({1: Voice(last_in_edition=days_ago(2)), 2: Voice(last_in_edition=days_ago(9))})
    assert ids(choose([post(1, 1), post(2, 2)], voices, wishes())) == [2, 1]


def test_twenty_posts_a_day_get_no_more_room_than_one_a_month() -> None:
    posts = [post(100 + each, 1, age=0) for each in range(20)] + [post(number, age=4) for number in range(2, 20)]
    voices = known({1: LOUD}) | everybody(range(2, 20), QUIET)
    assert all(item.person_id != 1 for item in choose(posts, voices, wishes()).items)


def test_after_a_turn_somebody_rests_even_when_there_is_room() -> None:
    long_ago = everybody(range(1, 121), Voice(last_in_edition=days_ago(30)))
    voices = long_ago | everybody(range(1, 3), Voice(last_in_edition=days_ago(1)))
    assert ids(choose([post(1), post(2), post(3)], voices, wishes())) == [3]


def test_a_day_is_not_left_bare_because_everybody_rests() -> None:
    voices = everybody(range(1, 121), Voice(last_in_edition=days_ago(1)))
    assert len(choose([post(1), post(2)], voices, wishes()).items) == 1


def test_near_a_question_comes_before_the_rest() -> None:
    posts = [*many(20), post(50, nearness=0.6, question="How do nurses practise?")]
    chosen = choose(posts, {}, wishes())
    assert ids(chosen)[0] == 50
    assert "question" in kinds(chosen, 50)


def test_the_same_thing_is_one_item_and_those_who_point_to_it_are_named() -> None:
    posts = [post(1, 1, url_key=5), post(2, 2, link_keys=(5,)), post(3, 3, link_keys=(5,)), *map(post, range(4, 9))]
    chosen = choose(posts, {}, wishes())
    assert ids(chosen)[0] == 1
    assert {2, 3}.isdisjoint(ids(chosen))
    assert [sharer.person_id for sharer in chosen.items[0].also] == [2, 3]
    assert "shared_by_several" in kinds(chosen, 1)


def test_two_who_point_to_the_same_thing_elsewhere_make_one_item() -> None:
    chosen = choose([post(1, link_keys=(9,)), post(2, link_keys=(9,)), post(3)], {}, wishes())
    assert len({1, 2} & set(ids(chosen))) == 1
    assert 3 in ids(chosen)


def test_one_item_in_six_comes_from_outside_and_says_so() -> None:
    usual = wishes(usual_fields=frozenset({"nursing"}))
    inside = [post(number, nearness=0.9, fields=frozenset({"nursing"})) for number in range(1, 30)]
    outside = [post(number, fields=frozenset({"jazz"})) for number in range(50, 60)]
    chosen = choose(inside + outside, everybody(range(50, 60), LOUD), usual)
    outsiders = [item for item in chosen.items if item.outsider]
    assert (len(chosen.items), len(outsiders)) == (12, 2)
    assert all("outsider" in [reason.kind for reason in item.reasons] for item in outsiders)


def test_wider_gives_outsiders_more_room() -> None:
    usual = wishes(usual_fields=frozenset({"nursing"}), sliders=sliders(wider=1))
    inside = [post(number, nearness=0.9, fields=frozenset({"nursing"})) for number in range(1, 30)]
    outside = [post(number, fields=frozenset({"jazz"})) for number in range(50, 60)]
    chosen = choose(inside + outside, everybody(range(50, 60), LOUD), usual)
    assert sum(item.outsider for item in chosen.items) == 4


def test_an_outsider_that_does_not_fit_beside_the_rest_still_has_its_place() -> None:
    usual = wishes(usual_fields=frozenset({"nursing"}), ration_minutes=20)
    inside = [post(number, fields=frozenset({"nursing"})) for number in range(1, 30)]
    chosen = choose([*inside, post(50, minutes=18, fields=frozenset({"jazz"}))], known({50: LOUD}), usual)
    assert 50 in ids(chosen)
    assert chosen.minutes == 20


def test_a_second_outsider_kept_out_by_its_minutes_shortens_the_edition() -> None:
    usual = wishes(usual_fields=frozenset({"nursing"}), ration_minutes=20)
    inside = [post(number, fields=frozenset({"nursing"})) for number in range(1, 30)]
    outside = [post(number, minutes=11, fields=frozenset({"jazz"})) for number in (50, 51)]
    chosen = choose(inside + outside, {}, usual)
    assert (len(chosen.items), sum(item.outsider for item in chosen.items)) == (6, 1)


def test_what_speaks_to_the_owner_waits_for_nobody() -> None:
    spoken = [post(number, 1, age=6, conversation=True) for number in (50, 51, 52)]
    voices = known({1: Voice(posts_per_month=600, last_in_edition=days_ago(1))}) | everybody(range(2, 40), QUIET)
    chosen = choose([*many(39)[1:], *spoken], voices, wishes())
    assert set(ids(chosen)[:3]) == {50, 51, 52}
    assert kinds(chosen, 50)[0] == "conversation"


def test_conversation_that_does_not_fit_is_there_next_time() -> None:
    spoken = [post(number, conversation=True, minutes=12) for number in (1, 2)]
    today = choose(spoken, {}, wishes(ration_minutes=20))
    rest = [each for each in spoken if each.post_id not in ids(today)]
    assert (len(today.items), len(choose(rest, {}, wishes(ration_minutes=20)).items)) == (1, 1)


def test_a_long_read_has_a_day_to_itself() -> None:
    voices = known({1: QUIET, 2: Voice(posts_per_month=30, last_in_edition=days_ago(5))})
    chosen = choose([post(1, minutes=45), post(2)], voices, wishes())
    assert (ids(chosen), chosen.minutes) == ([1], 45)
    assert "long_read" in kinds(chosen, 1)


def test_a_long_read_comes_once_a_week() -> None:
    posts = [post(1, minutes=45), post(2)]
    voices = known({1: QUIET, 2: Voice(posts_per_month=30, last_in_edition=days_ago(5))})
    assert ids(choose(posts, voices, wishes(last_long_read=days_ago(6)))) == [2]
    assert ids(choose(posts, voices, wishes(last_long_read=days_ago(7)))) == [1]


def test_a_long_read_waits_while_others_have_more_to_say() -> None:
    voices = known({1: LOUD, 2: QUIET})
    assert ids(choose([post(1, minutes=45), post(2)], voices, wishes())) == [2]


def test_a_long_answer_to_the_owner_waits_for_no_week_but_for_shorter_ones() -> None:
    long, short = post(1, minutes=45, conversation=True), post(2, conversation=True)
    recently = wishes(last_long_read=days_ago(1))
    assert ids(choose([long, post(3)], {}, recently)) == [1]
    assert ids(choose([long, short], {}, recently)) == [2]


def test_a_newly_followed_source_introduces_itself_once_with_its_best_piece() -> None:
    old = [post(number, 1, age=100 * number, new_source=True) for number in (1, 2)]
    near = post(3, 1, age=900, new_source=True, nearness=0.8)
    chosen = choose([*old, near, *map(post, range(10, 40))], {}, wishes())
    assert [item.post_id for item in chosen.items if item.person_id == 1] == [3]
    assert kinds(chosen, 3)[0] == "new_source"


def test_a_moved_slider_tells_what_would_change() -> None:
    posts = [post(1, 1, age=0, minutes=10), post(2, 2, age=6, minutes=10)]
    voices = known({1: Voice(posts_per_month=30), 2: Voice(posts_per_month=3)})
    now = choose(posts, voices, wishes(ration_minutes=10))
    then = choose(posts, voices, wishes(ration_minutes=10, sliders=sliders(quieter=-1)))
    assert (ids(now), compare(now, then).coming, compare(now, then).going) == ([2], (1,), (2,))
    assert compare(now, now) == compare(then, then)
