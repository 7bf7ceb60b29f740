"""The suggestions of a week as rows: made once, answered, gone when something happens."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.people.actions import (
    add_person,
    answer_suggestion,
    hush_reciprocity,
    note_moment,
    record_moment,
    suggest,
    tend_person,
)
from allotment.people.knowing import RESTS
from allotment.people.models import Moment, Person, Suggestion, Tending
from allotment.people.openings import opening_of, reason_of, reciprocity_words
from allotment.people.queries.knowing import lately_with
from allotment.people.queries.suggestions import SuggestionLine, suggestions_of

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def somebody(owner: Owner, name: str, *, weeks_ago: int, depth: int | None = 5) -> Person:
    person = add_person(owner=owner, name=name, now=NOW, state=Person.State.NETWORK)
    at = NOW - weeks_ago * WEEK
    record_moment(owner=owner, person=person, direction="with", kind="tea", at=at, words="Tea")
    tend_person(owner=owner, person_id=person.pk, depth=depth, rhythm_weeks=None, quiet_until=None, today=NOW.date())
    return person


@pytest.fixture
def ada(alice: Owner) -> Person:
    return somebody(alice, "Ada", weeks_ago=20)


def open_now(owner: Owner, now: datetime = NOW) -> list[SuggestionLine]:
    suggest(owner=owner, now=now)
    return suggestions_of(owner=owner, now=now)


def names(owner: Owner, now: datetime = NOW) -> list[str]:
    return [line.person for line in open_now(owner, now)]


def answer(owner: Owner, line: SuggestionLine, state: str) -> None:
    answer_suggestion(owner=owner, suggestion_id=line.id, state=state, now=NOW)


def test_a_week_is_made_once_and_stays_whatever_comes_to_it(alice: Owner, ada: Person) -> None:
    assert names(alice) == ["Ada"]
    somebody(alice, "Grace", weeks_ago=90)
    assert names(alice, NOW + timedelta(days=4)) == ["Ada"]
    assert names(alice, NOW + WEEK) == ["Grace"], "and nobody twice within six weeks"


def test_a_week_without_anybody_is_made_once_too(alice: Owner) -> None:
    assert names(alice) == []
    somebody(alice, "Grace", weeks_ago=90)
    assert names(alice) == []


def test_candidates_and_those_of_others_are_never_suggested(alice: Owner, bob: Owner, ada: Person) -> None:
    Person.objects.filter(pk=ada.pk).update(state=Person.State.CANDIDATE)
    somebody(bob, "Grace", weeks_ago=90)
    assert names(alice) == []
    assert names(bob) == ["Grace"]


def test_what_was_done_is_a_moment_once(alice: Owner, ada: Person) -> None:
    [line] = open_now(alice)
    for _ in range(2):
        answer(alice, line, Suggestion.State.DONE)
    assert open_now(alice) == []
    assert list(Moment.objects.exclude(kind="tea").values_list("kind", "direction", "at")) == [("share", "to", NOW)]


def test_not_now_leaves_them_in_peace_for_four_weeks(alice: Owner, ada: Person) -> None:
    [line] = open_now(alice)
    answer(alice, line, Suggestion.State.LATER)
    assert open_now(alice) == []
    assert Person.objects.get(pk=ada.pk).quiet_until == date(2026, 12, 23)


def test_who_is_let_rest_is_not_suggested_again(alice: Owner, ada: Person) -> None:
    [line] = open_now(alice)
    answer(alice, line, Suggestion.State.RESTS)
    assert Person.objects.get(pk=ada.pk).rhythm_weeks == RESTS
    assert names(alice, NOW + 30 * WEEK) == []


def test_a_stranger_answers_nothing(alice: Owner, bob: Owner, ada: Person) -> None:
    [line] = open_now(alice)
    with pytest.raises(NotFound):
        answer(bob, line, Suggestion.State.DONE)


@pytest.mark.parametrize("words", ["tea", "they sent me a link", "yesterday: wrote to them"])
def test_anything_that_happens_in_any_direction_begins_the_rhythm_anew(words: str, alice: Owner, ada: Person) -> None:
    assert names(alice) == ["Ada"]
    note_moment(owner=alice, person_id=ada.pk, line=words, now=NOW)
    assert names(alice) == []


def read(person: Person, *, times: int = 3) -> None:
    for day in range(times):
        at = NOW - timedelta(days=70 + day)
        values: dict[str, Any] = {"direction": "from", "kind": "read", "words": f"On nights {day}", "at": at}
        record_moment(owner=person.owner, person=person, **values)


def test_who_gives_and_gets_nothing_is_thanked_in_words_about_the_last_of_it(alice: Owner) -> None:
    ada = add_person(owner=alice, name="Ada", now=NOW, state=Person.State.NETWORK)
    read(ada)
    [line] = open_now(alice)
    assert (line.why, line.step) == ("uneven", "thank")
    said = "You learned from them three times since September; you have not sent anything back."
    assert reason_of(line, NOW.date(), alice.zone) == said
    assert "“On nights 0” has stayed with me" in opening_of(line)
    read(ada, times=1)
    assert names(alice) == ["Ada"], "reading more of theirs gives nothing back"
    note_moment(owner=alice, person_id=ada.pk, line="thanked her", now=NOW)
    assert names(alice) == []


def test_a_rhythm_is_told_by_the_last_time(alice: Owner, ada: Person) -> None:
    [line] = open_now(alice)
    said = "Might be nice to hear from each other: the last time was in July."
    assert reason_of(line, NOW.date(), alice.zone) == said
    assert opening_of(line).startswith("Dear Ada, ")


def test_away_there_are_none_and_nothing_piles_up(alice: Owner, ada: Person) -> None:
    alice.paused_until = date(2026, 12, 24)
    assert names(alice) == []
    assert not Suggestion.objects.exists()


def test_who_wants_no_suggestions_has_none_from_that_moment_on(alice: Owner, ada: Person) -> None:
    assert names(alice) == ["Ada"]
    Tending.objects.filter(owner=alice).update(suggestions=False)
    assert names(alice) == []
    assert names(alice, NOW + WEEK) == []


def test_reciprocity_is_told_with_the_next_step_until_something_goes_back(alice: Owner) -> None:
    ada = add_person(owner=alice, name="Ada", now=NOW, state=Person.State.NETWORK)

    def told() -> str:
        return reciprocity_words(lately_with(owner=alice, person_id=ada.pk, now=NOW), alice, NOW.date())

    assert told() == ""
    read(ada, times=1)
    assert told().startswith("You learned from them once since September; you have not sent anything back. A line of")
    note_moment(owner=alice, person_id=ada.pk, line="thanked her", now=NOW)
    assert told() == "You learned from them once since September, and something went back to them."


def test_who_does_not_want_it_said_is_not_suggested_for_it(alice: Owner) -> None:
    ada = add_person(owner=alice, name="Ada", now=NOW, state=Person.State.NETWORK)
    read(ada)
    assert names(alice) == ["Ada"]
    hush_reciprocity(owner=alice)
    assert names(alice) == []
    assert names(alice, NOW + 8 * WEEK) == []
