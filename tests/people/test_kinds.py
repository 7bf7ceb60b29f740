"""What a line says of its own kind and direction."""

import pytest

from allotment.people.kinds import DIRECTIONS, KINDS, Heard, heard_in, kind_words


@pytest.mark.parametrize(
    ("words", "kind", "direction"),
    [
        ("tea, talked about evaluation", "tea", "with"),
        ("Met for coffee", "coffee", "with"),
        ("a long call about jazz", "call", "with"),
        ("She called me", "call", "from"),
        ("walked round the allotments", "walk", "with"),
        ("talked about the draft", "show", "to"),
        ("met at the station", "talk", "with"),
        ("wrote her a letter", "letter", "to"),
        ("got a postcard", "letter", "from"),
        ("letter from them", "letter", "from"),
        ("they sent me an article", "share", "from"),
        ("sent him a link", "share", "to"),
        ("thanked her for the letter", "thank", "to"),
        ("He thanked me", "thank", "from"),
        ("introduced Mei and Tomasz", "introduce", "to"),
        ("learned how to prune", "note", "from"),
        ("read her paper", "read", "from"),
        ("something about bees", "note", "with"),
        ("", "note", "with"),
        ("TEA", "tea", "with"),
        ("steamed vegetables", "note", "with"),
    ],
)
def test_a_line_speaks_of_its_kind_and_direction(words: str, kind: str, direction: str) -> None:
    assert heard_in(words) == Heard(kind, direction)


def test_every_word_leads_to_one_kind_only() -> None:
    words = [word for kind in KINDS.values() for word in kind.words]
    assert len(words) == len(set(words))
    assert {kind.direction for kind in KINDS.values()} == set(DIRECTIONS)


def test_a_kind_that_nobody_named_says_itself() -> None:
    assert (kind_words("tea"), kind_words("rite")) == ("tea", "rite")
