"""Today composed anew, and what another wish would change."""

from datetime import timedelta
from typing import Any

import pytest

from allotment.seek.actions import reading
from allotment.seek.actions.editions import remake_edition
from allotment.seek.actions.wishing import keep_preferences, would_change
from allotment.seek.models import Edition, Follow, Post, PostState
from tests.cast import NOON
from tests.seek.editions.conftest import Days


def again(days: Days) -> list[str]:
    days.now += timedelta(minutes=5)
    remake_edition(owner=days.owner, day=days.day, now=days.now)
    return days.titles()


def wished(**changes: Any) -> dict[str, Any]:
    default = {
        "wider": 0,
        "quieter": 0,
        "serendipity": 0,
        "ration_minutes": 20,
        "weekdays": "0123456",
        "interests": "",
        "own_addresses": "",
        "show_images": False,
        "muted": [],
    }
    return default | changes


def test_nothing_changes_where_nothing_changed(days: Days, three: list[Post]) -> None:
    first = days.titles()
    assert again(days) == first
    assert again(days) == first
    assert set(Follow.objects.values_list("last_offered_on", flat=True)) == {NOON.date()}


def test_a_muted_word_takes_a_post_out_and_its_source_has_had_no_turn(days: Days, three: list[Post]) -> None:
    days.titles()
    given = wished(muted=["bea"])
    change = would_change(owner=days.owner, day=days.day, now=days.now, given=given)
    assert (change.coming, change.going) == ((), ("By Bea",))
    keep_preferences(owner=days.owner, given=given)
    assert "By Bea" not in again(days)
    assert not PostState.objects.filter(post=three[1]).exists()
    assert Follow.objects.get(person__name="Bea").last_offered_on is None


def test_what_is_shown_as_a_change_is_what_comes(days: Days, three: list[Post]) -> None:
    before = days.titles()
    given = wished(ration_minutes=3)
    change = would_change(owner=days.owner, day=days.day, now=days.now, given=given)
    keep_preferences(owner=days.owner, given=given)
    after = again(days)
    assert set(before) - set(after) == set(change.going)
    assert set(after) - set(before) == set(change.coming)
    assert len(after) == 1


def test_what_was_opened_or_kept_stays_offered(days: Days, three: list[Post]) -> None:
    days.titles()
    reading.read_post(owner=days.owner, post_id=three[0].pk, now=days.now)
    reading.keep_post(owner=days.owner, post_id=three[1].pk, now=days.now)
    keep_preferences(owner=days.owner, given=wished(muted=["ada", "bea", "cleo"]))
    assert again(days) == []
    assert set(PostState.objects.values_list("post_id", "offered_on")) == {(p.pk, NOON.date()) for p in three[:2]}
    keep_preferences(owner=days.owner, given=wished())
    days.later()
    assert set(days.titles()) == {"By Cleo"}


def test_a_source_that_introduced_itself_today_may_do_so_again_today(days: Days) -> None:
    days.writes(days.follows("Ada", introduced=False), "Years ago", ago=900)
    assert days.titles() == ["Years ago"]
    assert again(days) == ["Years ago"]
    assert Follow.objects.get().introduced_on == NOON.date()


def test_it_stays_the_same_edition_and_its_letter_is_not_sent_twice(days: Days, three: list[Post]) -> None:
    days.wishes(mail_edition=True)
    days.titles()
    first = Edition.objects.get()
    assert first.mail_due_at == NOON
    Edition.objects.update(mail_due_at=None, mail_started_at=NOON, mailed_at=NOON)
    days.wishes(ration_minutes=3)
    again(days)
    edition = Edition.objects.get()
    assert (edition.pk, edition.mail_due_at, edition.mailed_at) == (first.pk, None, NOON)
    assert (edition.ration_minutes, edition.minutes, edition.items.count()) == (3, 3, 1)


def test_an_edition_of_which_nothing_is_left_goes(days: Days, three: list[Post]) -> None:
    days.titles()
    keep_preferences(owner=days.owner, given=wished(muted=["by"]))
    assert again(days) == []
    assert not Edition.objects.exists()


@pytest.mark.parametrize("serendipity", [-2, 0, 2])
def test_trying_a_wish_changes_nothing_by_itself(days: Days, three: list[Post], serendipity: int) -> None:
    record = days.record()
    would_change(owner=days.owner, day=days.day, now=days.now, given=wished(serendipity=serendipity))
    assert days.record() == record
    assert days.wishes().serendipity == 0
