"""What is typed is understood, whatever it is."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allotment.core.search.query import Query, Term, parse

PIECES = [
    "from:",
    "source:",
    "lang:",
    "since:",
    "before:",
    '"',
    "“",
    "-",
    "*",
    " ",
    "2026",
    "2026-03",
    "de",
    "ada",
    "学習",
    "é",
]
TYPED = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("", Query()),
        ("  \t ", Query()),
        ("tea garden", Query((Term("tea"), Term("garden")))),
        ('"slow tea" x', Query((Term("slow tea"), Term("x")))),
        ("“slow tea”", Query((Term("slow tea"),))),
        ("g* ga*", Query((Term("g"), Term("ga", prefix=True)))),
        ("gard*", Query((Term("gard", prefix=True),))),
        ('"slow gard*"', Query((Term("slow gard", prefix=True),))),
        ('"slow gard"*', Query((Term("slow gard", prefix=True),))),
        ("tea -milk", Query((Term("tea"), Term("milk", unwanted=True)))),
        ("well-known", Query((Term("well known"),))),
        ('from:ada FROM:"Mei Lin"', Query(people=("ada", "Mei Lin"))),
        ("source:notes lang:DE", Query(sources=("notes",), languages=("de",))),
        ("since:2026 before:2026-03", Query(since=date(2026, 1, 1), before=date(2026, 3, 1))),
        ("since:2026-2-9", Query(since=date(2026, 2, 9))),
        ("since:2025 since:2026", Query(since=date(2026, 1, 1))),
        ("since:spring", Query((Term("since spring"),))),
        ("since:2026-13", Query((Term("since 2026 13"),))),
        ("lang:!", Query((Term("lang"),))),
        ("color:red", Query((Term("color red"),))),
        ('"no end', Query((Term("no"), Term("end")))),
        ('from:"no end', Query((Term("from"), Term("no"), Term("end")))),
        ('* - " !!! -*', Query()),
        ("学習", Query((Term("学 習"),))),
        ("cafe\u0301", Query((Term("café"),))),
    ],
)
def test_a_query_is_understood(typed: str, understood: Query) -> None:
    assert parse(typed) == understood


@given(TYPED)
@example("\ud800 \x00 \ue000source1")
@example("a" * 20_000)
@example("\u037a ﬁ ㈠ ½ *")
def test_every_text_is_a_query_and_its_words_mean_the_same_again(typed: str) -> None:
    understood = parse(typed)
    assert parse(str(understood)) == understood


@given(TYPED)
def test_nothing_is_looked_for_that_could_be_a_label_or_an_operator(typed: str) -> None:
    for term in parse(typed).terms:
        assert not set(term.text) & set("\ue000\"'*-:()\0")
