"""Pictures from elsewhere: words until the owner asks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allotment.networks.html import clean, with_pictures

BASE = "https://ann.example/blog/"


def test_a_picture_becomes_a_link_with_its_words() -> None:
    cleaned = clean('<p><img src="a.jpg" alt="A cat &amp; a dog"></p>', base=BASE)
    assert cleaned.has_images
    assert cleaned.html == (
        '<p><a class="picture" href="https://ann.example/blog/a.jpg" rel="nofollow noopener noreferrer">'
        "A cat &amp; a dog</a></p>"
    )
    assert cleaned.text == "A cat & a dog"


def test_a_picture_without_words_is_named_by_its_file_but_the_name_is_no_text() -> None:
    cleaned = clean('<img src="/x/sketch%20one.png?w=1" alt="">', base=BASE)
    assert 'title="sketch one.png"></a>' in cleaned.html
    assert cleaned.text == ""


def test_a_picture_inside_a_link_does_not_nest_links() -> None:
    html = clean('<a href="/full"><img src="/i.png" alt="x"></a>', base=BASE).html
    assert html.count("<a ") == 1
    assert '<span class="picture" data-src="https://ann.example/i.png">x</span></a>' in html


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="data:image/gif;base64,x" data-src="/i.png">',
        '<img data-lazy-src="/i.png">',
        '<img srcset="/i.png 1x, /j.png 2x">',
        '<noscript><img src="/i.png"></noscript>',
        '<img src="https://ann.example/i.png">',
    ],
)
def test_lazily_loaded_pictures_are_found(tag: str) -> None:
    assert 'href="https://ann.example/i.png"' in clean(tag, base=BASE).html


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="/p" width="1" height="1">',
        '<img src="/p" width="0">',
        '<img src="/p" height="1px">',
        "<img>",
        '<img src="data:x">',
    ],
)
def test_pixels_that_only_count_readers_are_dropped(tag: str) -> None:
    cleaned = clean(f"<p>a{tag}</p>", base=BASE)
    assert cleaned.html == "<p>a</p>"
    assert not cleaned.has_images


def test_the_same_picture_is_there_once() -> None:
    assert clean('<img src="/i.png"><img src="/i.png">', base=BASE).html.count("picture") == 1


def test_emoji_that_are_pictures_are_characters() -> None:
    assert clean('<img src="https://s.w.org/images/core/emoji/15/svg/1f642.svg" alt="🙂">', base=BASE).html == "🙂"


def test_pictures_are_shown_from_where_the_caller_says() -> None:
    html = clean(
        '<a href="/f"><img src="/i.png?a=1&amp;b=2" alt="x &quot;y&quot;"></a><img src="/j.png">', base=BASE
    ).html
    shown = with_pictures(html, lambda address: f"/pictures?of={address}")
    assert re.findall(r'<img src="([^"]*)" alt="([^"]*)"', shown) == [
        ("/pictures?of=https://ann.example/i.png?a=1&amp;b=2", "x &quot;y&quot;"),
        ("/pictures?of=https://ann.example/j.png", ""),
    ]
    assert "picture" not in shown.replace("/pictures?", "")


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_words_and_no_address_break_out(alt: str, source: str) -> None:
    quoted = alt.replace("&", "&amp;").replace('"', "&quot;")
    address = source.replace("&", "&amp;").replace('"', "&quot;")
    html = clean(f'<img alt="{quoted}" src="https://ann.example/{address}">', base=BASE).html
    shown = with_pictures(html, lambda found: found)
    assert shown.count("<") == shown.count(">") <= 2
