"""Subscription lists, in and out."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allotment.networks.addresses import canonical
from allotment.networks.errors import NetworkError
from allotment.networks.opml import from_records, looks_like_opml, to_records
from allotment.networks.records import OutlineRecord
from tests.corpus import corpus

CORPUS = {
    "Downes--subscriptions.opml": 542,
    "Ranchero-Software--DefaultFeeds.opml": 10,
    "nicolus--newsbeuter.opml": 35,
    "nicolus--subscriptionList.opml": 14,
    "plenaryapp--Brazil.opml": 7,
    "plenaryapp--Food.opml": 21,
    "plenaryapp--France.opml": 11,
    "plenaryapp--Hong_Kong_SAR_China.opml": 5,
    "plenaryapp--Japan.opml": 8,
    "plenaryapp--Music.opml": 8,
    "plenaryapp--Myanmar__Burma_.opml": 3,
    "plenaryapp--Programming.opml": 50,
    "plenaryapp--UI_-_UX.opml": 11,
    "postgresqlfr--opml.xml": 21,
    "spacecowboy--Flym_auto_backup.opml": 11,
    "spacecowboy--Programming.opml": 50,
    "spacecowboy--antennapod-feeds.opml": 8,
    "spacecowboy--rssguard_2.opml": 30,
    "veen--veen.opml": 61,
    "w3c--category.opml": 0,
    "w3c--outlineDocument.opml": 0,
    "w3c--ownerId.opml": 0,
    "w3c--presentation.opml": 0,
    "w3c--simpleScript.opml": 0,
    "w3c--states.opml": 0,
    "w3c--subscriptionList.opml": 13,
    "w3c--unknownOutlineType2.opml": 0,
}


@pytest.mark.parametrize(("name", "lines"), CORPUS.items())
def test_every_real_list_is_read_whole(name: str, lines: int) -> None:
    records = to_records((corpus("opml") / name).read_bytes())
    assert len(records) == lines
    assert all(record.feed_address and record.title for record in records)


def test_no_real_list_is_without_its_count() -> None:
    assert {path.name for path in corpus("opml").iterdir()} - {"index.json"} == set(CORPUS)


@pytest.mark.parametrize("name", [name for name, lines in CORPUS.items() if lines])
def test_a_real_list_survives_being_written_and_read_again(name: str) -> None:
    records = to_records((corpus("opml") / name).read_bytes())
    assert sorted(to_records(from_records(records, title=name)), key=repr) == sorted(records, key=repr)


@pytest.mark.parametrize(
    ("name", "lines"),
    [("variant-2col-at-prefix.csv", 3), ("variant-3col.csv", 1), ("variant-actor-url-no-csv-ext.txt", 1)],
)
def test_mastodons_lists_of_follows_are_read(name: str, lines: int) -> None:
    records = to_records((corpus("mastodon-csv") / name).read_bytes())
    assert len(records) == lines
    assert all(record.site_address and "," not in record.site_address for record in records)


def opml(body: str) -> bytes:
    return f'<?xml version="1.0"?><opml version="2.0"><head><title>t</title></head><body>{body}</body></opml>'.encode()


def test_folders_nest_and_end() -> None:
    records = to_records(
        opml(
            '<outline text="A"><outline title="B"><outline text="x" xmlUrl="https://x.example/f" htmlUrl="https://x.example"/></outline>'
            '<outline text="y" xmlUrl="https://y.example/f"/></outline><outline text="z" xmlUrl="https://z.example/f"/>'
        )
    )
    assert [record.folders for record in records] == [("A", "B"), ("A",), ()]
    assert records[0] == OutlineRecord("x", "https://x.example/f", "https://x.example/", ("A", "B"))


def test_attributes_in_any_case_and_links_without_feeds_are_read() -> None:
    records = to_records(
        opml('<OUTLINE TEXT="x" XMLURL="https://x.example/f"/><outline type="link" text="y" url="https://y.example/"/>')
    )
    assert [(record.feed_address, record.site_address) for record in records] == [
        ("https://x.example/f", None),
        (None, "https://y.example/"),
    ]


BROKEN = {
    "an unescaped ampersand": b'<opml><body><outline text="a & b" xmlUrl="https://x.example/?a=1&copy=2"/></body></opml>',
    "a file cut short": b'<opml><outline text="F"><outline xmlUrl="https://x.example/?a=1&amp;copy=2"/><outline te',
    "no end": b"<opml><body><outline text='a' xmlUrl='https://x.example/?a=1&amp;copy=2'>",
    "a wrong encoding": b'<?xml version="1.0" encoding="utf-8"?><opml><body><outline text="K\xe4se" xmlUrl="https://x.example/?a=1&amp;copy=2"/></body></opml>',
    "an unknown encoding": b'<?xml version="1.0" encoding="x-odd"?><opml><body><outline text="a" xmlUrl="https://x.example/?a=1&amp;copy=2"/></body></opml>',
    "unquoted attributes": b"<opml><outline text=a xmlUrl=https://x.example/?a=1&amp;copy=2 /></opml>",
    "a control character": b'<opml><body><outline text="a\x08" xmlUrl="https://x.example/?a=1&amp;copy=2"/></body></opml>',
    "words in front": b'Here it is: <opml><body><outline text="a" xmlUrl="https://x.example/?a=1&amp;copy=2"/></body></opml>',
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_list_is_read_as_far_as_it_goes(name: str) -> None:
    assert [record.feed_address for record in to_records(BROKEN[name])] == ["https://x.example/?a=1&copy=2"]


def test_utf_16_is_read() -> None:
    records = to_records(
        '<?xml version="1.0" encoding="utf-16"?><opml><body><outline text="ä" xmlUrl="https://x.example/"/></body></opml>'.encode(
            "utf-16"
        )
    )
    assert records == [OutlineRecord("ä", "https://x.example/")]


def test_entities_are_neither_expanded_nor_fetched() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY e0 "ha">{bomb}'
    body += '<!ENTITY f SYSTEM "file:///etc/hostname">]><opml><body><outline text="&e9;&f;" xmlUrl="https://x.example/"/></body></opml>'
    assert to_records(body.encode()) == [OutlineRecord("&e9;&f;", "https://x.example/")]


@pytest.mark.parametrize(
    "body",
    [
        b"<opml>" + b"<outline text='a'>" * 100_000,
        b"<outline " * 100_000,
        b"<opml><outline " + b"a='" * 300_000,
        b"<opml" * 100_000,
    ],
    ids=["deep", "unfinished", "quotes", "roots"],
)
def test_hostile_lists_are_read_in_moments(body: bytes) -> None:
    started = time.process_time()
    to_records(body)
    assert time.process_time() - started < 6


def test_lines_of_text_are_a_list() -> None:
    records = to_records(
        b"My people\n@ann@example.social\nhttps://bob.example/feed\nhttps://carl.example, dora.example\n"
    )
    assert [(record.feed_address, record.site_address) for record in records] == [
        (None, "@ann@example.social"),
        ("https://bob.example/feed", None),
        (None, "https://carl.example"),
        (None, "dora.example"),
    ]


def test_newsboats_urls_keep_their_tags_and_titles() -> None:
    assert to_records(b'https://bob.example/feed "tea" "cake" "~Bob"\n') == [
        OutlineRecord("Bob", "https://bob.example/feed", None, ("tea", "cake"))
    ]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<html><body>no</body></html>", "unreadable"),
        (b"just words", "unreadable"),
        (b"\x89PNG\0\0", "unreadable"),
        (b'{"a": 1}', "unreadable"),
    ],
)
def test_what_is_no_list_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(NetworkError) as refused:
        to_records(body)
    assert refused.value.code == code


def test_a_written_list_says_when_it_was_made_and_is_opml() -> None:
    body = from_records([], title="Ann & co", made=datetime(2026, 11, 22, 8, 0, tzinfo=UTC))
    assert looks_like_opml(body)
    assert b"Ann &amp; co" in body
    assert b"Sun, 22 Nov 2026 08:00:00 +0000" in body
    assert to_records(body) == []


WORDS = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
ADDRESSES = st.from_regex(r"https://[a-z]{1,9}\.example/[a-z&\"'<>=?]{0,9}", fullmatch=True).map(canonical)
RECORDS = st.builds(OutlineRecord, WORDS, ADDRESSES, st.none() | ADDRESSES, st.lists(WORDS, max_size=3).map(tuple))


@given(st.lists(RECORDS, max_size=8))
def test_what_is_written_is_read_again(records: list[OutlineRecord]) -> None:
    assert sorted(to_records(from_records(records, title="t")), key=repr) == sorted(records, key=repr)


@given(st.binary(max_size=200))
def test_any_bytes_are_records_or_a_named_error(body: bytes) -> None:
    try:
        records = to_records(body)
    except NetworkError:
        return
    assert all(record.feed_address or record.site_address for record in records)
