"""Words are made comparable without losing any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allotment.core.search.fold import LABEL_MARK, LONGEST, plain, spread, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Slow-brewed TEA, it's 5 o'clock!", ["slow", "brewed", "tea", "it", "s", "5", "o", "clock"]),
        ("Élan vital; naïve Ångström", ["elan", "vital", "naive", "angstrom"]),
        ("e\u0301te\u0301", ["ete"]),
        ("snake_case", ["snake", "case"]),
        ("学习的人", ["学", "习", "的", "人"]),
        ("PLNで学ぶ", ["pln", "で", "学", "ぶ"]),
        ("ﬁnd \uff46\uff55\uff4c\uff4c", ["find", "full"]),
        ("Ελλάδα Москва", ["ελλαδα", "москва"]),
        ("", []),
    ],
)
def test_words_are_folded(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_text_without_east_asian_letters_is_not_touched_on_its_way_to_sqlite() -> None:
    text = "“Élan” \u2013 naïve café… and 5 € for tea"
    assert spread(text) is text


@given(st.text())
def test_no_text_can_forge_a_label(text: str) -> None:
    assert LABEL_MARK not in spread(text + LABEL_MARK)
    assert LABEL_MARK not in plain(text + LABEL_MARK)


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert words(plain(text)) == words(text)
    assert words(spread(text)) == words(text)


def test_of_a_very_long_text_the_first_words_are_searched() -> None:
    assert len(spread("word " * LONGEST)) == LONGEST
    assert len(plain("wörd " * LONGEST)) == LONGEST
