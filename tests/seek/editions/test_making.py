"""From rows to a stored edition, day after day."""

import threading
from datetime import timedelta
from functools import partial
from itertools import pairwise

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from allotment.core.models import Owner
from allotment.people.models import Moment
from allotment.seek.actions import reading
from allotment.seek.actions.editions import edition_for, make_edition
from allotment.seek.editions.composing import compose
from allotment.seek.models import Edition, MutedWord, Post, PostState, Question
from allotment.seek.queries.editions import edition_record
from tests.cast import NOON
from tests.seek.editions.conftest import Days, write


def test_an_edition_is_stored_and_is_the_same_again(days: Days, three: list[Post]) -> None:
    first = days.record()
    assert {item.title for item in first.items} == {"By Ada", "By Bea", "By Cleo"}
    days.writes(days.follows("Dora"), "Too late for today")
    days.now += timedelta(hours=3)
    assert days.record() == first
    assert Edition.objects.count() == 1


def test_a_past_day_can_be_read_again_and_one_that_had_none_has_none(days: Days, three: list[Post]) -> None:
    first, day = days.record(), days.day
    days.later(3)
    again = edition_for(owner=days.owner, day=day, now=days.now)
    assert again is not None
    assert edition_record(again) == first
    assert edition_for(owner=days.owner, day=day - timedelta(days=1), now=days.now) is None
    assert edition_for(owner=days.owner, day=days.day + timedelta(days=1), now=days.now) is None


def test_the_ration_is_never_passed(days: Days) -> None:
    for number in range(20):
        days.writes(days.follows(f"Writer {number}"), f"Piece {number}", minutes=1 + number % 7)
    days.wishes(ration_minutes=13)
    record = days.record()
    assert record.minutes == sum(item.minutes for item in record.items) <= 13 == record.ration_minutes
    assert len(record.items) > 2


def test_a_day_with_nothing_has_no_edition_so_that_a_later_look_can_fill_it(days: Days) -> None:
    assert days.edition() is None
    days.writes(days.follows("Ada"), "It came at last")
    assert days.titles() == ["It came at last"]


def test_what_was_offered_is_not_offered_again(days: Days, three: list[Post]) -> None:
    days.titles()
    follow = days.follows("Dora")
    write(follow.source, "Copied from Ada", NOON + timedelta(hours=5), address=three[0].address)
    days.later()
    days.writes(follow, "Something of my own")
    assert days.titles() == ["Something of my own"]


def test_a_new_source_introduces_itself_with_a_good_piece_however_old(days: Days) -> None:
    days.writes(days.follows("Ada", introduced=False), "Years ago", ago=900)
    days.writes(days.follows("Bea"), "Also years ago", ago=900)
    assert days.titles() == ["Years ago"]
    assert "new_source" in days.reasons("Years ago")
    assert days.later().titles() == []


def test_what_several_share_is_one_item_that_names_them(days: Days, three: list[Post]) -> None:
    thing = "https://elsewhere.example/the-thing"
    write(days.follows("Dora").source, "The thing", NOON - timedelta(hours=9), address=thing)
    for name in ("Eve", "Fay"):
        days.writes(days.follows(name), f"{name} points to it", links=[thing])
    shared = next(item for item in days.record().items if item.title == "The thing")
    assert {person.name for person in shared.also} == {"Eve", "Fay"}
    assert "shared_by_several" in {reason.kind for reason in shared.reasons}


@pytest.mark.parametrize("how", ["reply", "links"])
def test_what_answers_or_mentions_the_owner_does_not_wait(days: Days, three: list[Post], how: str) -> None:
    mine = "https://alice.example/note/3"
    days.wishes(own_addresses="https://alice.example/note/3\n", ration_minutes=3)
    follow = days.follows("Dora", often=600.0)
    if how == "reply":
        days.writes(follow, "To Alice", reply=mine)
    else:
        days.writes(follow, "To Alice", links=[mine])
    assert days.titles()[0] == "To Alice"
    assert "conversation" in days.reasons("To Alice")


def test_a_question_brings_what_is_near_it(days: Days) -> None:
    for number in range(30):
        days.writes(days.follows(f"Writer {number}"), f"Piece {number}", words="Of weather and of bread and tea.")
    follow = days.follows("Dora", often=30.0)
    days.writes(follow, "Failure", words="How small teams learn from failures, and how failures teach small teams.")
    Question.objects.create(
        owner=days.owner,
        text="How do small teams learn from failures?",
        opened_on=days.day,
        ends_on=days.day + timedelta(weeks=12),
    )
    assert "Failure" in days.titles()
    assert "question" in days.reasons("Failure")


def test_an_interest_is_named(days: Days, three: list[Post]) -> None:
    days.wishes(interests="Bell ringing\n")
    days.writes(days.follows("Dora"), "On bell  ringing in Kent")
    assert "interest" in days.reasons("On bell  ringing in Kent")


def test_muted_words_stay_out_and_can_still_be_found(days: Days, three: list[Post]) -> None:
    MutedWord.objects.create(owner=days.owner, text="crypto")
    noisy = days.writes(days.follows("Dora"), "Crypto again")
    assert "Crypto again" not in days.titles()
    assert reading.post_for(owner=days.owner, post_id=noisy.pk) == noisy


def test_less_of_somebody_rests_all_they_write(days: Days) -> None:
    follow = days.follows("Ada", often=30.0)
    post = days.writes(follow, "Once")
    assert days.titles() == ["Once"]
    until = reading.less_of_post(owner=days.owner, post_id=post.pk, today=days.day)
    days.later()
    days.writes(follow, "Twice")
    assert days.titles() == []
    days.now = NOON + (until - NOON.date())
    days.writes(follow, "After a rest")
    assert days.titles() == ["After a rest"]


def test_more_like_this_brings_its_like_forward_and_not_useful_lets_it_wait(days: Days) -> None:
    names = [f"Writer {number}" for number in range(12)]
    follows = [days.follows(name, often=30.0) for name in names]
    liked = days.writes(follows[0], "Cello", ago=20, words="The cello suites and how to bow a cello.")
    reading.more_like_post(owner=days.owner, post_id=liked.pk, now=days.now)
    for number, follow in enumerate(follows):
        days.writes(follow, f"Bread {number}", words="A loaf of bread and its crust.", minutes=5)
    days.writes(days.follows("Zoe", often=30.0), "Bowing", words="Suites for a cello: to bow the cello.", minutes=5)
    days.wishes(ration_minutes=5)
    assert days.titles() == ["Bowing"]
    reading.not_useful(owner=days.owner, post_id=liked.pk, now=days.now)
    Edition.objects.all().delete()
    PostState.objects.exclude(post=liked).delete()
    assert days.titles() != ["Bowing"]


def test_a_long_read_comes_once_a_week_at_most(days: Days) -> None:
    found = []
    for number in range(9):
        days.writes(days.follows(f"Writer {number}"), f"Long {number}", minutes=60)
        found += [(days.day, title) for title in days.titles()]
        days.later()
    gaps = [(later - earlier).days for (earlier, _), (later, _) in pairwise(found)]
    assert len(found) == 2
    assert min(gaps) >= 7


def test_reading_is_a_moment_once_however_often_it_is_opened(days: Days, three: list[Post]) -> None:
    for minutes in range(3):
        reading.read_post(owner=days.owner, post_id=three[0].pk, now=days.now + timedelta(minutes=minutes))
    moment = Moment.objects.get()
    assert (moment.kind, moment.at, moment.person.name) == ("read", days.now, "Ada")
    assert PostState.objects.get().opened_at == days.now


def test_owners_do_not_see_each_others_turns(days: Days, three: list[Post], bob: Owner) -> None:
    theirs = Days(bob)
    theirs.follows("Ada")
    assert len(days.titles()) == 3
    assert theirs.titles() == ["By Ada"]


def test_keeping_and_passing_can_be_taken_back(days: Days, three: list[Post]) -> None:
    def acts() -> tuple[bool, bool]:
        state = PostState.objects.get()
        return state.kept_at is not None, state.passed_at is not None

    keep, let_pass = (
        partial(act, owner=days.owner, post_id=three[0].pk, now=days.now)
        for act in (reading.keep_post, reading.pass_post)
    )
    keep()
    keep()
    assert acts() == (True, False)
    let_pass()
    let_pass()
    assert acts() == (False, True)
    let_pass(let_pass=False)
    assert acts() == (False, False)


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_make_one_edition(days: Days, three: list[Post]) -> None:
    made: list[int] = []
    gate = threading.Barrier(4)

    def ask() -> None:
        gate.wait()
        edition = make_edition(owner=days.owner, day=days.day, now=days.now)
        made.append(edition.pk if edition else 0)
        connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert set(made) == {Edition.objects.get().pk}
    assert Edition.objects.get().items.count() == 3


def test_an_edition_asks_as_much_of_the_database_however_much_there_is(days: Days, three: list[Post]) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            compose(owner=days.owner, day=days.day, now=days.now).chosen()
        return len(queries)

    few = asked()
    for number in range(40):
        follow = days.follows(f"Writer {number}", introduced=number % 2 == 0)
        for piece in range(5):
            days.writes(follow, f"Piece {piece} of {number}", ago=piece + 0.1)
    assert asked() <= few + 2
    assert few <= 16
