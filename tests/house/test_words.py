import re

import pytest

from tests.house.tree import File
from tests.house.words import bare_words, inline, on_screen, templates, translated

UNKIND = re.compile(
    r"\b(unread|overdue|followers?|streaks?|badges?|feed items?|click here|oops|sorry)\b"
    r"|[^\W_]!+(?=$|[\s\"'\u201d\u2019)])",
    re.IGNORECASE,
)
"""Counting, pressing and shouting; see docs/design/."""

MAIL = "/mail/"
"""Letters need their styles inside: mail programs drop everything else. They are read under no policy of ours."""


def of_the_web() -> list[File]:
    return [file for file in templates() if MAIL not in file.path]


def test_what_is_on_screen_neither_counts_nor_presses_nor_shouts() -> None:
    assert [(where, text) for where, text in on_screen() if UNKIND.search(text)] == []


def test_every_word_of_a_template_can_be_translated() -> None:
    found = {file.path: words for file in templates() if (words := bare_words(file.text))}
    assert found == {}


def test_a_template_that_speaks_loads_the_translator() -> None:
    loads = re.compile(r"{%\s*load\b[^%]*\bi18n\b")
    silent = [file.path for file in templates() if list(translated(file.text)) and not loads.search(file.text)]
    assert silent == []


def test_styles_and_scripts_have_files_of_their_own() -> None:
    found = {file.path: things for file in of_the_web() if (things := inline(file.text))}
    assert found == {}


@pytest.mark.parametrize(
    "template",
    [
        "<p>Bare</p>",
        '<img alt="A picture">',
        "{% if a > b %}Bare{% endif %}",
        "<p>{% translate 'Good' %} and bare</p>",
        '<input placeholder="Your name">',
    ],
)
def test_a_bare_word_is_found(template: str) -> None:
    assert bare_words(template) != []


@pytest.mark.parametrize(
    "template",
    [
        "<p>{% translate 'Good' %}</p>",
        "{% blocktranslate with a=b %}Good <b>morning</b>, {{ a }}{% endblocktranslate %}",
        "<p>{# bare, but for us #}{{ page.title|default:'none' }} · 3 &nbsp; <kbd>j</kbd></p>",
        "<title>{{ page.title }} - Allotment</title>",
        "<script src='a.js'></script>",
        "{% comment %}Inputs: title{% endcomment %}",
        "{% block page_class %}today{% endblock page_class %}",
        "{% block at_today %}aria-current='page'{% endblock %}",
    ],
)
def test_what_is_no_bare_word_is_left_alone(template: str) -> None:
    assert bare_words(template) == []


@pytest.mark.parametrize(
    "template",
    [
        "<p style='color: red'>",
        "<style>p { color: red }</style>",
        "<script>alert(1)</script>",
        "<a onclick='go()'>",
        "<a hx-on:click='go()'>",
        "<a href='javascript:go()'>",
    ],
)
def test_what_the_policy_would_refuse_is_found(template: str) -> None:
    assert inline(template) != []


@pytest.mark.parametrize("text", ["3 unread", "Welcome back!", "You have a new badge", "He said “no!”"])
def test_an_unkind_word_is_found(text: str) -> None:
    assert UNKIND.search(text)


@pytest.mark.parametrize("text", ["That is all for today.", "a != b", "Mislead nobody", "Might be nice to hear from"])
def test_a_kind_word_is_left_alone(text: str) -> None:
    assert not UNKIND.search(text)
