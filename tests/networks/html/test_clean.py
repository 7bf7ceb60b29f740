"""Markup from outside, made safe to show."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allotment.networks.html import clean

BASE = "https://ann.example/blog/post/"

NASTY = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<a href='javascript:alert(1)'>a</a>",
    "<a href=' jav\tascript:alert(1)'>a</a>",
    "<a href='&#106;avascript:alert(1)'>a</a>",
    "<a href='data:text/html,x'>a</a>",
    "<a href='vbscript:x' onclick=alert(1)>a</a>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<form action=/x><input name=a><button>b</button></form>",
    "<p style='background:url(https://spy.example/)' id=main class=picture>x</p>",
    "<link rel=stylesheet href=//spy.example/><meta http-equiv=refresh content=0><base href=//spy.example/>",
    "<style>@import '//spy.example/'</style>",
    "<video src=//spy.example/v poster=//spy.example/p autoplay><source src=x></video>",
    "<object data=x></object><embed src=x>",
    "<template><img src=x></template>",
    "<!-- <script>alert(1)</script> --><![CDATA[<script>alert(1)</script>]]>",
    "<span class=picture data-src='javascript:alert(1)'>x</span>",
    "<plaintext><img src=x onerror=alert(1)>",
]
PIECES = st.sampled_from(
    [
        *NASTY,
        "<p>",
        "</p>",
        "<a href='",
        "'>",
        "</a>",
        "<img src=/i.png alt='\"><b>'>",
        "words ",
        "<!--",
        "&lt;script&gt;",
    ]
)

FORBIDDEN_TAG = re.compile(
    r"<(?:script|style|iframe|form|input|object|embed|svg|math|link|meta|base|video|audio|img)\b", re.IGNORECASE
)
TAG = re.compile(r"<[^>]*>")
ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
ALLOWED = {
    "href",
    "rel",
    "title",
    "class",
    "data-src",
    "lang",
    "dir",
    "value",
    "start",
    "colspan",
    "rowspan",
    "scope",
    "datetime",
}


def assert_harmless(html: str) -> None:
    assert not FORBIDDEN_TAG.search(html)
    for tag in TAG.findall(html):
        for name, value in ATTRIBUTE.findall(tag):
            assert name in ALLOWED
            assert name != "class" or value == "picture"
            assert name not in {"href", "data-src"} or value.startswith(("https://", "http://", "mailto:"))


@pytest.mark.parametrize("markup", NASTY)
def test_nothing_that_acts_or_loads_is_left(markup: str) -> None:
    assert_harmless(clean(markup, base=BASE).html)


@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=8).map("".join))
def test_any_mixture_is_harmless_and_cleaning_again_says_the_same(markup: str) -> None:
    once = clean(markup, base=BASE)
    assert_harmless(once.html)
    assert_harmless(clean(once.html, base=BASE).html)
    assert "<script" not in once.html.lower()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=80))
def test_plain_words_are_kept_as_they_are(text: str) -> None:
    words = " ".join(text.replace("<", "").replace("&", "").split())
    assert clean(words, base=BASE).text == words


def test_what_carries_meaning_stays() -> None:
    markup = (
        "<h2>A</h2><p>b <em>c</em><br>d</p><ul><li>e</li></ul><pre><code>f</code></pre>"
        "<table><tbody><tr><td>g</td></tr></tbody></table>"
    )
    assert clean(markup, base=BASE).html == markup


def test_links_are_absolute_and_say_that_they_lead_out() -> None:
    html = clean('<a href="../x?a=1&amp;b=2" title="t" target="_top">x</a>', base=BASE).html
    assert html == '<a href="https://ann.example/blog/x?a=1&amp;b=2" title="t" rel="nofollow noopener noreferrer">x</a>'


@pytest.mark.parametrize(
    ("href", "absolute"),
    [
        ("/a", "https://ann.example/a"),
        ("a", "https://ann.example/blog/post/a"),
        ("#note", "https://ann.example/blog/post/#note"),
        ("?p=1", "https://ann.example/blog/post/?p=1"),
        ("//bob.example/", "https://bob.example/"),
        ("http://bob.example/?a&amp;b", "http://bob.example/?a&amp;b"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
    ],
)
def test_relative_addresses_resolve_against_the_base(href: str, absolute: str) -> None:
    assert f'href="{absolute}"' in clean(f'<a href="{href}">x</a>', base=BASE).html


@pytest.mark.parametrize("href", ["http://[", "javascript:x", "ftp://x/", "tel:1"])
def test_a_link_that_leads_nowhere_is_only_words(href: str) -> None:
    assert clean(f'<a href="{href}">x</a>', base=BASE).html == "<a>x</a>"


def test_without_a_base_relative_links_are_only_words() -> None:
    assert clean('<a href="/a">x</a>', base="").html == "<a>x</a>"


def test_links_to_others_are_listed_once_in_their_canonical_spelling() -> None:
    markup = (
        '<a href="/own">1</a><a href="https://www.ann.example/own">2</a>'
        '<a href="https://bob.example/a?utm_source=x#y">3</a>'
        '<a href="https://bob.example/a">4</a><a title="t" href="http://carl.example">5</a>'
        '<a href="mailto:d@example.org">6</a>'
    )
    assert clean(markup, base=BASE).links == ("https://bob.example/a", "http://carl.example/")


def test_at_most_sixty_four_links_are_listed() -> None:
    markup = "".join(f'<a href="https://bob.example/{n}">x</a>' for n in range(100))
    assert len(clean(markup, base=BASE).links) == 64


def test_the_text_has_a_line_a_paragraph_and_nothing_escaped() -> None:
    markup = (
        "<h1>Tea &amp; cake</h1>\n<p>One\n two<br>three</p>"
        "<ul><li>a<li>b</ul><table><tr><td>c</td><td>d</td></tr></table>&nbsp;"
    )
    assert clean(markup, base=BASE).text == "Tea & cake\nOne two\nthree\na\nb\nc d"


def test_escaped_markup_is_text_and_stays_text() -> None:
    cleaned = clean("<p>&lt;script&gt; &amp;lt;b&amp;gt;</p>", base=BASE)
    assert cleaned.text == "<script> &lt;b&gt;"
    assert cleaned.html == "<p>&lt;script&gt; &amp;lt;b&amp;gt;</p>"


def test_plain_text_keeps_its_lines() -> None:
    assert clean("one\ntwo & three\n", base=BASE).html == "one<br>two &amp; three"


def test_a_player_becomes_a_link() -> None:
    cleaned = clean(
        '<iframe width="1" src="https://www.youtube-nocookie.com/embed/abcdefghijk?x=1"></iframe>', base=BASE
    )
    assert cleaned.links == ("https://www.youtube.com/watch?v=abcdefghijk",)
    assert cleaned.text == "youtube.com"


HOSTILE = {
    "deep": "<div>" * 100_000,
    "deep and closed wrongly": "<div></span>" * 60_000,
    "deep lists": "<ul><li>" * 60_000,
    "formatting": "<b><i><a href=x>" * 40_000,
    "half closed": "<b><div></b>" * 40_000,
    "tables in links": "<a href=x><table><tr><td>" * 20_000,
    "paragraphs": "<p>" * 150_000,
    "comments": "<!--" * 120_000,
    "brackets": "<" * 500_000,
    "players": "<iframe src=" * 40_000,
    "pictures": "<img src=x>" * 45_000,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">",
    "long data": f'<p>a<img src="data:image/png;base64,{"A" * 3_000_000}">b</p>',
    "entities": "&amp;" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_costs_no_more_than_moments(name: str) -> None:
    started = time.process_time()
    assert_harmless(clean(HOSTILE[name], base=BASE).html)
    assert time.process_time() - started < 4


def test_a_page_full_of_inline_pictures_keeps_its_words() -> None:
    assert clean(HOSTILE["long data"], base=BASE).text == "ab"


def test_too_deep_markup_keeps_its_words_only() -> None:
    cleaned = clean("<p>hello</p>" + "<div>" * 5_000 + "deep", base=BASE)
    assert cleaned.text == "hello deep"
    assert "<div" not in cleaned.html


def test_what_only_begins_like_a_link_is_none() -> None:
    words = '<abbr title="World Wide Web">WWW</abbr>'
    assert clean(f'{words} <a href="https://b.example/">b</a>', base=BASE).html.startswith(words)


@pytest.mark.parametrize(
    "link", ['<a title="b" href="c">', '<a href="c" title="b">', "<a>", '<a title="b">', '<a href="javascript:x">']
)
def test_a_link_is_made_whole_wherever_its_address_stands(link: str) -> None:
    whole = 'href="https://ann.example/blog/post/c"' if 'href="c"' in link else "<a>"
    for before in ("", '<a href="https://b.example/">b</a> '):
        assert whole in clean(f"{before}{link}c</a>", base=BASE).html
