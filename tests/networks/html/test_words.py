"""Titles, excerpts and minutes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allotment.networks.html import excerpt, minutes, title_text
from allotment.networks.html.words import single_spaced


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Tea &amp; cake", "Tea & cake"),
        ("A <em>new</em>\n  start", "A new start"),
        ("<script>alert(0)</script>Title", "Title"),
        ("&lt;b&gt; explained", "<b> explained"),
        ("1 < 2 and List<String> > x", "1 < 2 and List<String> > x"),
        ("a<br/>b", "ab"),
        ("\u202ereversed\u202c and\x00 hidden\u200b", "reversed and hidden"),
        ("AT&T", "AT&T"),
        ("", ""),
        ("lone \ud800 half", "lone half"),
    ],
)
def test_a_title_is_plain_text(markup: str, text: str) -> None:
    assert title_text(markup) == text


@given(st.text())
def test_a_title_is_one_bounded_line_whatever_it_was(markup: str) -> None:
    text = title_text(markup)
    assert len(text) <= 500
    assert text == " ".join(text.split())


def test_an_excerpt_ends_at_a_word() -> None:
    assert excerpt("The quick brown fox, jumps over", 21) == "The quick brown fox…"
    assert excerpt("short\ntext") == "short text"
    assert excerpt("x" * 400) == "x" * 279 + "…"
    assert excerpt("日" * 400) == "日" * 279 + "…"


@given(st.text(), st.integers(min_value=2, max_value=400))
def test_an_excerpt_is_never_longer_than_asked(text: str, length: int) -> None:
    cut = excerpt(text, length)
    assert len(cut) <= length
    assert cut == " ".join(text.split()) or cut.endswith("…")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 1),
        ("word", 1),
        ("word " * 238 * 5, 5),
        ("слово " * 238 * 3, 3),
        ("汉" * 255 * 4, 4),
        ("日本の" * 119 * 6, 6),
        ("ภาษา " * 1 + "ก" * 238 * 5 * 2, 2),
        ("단어 " * 238 * 2, 2),
        ("汉" * 255 * 2 + " word" * 238, 3),
    ],
)
def test_minutes_follow_how_fast_people_read_a_script(text: str, expected: int) -> None:
    assert minutes(text) == expected


@given(st.text(), st.text())
def test_more_text_never_takes_less_time(text: str, more: str) -> None:
    assert minutes(f"{text} {text} {more}") >= minutes(text)


@given(st.text(alphabet=st.sampled_from([*map(chr, range(0x3001)), *"  \n\n\t\xa0ab"])))
def test_single_spacing_is_what_taking_every_word_apart_gives(text: str) -> None:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    assert single_spaced(text) == "\n".join(line for line in lines if line)
