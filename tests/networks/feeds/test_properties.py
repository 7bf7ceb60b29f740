"""What holds for every input: sane records or one of three named errors, and lanes that agree."""

import json
from datetime import timedelta
from html import escape
from pathlib import Path
from typing import Final

from hypothesis import example, given
from hypothesis import strategies as st

from allotment.networks.errors import NetworkError
from allotment.networks.feeds import parse
from allotment.networks.records import FeedRecord
from tests.networks.feeds.lanes import ADDRESS, NOW, differences, strictly, tolerantly

PAIRS: Final = sorted(
    file.read_bytes()
    for file in (Path(__file__).parent / "pairs").iterdir()
    if not file.name.endswith(".expected.json")
)
XML_TEXT: Final = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t"), max_size=40)
SCRAPS: Final = st.sampled_from(
    ["<", ">", "&", "&amp;", "]]>", "<![CDATA[", "<!--", "</item>", "<item>", "\x00", "\ufeff", "<!DOCTYPE x [", "&#0;"]
)


def read(body: bytes) -> FeedRecord | None:
    try:
        return parse(body, address=ADDRESS, now=NOW)
    except NetworkError as error:
        refused(error)
    return None


def refused(error: NetworkError) -> None:
    assert error.code in {"empty", "not_a_feed", "unreadable"}
    assert error.message.endswith(".")


def check(record: FeedRecord | None) -> None:
    if record is None:
        return
    assert len(record.entries) <= 2000
    for entry in record.entries:
        assert entry.guid
        assert entry.address is None or entry.address.startswith(("http://", "https://"))
        assert all(one.address.startswith(("http://", "https://")) for one in entry.enclosures)
        for date in (entry.published, entry.updated):
            assert date is None or (date.utcoffset() == timedelta() and 1970 <= date.year <= 2026)
        for text in (entry.guid, entry.title, entry.content, entry.summary, *entry.categories):
            assert "\x00" not in text
            text.encode()


@given(st.binary(max_size=300))
@example(b"\xff\xfe<\x00")
@example(b"{" * 100)
def test_any_bytes_are_a_feed_or_a_named_error(body: bytes) -> None:
    check(read(body))


@given(st.sampled_from(PAIRS), st.data())
def test_a_damaged_feed_is_a_feed_or_a_named_error(body: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, min(len(body), start + 40)))
    scrap = data.draw(SCRAPS.map(str.encode) | st.binary(max_size=8))
    check(read(body[:start] + scrap + body[end:]))


@given(st.sampled_from(PAIRS), st.floats(0, 1))
def test_a_feed_that_breaks_off_is_a_feed_or_a_named_error(body: bytes, share: float) -> None:
    check(read(body[: int(len(body) * share)]))


JSON: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)
FIELDS: Final = ["id", "url", "title", "content_html", "content_text", "summary", "date_published", "authors", "tags"]


@given(
    st.lists(st.dictionaries(st.sampled_from([*FIELDS, "attachments", "author", "language"]), JSON), max_size=3), JSON
)
def test_json_of_any_types_is_read(items: list[object], other: object) -> None:
    document = {"version": "https://jsonfeed.org/version/1.1", "title": other, "authors": other, "items": items}
    check(read(json.dumps(document).encode()))


@given(XML_TEXT, XML_TEXT, XML_TEXT, st.sampled_from(["html", "text", "xhtml", ""]), st.booleans())
def test_lanes_agree_on_any_words_in_atom(title: str, words: str, name: str, kind: str, plain: bool) -> None:
    content = (
        f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{escape(words)}</p></div>' if kind == "xhtml" else escape(words)
    )
    attribute = f' type="{kind}"' if kind else ""
    other = '<summary type="html">x &lt;br> y</summary>' if plain else ""
    body = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(name)}</title><entry><id>1</id>'
        f"<title>{escape(title)}</title><author><name>{escape(name)}</name></author>{other}"
        f"<content{attribute}>{content}</content></entry></feed>"
    ).encode()
    strict = strictly(body)
    assert strict is not None
    assert differences(strict, tolerantly(body)) == []


@given(XML_TEXT, XML_TEXT, XML_TEXT, st.booleans(), st.booleans())
def test_lanes_agree_on_any_words_in_rss(title: str, words: str, name: str, first: bool, linked: bool) -> None:
    described, encoded = (
        f"<description>{escape(title + words)}</description>",
        f"<content:encoded>{escape(words)}</content:encoded>",
    )
    body = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(name)}</title><item><title>{escape(title)}</title>"
        f'<guid isPermaLink="{str(linked).lower()}">{escape(title)}</guid><author>{escape(name)}</author>'
        f"<category>{escape(name)}</category>{described + encoded if first else encoded + described}"
        "</item></channel></rss>"
    ).encode()
    strict = strictly(body)
    assert strict is not None
    assert differences(strict, tolerantly(body)) == []
