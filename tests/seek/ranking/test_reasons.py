from typing import Any

import pytest

from allotment.seek.ranking import Candidate, Reason, Voice, in_one_line
from allotment.seek.ranking.reasons import reasons_for
from allotment.seek.ranking.sharing import Story
from tests.seek.ranking.making import days_ago, post, wishes

OFTEN = Voice(posts_per_month=8)
USUAL = wishes(
    usual_fields=frozenset({"nursing"}), usual_languages=frozenset({"en"}), usual_countries=frozenset({"GB"})
)


def said(
    candidate: Candidate, voice: Voice = OFTEN, *, also: int = 0, elsewhere: bool = False, alone: bool = False
) -> list[tuple[str, str]]:
    others = tuple(post(90 + each, voice=name) for each, name in enumerate(["Ayo", "Mei", "Ingrid"][:also]))
    story = Story(candidate, also, others, elsewhere=elsewhere)
    return [(r.kind, r.text) for r in reasons_for(story, voice, USUAL, is_long_read=alone)]


@pytest.mark.parametrize(
    ("age", "words"),
    [(0, "Fresh: written today"), (1, "Fresh: written yesterday"), (3, "Written three days ago")],
)
def test_with_nothing_else_to_say_an_item_is_fresh(age: int, words: str) -> None:
    assert said(post(1, age=age)) == [("fresh", words)]


@pytest.mark.parametrize(
    ("voice", "words"),
    [
        (Voice(posts_per_month=0.3, wrote_before=days_ago(160)), "A quiet voice: the first piece since June"),
        (Voice(posts_per_month=0.3, wrote_before=days_ago(520)), "A quiet voice: the first piece since June 2025"),
        (Voice(posts_per_month=2, last_in_edition=days_ago(60)), "A quiet voice, not here since September"),
        (Voice(posts_per_month=2, wrote_before=days_ago(9)), "A quiet voice"),
        (Voice(posts_per_month=0.3, wrote_before=days_ago(-1)), "A quiet voice"),
    ],
)
def test_a_quiet_voice_is_told_by_how_long_it_was_quiet(voice: Voice, words: str) -> None:
    assert said(post(1), voice) == [("quiet_voice", words)]


def test_one_passes_a_piece_on_and_several_point_to_it() -> None:
    assert said(post(1), also=1) == [("shared_by_several", "Passed on by Ayo")]
    assert said(post(1), also=2) == [("shared_by_several", "Two of your people point to it")]
    assert said(post(1), also=2, elsewhere=True) == [
        ("shared_by_several", "Three of your people point to the same thing")
    ]


def test_a_question_is_named_in_its_own_words_shortened() -> None:
    question = "How do people who work at night on hospital wards practise what they learned?"
    assert said(post(1, nearness=0.4, question=question)) == [
        ("question", "Near your question “How do people who work at night on hospital wards …”")
    ]
    assert said(post(1, nearness=0.05, question=question))[0][0] == "fresh"


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ({"fields": frozenset({"gardening"}), "language": "no"}, "From another field altogether"),
        ({"country": "NO"}, "From another country than most of your reading"),
        ({"language": "no"}, "In another language than most of your reading"),
    ],
)
def test_an_outsider_says_from_where(mark: dict[str, Any], words: str) -> None:
    assert said(post(1, **mark)) == [("outsider", words)]


def test_a_personal_interest_is_named_and_says_that_it_is_from_outside() -> None:
    assert said(post(1, interest="jazz")) == [
        ("interest", "For your interest in jazz"),
        ("outsider", "A step outside your usual reading"),
    ]


def test_conversation_and_introductions_come_first() -> None:
    assert said(post(1, conversation=True, nearness=0.5, question="Why?"))[0] == (
        "conversation",
        "Answers or mentions you",
    )
    assert said(post(1, new_source=True), Voice(posts_per_month=0.1)) == [
        ("new_source", "Newly followed: something to begin with")
    ]
    assert said(post(1), alone=True) == [("long_read", "A long read, with the day to itself")]


def test_two_reasons_stand_in_one_line() -> None:
    reasons = (Reason("quiet_voice", "A quiet voice"), Reason("question", "Near your question “Why?”"))
    assert in_one_line(reasons) == "A quiet voice, and near your question “Why?”"
    assert in_one_line(reasons[:1]) == "A quiet voice"
