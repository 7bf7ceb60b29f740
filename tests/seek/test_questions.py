"""A learning question's life: asked, resting, answered, renewed, in other words."""

from datetime import timedelta

import pytest

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.seek.actions.questions import (
    TooManyQuestions,
    answer_question,
    ask,
    edit_question,
    renew_question,
    rest_question,
)
from allotment.seek.models import Question
from tests.cast import NOON

TODAY = NOON.date()
TWELVE_WEEKS = timedelta(weeks=12)


@pytest.fixture
def question(alice: Owner) -> Question:
    return ask(owner=alice, text="How do bees sleep?", why="They look tired", today=TODAY)


def test_an_answered_question_keeps_what_is_known_and_when(alice: Owner, question: Question) -> None:
    later = TODAY + timedelta(days=20)
    answer_question(owner=alice, question_id=question.pk, today=later, known_now="  In shifts. ")
    question.refresh_from_db()
    assert (question.state, question.answered_on, question.known_now) == ("answered", later, "In shifts.")


def test_answered_without_words_it_keeps_those_of_before(alice: Owner, question: Question) -> None:
    answer_question(owner=alice, question_id=question.pk, today=TODAY, known_now="In shifts.")
    answer_question(owner=alice, question_id=question.pk, today=TODAY)
    question.refresh_from_db()
    assert question.known_now == "In shifts."


def test_an_open_question_is_renewed_for_twelve_weeks_from_that_day(alice: Owner, question: Question) -> None:
    later = TODAY + timedelta(weeks=8)
    renewed = renew_question(owner=alice, question_id=question.pk, today=later)
    assert (renewed.opened_on, renewed.ends_on) == (TODAY, later + TWELVE_WEEKS)


def test_an_open_question_is_renewed_although_three_are_open(alice: Owner, question: Question) -> None:
    for number in range(2):
        ask(owner=alice, text=f"What is {number}?", today=TODAY)
    assert renew_question(owner=alice, question_id=question.pk, today=TODAY).is_open_on(TODAY)


@pytest.mark.parametrize("closed", ["resting", "answered", "over"])
def test_whatever_closed_it_a_question_opens_again(closed: str, alice: Owner, question: Question) -> None:
    today = TODAY
    if closed == "resting":
        rest_question(owner=alice, question_id=question.pk)
    elif closed == "answered":
        answer_question(owner=alice, question_id=question.pk, today=today, known_now="In shifts.")
    else:
        today += TWELVE_WEEKS + timedelta(days=1)
    renewed = renew_question(owner=alice, question_id=question.pk, today=today)
    assert renewed.is_open_on(today + TWELVE_WEEKS)
    assert renewed.known_now == ("In shifts." if closed == "answered" else "")


def test_a_fourth_is_not_opened_again(alice: Owner, question: Question) -> None:
    rest_question(owner=alice, question_id=question.pk)
    for number in range(3):
        ask(owner=alice, text=f"What is {number}?", today=TODAY)
    with pytest.raises(TooManyQuestions):
        renew_question(owner=alice, question_id=question.pk, today=TODAY)
    question.refresh_from_db()
    assert question.state == "resting"


def test_nobody_else_answers_renews_rests_or_rewords_it(bob: Owner, question: Question) -> None:
    with pytest.raises(NotFound):
        answer_question(owner=bob, question_id=question.pk, today=TODAY, known_now="Mine now")
    with pytest.raises(NotFound):
        renew_question(owner=bob, question_id=question.pk, today=TODAY)
    with pytest.raises(NotFound):
        rest_question(owner=bob, question_id=question.pk)
    with pytest.raises(NotFound):
        edit_question(owner=bob, question_id=question.pk, text="Mine?", why="", others_can_help=True)
