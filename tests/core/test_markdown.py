"""What an owner writes is shown as they meant it, and does nothing by itself, however hostile."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allotment.core.markdown import LONGEST, name_key, names_in, to_html, words_of

ELEMENTS = "a blockquote br code del em h2 h3 h4 h5 h6 hr li ol p pre s strong table tbody td th thead tr ul"
SAFE = set(ELEMENTS.split())
marks = st.text(max_size=300) | st.text(alphabet="ab []()<>!*_`#|-:/\\&;\n\"'javscripth.t1", max_size=400)


class Reading(HTMLParser):
    """Which elements and attributes there are, and where links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}
        self.addresses += [value or "" for name, value in attrs if name == "href"]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Some *words* and **more**.", "<p>Some <em>words</em> and <strong>more</strong>.</p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("~~gone~~", "<p><s>gone</s></p>"),
        ("3. three", '<ol start="3">\n<li>three</li>\n</ol>'),
        ("<b>bold</b> & <script>x</script>", "<p>&lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;x&lt;/script&gt;</p>"),
    ],
)
def test_marks_become_what_they_mean(text: str, html: str) -> None:
    assert to_html(text, names={}).strip() == html


def test_a_table_is_a_table() -> None:
    assert Reading(to_html("|a|b|\n|-|:-|\n|1|2|", names={})).tags == {"table", "thead", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize(
    ("text", "address", "words"),
    [
        ("see https://a.example/x?y=1&z=2, please", "https://a.example/x?y=1&z=2", "https://a.example/x?y=1&z=2"),
        ("(http://a.example/)", "http://a.example/", "http://a.example/"),
        ("<https://a.example>", "https://a.example", "https://a.example"),
        ("[a piece](/posts/12/)", "/posts/12/", "a piece"),
        ("![a tree](https://a.example/tree.png)", "https://a.example/tree.png", "a tree"),
        ("[[Night  Shift]]", "/reflections/3/", "Night  Shift"),
        ("[[night shift|the nights]]", "/reflections/3/", "the nights"),
    ],
)
def test_addresses_pictures_and_names_become_links(text: str, address: str, words: str) -> None:
    html = to_html(text, names={"night shift": "/reflections/3/"})
    assert Reading(html).addresses == [address]
    assert f">{words}</a>".replace("&", "&amp;") in html
    assert 'rel="nofollow noopener noreferrer"' in html


def test_an_address_in_code_or_in_a_link_stays_as_it_is() -> None:
    html = to_html("`https://a.example` [https://b.example](https://c.example)", names={})
    assert Reading(html).addresses == ["https://c.example"]


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        '[x](vbscript:a "b")',
        '<img src=x onerror="alert(1)">',
        "<svg/onload=alert(1)>",
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "`<script>alert(1)</script>`",
        "```<script>\nalert(1)\n```",
        "<!-- --><script>alert(1)</script>",
        "[[x|<script>alert(1)</script>]]",
        '[[x"onclick="alert(1)]]',
    ],
)
def test_nothing_in_it_runs(text: str) -> None:
    read = Reading(to_html(text, names={"x": "/reflections/1/", 'x"onclick="alert(1)': '/"onclick="alert(1)'}))
    assert read.tags <= SAFE
    assert read.attributes <= {"href", "title", "rel", "start"}
    assert [address for address in read.addresses if address.lower().startswith(("java", "data", "vb"))] == []


@settings(deadline=None)
@given(marks)
def test_whatever_is_typed_is_shown_and_stays_harmless(text: str) -> None:
    names = {name_key(name): f"/x?{name}" for name in names_in(text)}
    read = Reading(to_html(text, names=names))
    assert read.tags <= SAFE
    assert read.attributes <= {"href", "title", "rel", "start"}
    for address in read.addresses:
        assert not re.match(r"\s*(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", address, re.IGNORECASE)


@settings(deadline=None)
@given(st.text(alphabet="ab1 \n", max_size=200))
def test_plain_words_are_all_shown(text: str) -> None:
    shown = re.sub(r"<[^>]+>", " ", to_html(text, names={}))
    assert shown.split() == text.split()
    assert words_of(text).split() == text.split()


PIECES = r"""![ [ [[ []( [a][ *a_ ** ` ~~ |a <!-- \ & [[a]] (((((((] ]( <a> &#1; [^ *** __a"""
LINES = ("> ", "- ", "- a\n", "# a\n", "<a ", "[a]: b\n", "http://a ", "1) ", "a\n=\n", "a  \n")


@pytest.mark.parametrize("piece", [*PIECES.split(), *LINES])
def test_no_text_takes_seconds(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    began = time.process_time()
    to_html(text, names={"a": "/reflections/1/"})
    words_of(text)
    names_in(text)
    assert time.process_time() - began < 2.5


def test_what_is_longer_than_a_text_may_be_is_cut_and_not_refused() -> None:
    assert len(to_html("a " * LONGEST, names={})) < LONGEST + 100


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# a\n## b\n# c", ["h3", "h4", "h3"]),
        ("##### a\n# b\n##### c", ["h3", "h3", "h4"]),
        ("# a\n###### b", ["h3", "h4"]),
    ],
)
def test_headings_stand_below_those_of_the_page_and_skip_none(text: str, levels: list[str]) -> None:
    assert re.findall(r"<(h\d)>", to_html(text, names={}, top=3)) == levels


def test_a_name_is_the_same_in_any_case_and_width() -> None:
    assert name_key(" Night\u00a0 SHIFT ") == name_key("night shift") == "night shift"
    assert names_in("[[A]] [[a]] [[B|x]] [[]] [[c\nd]] [[ ]]") == ("A", "B")


def test_the_words_are_told_without_the_marks() -> None:
    said = words_of("# Head\n- *a* [b](http://x) ![c](y)\n> d\n2) [[E|e]] [[F]]\na - b * c")
    assert said.split() == ["Head", "a", "b", "c", "d", "e", "F", "a", "-", "b", "c"]
