"""What holds for every edition, whatever the candidates."""

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from allotment.seek.ranking import Candidate, Chosen, Sliders, Voice, VoiceKey, Wishes, choose
from allotment.seek.ranking.sifting import sift
from allotment.seek.ranking.weighing import is_outsider
from tests.seek.ranking.making import DAY, post

PEOPLE = 9
few_fields = st.frozensets(st.sampled_from(["nursing", "jazz", "gardening"]), max_size=2)
keys = st.integers(1, 40)
turns = st.none() | st.integers(0, 40).map(lambda days: DAY - timedelta(days=days))
slide = st.sampled_from([-1.0, -0.5, 0.0, 0.5, 1.0])


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    numbers = draw(st.lists(st.integers(1, 500), unique=True, max_size=45))
    return [draw(one_candidate(number)) for number in numbers]


@st.composite
def one_candidate(draw: st.DrawFn, number: int) -> Candidate:
    return post(
        number,
        draw(st.none() | st.integers(1, PEOPLE)),
        age=draw(st.integers(-1, 35)),
        voice=draw(st.sampled_from(["Ayo", "Mei", "Tomasz"])),
        source_id=draw(st.integers(1, 12)),
        minutes=draw(st.sampled_from([0, 1, 1, 2, 5, 9, 30])),
        title=draw(st.sampled_from(["Carrots", "Crypto today", "On wards"])),
        url_key=draw(keys | st.just(1_000 + number)),
        link_keys=tuple(draw(st.lists(keys, max_size=2))),
        language=draw(st.sampled_from(["", "en", "no"])),
        fields=draw(few_fields),
        nearness=draw(st.sampled_from([0.0, 0.0, 0.2, 0.7])),
        question="Why?",
        interest=draw(st.sampled_from(["", "", "", "jazz"])),
        conversation=draw(st.integers(0, 9)) == 0,
        new_source=draw(st.booleans()),
    )


voices = st.dictionaries(
    st.integers(1, PEOPLE),
    st.builds(
        Voice,
        posts_per_month=st.sampled_from([0.3, 1.0, 8.0, 600.0]),
        last_in_edition=turns,
        wrote_before=turns,
        less_until=st.sampled_from([None, None, None, DAY + timedelta(days=9)]),
    ),
)
some_wishes = st.builds(
    Wishes,
    owner=st.sampled_from(["ingrid", "ayo"]),
    day=st.just(DAY),
    ration_minutes=st.integers(1, 60),
    sliders=st.builds(Sliders, slide, slide, slide),
    muted=st.sampled_from([(), ("crypto",)]),
    usual_fields=st.sampled_from([frozenset(), frozenset({"nursing"})]),
    usual_languages=st.sampled_from([frozenset(), frozenset({"en"})]),
    last_long_read=st.none() | st.just(date(2026, 11, 20)),
    offered=st.frozensets(keys, max_size=5),
)
days = st.tuples(candidates(), voices, some_wishes)
type Day = tuple[list[Candidate], dict[VoiceKey, Voice], Wishes]


def offered(chosen: Chosen, posts: list[Candidate]) -> list[Candidate]:
    by_id = {candidate.post_id: candidate for candidate in posts}
    return [by_id[item.post_id] for item in chosen.items]


@given(days)
def test_the_ration_is_never_passed_but_by_a_long_read_alone(day: Day) -> None:
    chosen = choose(*day)
    assert chosen.minutes == sum(item.minutes for item in chosen.items)
    assert all(item.minutes >= 1 for item in chosen.items)
    assert len(chosen.items) <= 12
    if chosen.minutes > day[2].ration_minutes:
        assert len(chosen.items) == 1
        assert "long_read" in [reason.kind for reason in chosen.items[0].reasons]


@given(days, st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_does_not_matter(day: Day, order: random.Random) -> None:
    posts, known, wishes = day
    shuffled = list(posts)
    order.shuffle(shuffled)
    assert choose(posts, known, wishes) == choose(shuffled, dict(reversed(known.items())), wishes)


@given(days)
def test_nobody_has_more_than_their_turn(day: Day) -> None:
    posts, known, wishes = day
    wrote = {candidate.key for candidate in sift(posts, known, wishes)}
    turns = [candidate.key for candidate in offered(choose(*day), posts) if not candidate.conversation]
    assert all(turns.count(key) <= (1 if len(wrote) >= 6 else 2) for key in turns)


@given(days)
def test_nothing_is_offered_twice_or_told_by_two(day: Day) -> None:
    posts, _, wishes = day
    chosen = offered(choose(*day), posts)
    addresses = [candidate.url_key for candidate in chosen]
    assert len(set(addresses)) == len(addresses)
    assert wishes.offered.isdisjoint(addresses)


@given(days)
def test_whoever_is_named_with_an_item_is_somebody_else_and_named_once(day: Day) -> None:
    for item in choose(*day).items:
        people = [sharer.person_id for sharer in item.also]
        assert item.person_id not in people
        assert len(set(people)) == len(people)


@given(days)
def test_muted_words_and_resting_people_stay_out(day: Day) -> None:
    posts, known, wishes = day
    for candidate in offered(choose(*day), posts):
        assert not (wishes.muted and "Crypto" in candidate.title)
        until = known.get(candidate.key, Voice()).less_until
        assert until is None or until <= DAY or candidate.conversation


@given(days)
def test_one_in_six_is_an_outsider_while_one_is_waiting(day: Day) -> None:
    posts, known, wishes = day
    chosen = choose(posts, known, wishes)
    outsiders = sum(item.outsider for item in chosen.items)
    if len(chosen.items) < 2 or outsiders * 6 >= len(chosen.items):
        return
    if all(candidate.conversation for candidate in offered(chosen, posts)):
        return
    taken = {candidate.key for candidate in offered(chosen, posts)}
    waiting = [
        candidate
        for candidate in sift(posts, known, wishes)
        if is_outsider(candidate, wishes) and candidate.key not in taken and candidate.person_id is not None
    ]
    told = {key for each in offered(chosen, posts) for key in (each.url_key, *each.link_keys)}
    assert not [
        one
        for one in waiting
        if max(1, one.minutes) <= wishes.ration_minutes and told.isdisjoint((one.url_key, *one.link_keys))
    ]


@given(days)
def test_an_outsider_says_so_and_nobody_else_does(day: Day) -> None:
    for item in choose(*day).items:
        assert item.outsider == ("outsider" in [reason.kind for reason in item.reasons])


@given(days)
def test_what_speaks_to_the_owner_is_there_whenever_it_fits(day: Day) -> None:
    posts, known, wishes = day
    chosen = choose(posts, known, wishes)
    left = len(chosen.items) < 12, wishes.ration_minutes - chosen.minutes
    told = {key for each in offered(chosen, posts) for key in (each.url_key, *each.link_keys)}
    for candidate in sift(posts, known, wishes):
        if candidate.conversation and told.isdisjoint((candidate.url_key, *candidate.link_keys)):
            assert not left[0] or max(1, candidate.minutes) > left[1]


@given(days)
def test_every_item_says_why_it_is_here(day: Day) -> None:
    assert all(item.reasons and all(reason.text for reason in item.reasons) for item in choose(*day).items)


@given(days, st.data())
def test_being_nearer_to_a_question_never_costs_a_short_piece_its_place(day: Day, data: st.DataObject) -> None:
    posts, known, wishes = day
    chosen = choose(posts, known, wishes)
    ones = [candidate for candidate in offered(chosen, posts) if candidate.minutes <= 1]
    if not ones:
        return
    lucky = data.draw(st.sampled_from(ones))
    nearer = [replace(each, nearness=1.0) if each is lucky else each for each in posts]
    again = choose(nearer, known, wishes)
    assert lucky.post_id in [item.post_id for item in again.items]
