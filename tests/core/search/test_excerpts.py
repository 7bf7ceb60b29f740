"""What was looked for is marked where it stands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allotment.core.search.excerpts import WIDTH, Finder, folded
from allotment.core.search.query import parse

LONG = " ".join(f"word{number}" for number in range(400))


def marked(query: str, text: str) -> list[str]:
    return re.findall("<mark>(.*?)</mark>", Finder(parse(query)).mark(text))


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("tea", "Tea, teapot and TEA.", ["Tea", "TEA"]),
        ("tea*", "Tea, teapot and steam", ["Tea", "teapot"]),
        ("cafe", "Le Café, la cafétéria", ["Café"]),
        ("café", "cafe\u0301", ["café"]),
        ('"slow tea"', "slow, tea; slow tea; tea slow", ["slow, tea", "slow tea"]),
        ("学習", "個人的な学習ネットワーク", ["学習"]),
        ("pln", "PLNで学ぶ", ["PLN"]),
        ("-tea milk", "tea and milk", ["milk"]),
        ("!!!", "tea!!!", []),
        ("from:ada", "ada", []),
        ("ελλαδα", "Ελλάδα", ["Ελλάδα"]),
    ],
)
def test_words_are_marked_as_they_stand(query: str, text: str, found: list[str]) -> None:
    import unicodedata

    assert marked(query, unicodedata.normalize("NFC", text)) == found


def test_markup_in_a_text_is_text() -> None:
    assert Finder(parse("b")).mark("<b>&") == "&lt;<mark>b</mark>&gt;&amp;"


def test_an_excerpt_begins_a_little_before_the_first_word_found_and_says_that_there_is_more() -> None:
    excerpt = Finder(parse("word200")).excerpt(LONG)
    assert excerpt is not None
    assert excerpt.text.startswith("…word")
    assert excerpt.text.endswith("…")
    assert "<mark>word200</mark>" in excerpt.marked
    assert len(excerpt.text) <= WIDTH + 2


def test_the_excerpt_shows_the_place_with_most_of_the_words() -> None:
    excerpt = Finder(parse("tea garden")).excerpt(f"tea {LONG} a garden with tea {LONG}")
    assert excerpt is not None
    assert "garden with tea" in excerpt.text


def test_where_the_words_do_not_stand_there_is_no_excerpt() -> None:
    assert Finder(parse("tea")).excerpt("coffee") is None
    assert Finder(parse("")).excerpt("coffee") is None


@given(st.text())
def test_folding_keeps_every_letter_in_its_place(text: str) -> None:
    assert text.isascii() or len(folded(text)) == len(text)


@given(st.text(alphabet="ab é<>&学\n ", max_size=600), st.text(alphabet='ab é*"学', max_size=8))
def test_an_excerpt_is_a_piece_of_the_text(text: str, typed: str) -> None:
    excerpt = Finder(parse(typed)).excerpt(text)
    if excerpt is not None:
        assert excerpt.text.strip("…") in " ".join(text.split())
        assert "<mark>" in excerpt.marked
        assert (
            re.sub("</?mark>", "", excerpt.marked).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
            == excerpt.text
        )
