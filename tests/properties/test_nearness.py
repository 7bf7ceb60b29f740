"""What holds for any text in any script."""

import random

from hypothesis import given
from hypothesis import strategies as st

from allotment.seek.nearness import folded, nearness, query_terms, words_of

scripts = st.text(max_size=80) | st.text(alphabet="nurse ward été 看護師の บทเรียน हिन्दी -'_", max_size=80)
shelves = st.dictionaries(st.integers(0, 99), scripts, max_size=12)


@given(scripts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(scripts)
def test_the_terms_of_a_question_are_words_of_it(question: str) -> None:
    terms = query_terms(question, [question] * 20)
    assert set(terms) <= set(words_of(question))
    assert len(set(terms)) == len(terms)
    assert bool(terms) == bool(list(words_of(question)))


@given(shelves, st.lists(scripts, max_size=3), st.lists(scripts, max_size=12))
def test_nearness_is_between_nothing_and_all_of_a_question(
    texts: dict[int, str], questions: list[str], sample: list[str]
) -> None:
    for key, near in nearness(texts, questions, sample).items():
        assert 0 < near.score <= 1
        assert near.question in questions
        assert all(word in folded(texts[key]) for word in near.words)


@given(shelves, st.lists(scripts, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_texts_does_not_matter(texts: dict[int, str], questions: list[str], order: random.Random) -> None:
    shuffled = list(texts.items())
    order.shuffle(shuffled)
    assert nearness(dict(shuffled), questions) == nearness(texts, questions)


@given(st.text(alphabet="abcdefghij ", min_size=1, max_size=60))
def test_a_text_is_nearest_to_the_question_that_it_repeats(question: str) -> None:
    texts = {1: question, 2: "zzz yyy"}
    assert set(nearness(texts, [question, "xxx"])) == ({1} if list(words_of(question)) else set())
