"""Pasted text, taken apart."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allotment.networks.addresses import split_pasted


@pytest.mark.parametrize(
    ("pasted", "addresses"),
    [
        ("", []),
        ("\n \n", []),
        ("https://a.example/\nhttps://b.example/", ["https://a.example/", "https://b.example/"]),
        ("a.example, b.example;c.example", ["a.example", "b.example", "c.example"]),
        ("a.example,b.example", ["a.example", "b.example"]),
        ("https://a.example/x,y", ["https://a.example/x,y"]),
        ("https://a.example,https://b.example", ["https://a.example", "https://b.example"]),
        ("Ann Bee <https://ann.example/>", ["https://ann.example/"]),
        ("Ann <ann@example.social>", ["ann@example.social"]),
        ('[Ann](https://ann.example/a_(b) "her blog")!', ["https://ann.example/a_(b)"]),
        ("(see https://a.example/b_(c)).", ["https://a.example/b_(c)"]),
        ("“https://a.example/” and «b.example».", ["https://a.example/", "b.example"]),
        (
            "- @ann@example.social\n* #PLN@example.social\n1. @bob.bsky.social",
            ["@ann@example.social", "#PLN@example.social", "@bob.bsky.social"],
        ),
        ("did:plc:abc at://bob.example r/python", ["did:plc:abc", "at://bob.example", "r/python"]),
        ("127.0.0.1:8700/a/ localhost:8000", ["127.0.0.1:8700/a/", "localhost:8000"]),
        (
            "Account address,Show boosts\nann@example.social,true,false",
            ["Account address,Show boosts", "ann@example.social"],
        ),
        ("https://a.example/ http://www.a.example a.example", ["https://a.example/"]),
        ("@Ann@example.social ann@example.social acct:ann@example.social", ["@Ann@example.social"]),
        ("my friend Ann", ["my friend Ann"]),
    ],
)
def test_addresses_are_found_in_their_order_and_once(pasted: str, addresses: list[str]) -> None:
    assert split_pasted(pasted) == addresses


@given(st.text())
def test_what_was_found_is_found_again(text: str) -> None:
    found = split_pasted(text)
    assert len(split_pasted("\n".join(found))) <= len(found)


@given(st.lists(st.from_regex(r"https://[a-z]{1,8}\.example/[a-z]{0,5}", fullmatch=True), unique=True))
def test_lines_of_addresses_come_back_as_they_are(addresses: list[str]) -> None:
    assert split_pasted("\n".join(addresses)) == list(dict.fromkeys(addresses))


@pytest.mark.parametrize("piece", ["[", "[a](", "<", "((", "a.", "@", "\N{BULLET}", "r/", "[x](a(", ",", "a@", "a@a."])
def test_hostile_pastes_are_read_in_a_moment(piece: str) -> None:
    started = time.process_time()
    split_pasted(piece * (200_000 // len(piece)))
    assert time.process_time() - started < 2
