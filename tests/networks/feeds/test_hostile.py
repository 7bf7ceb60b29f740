"""Input made to hurt: it ends in a record or a named error, soon, and nothing of ours comes through."""

import time
from typing import Final

import pytest

from allotment.networks.errors import NetworkError
from allotment.networks.feeds import parse
from tests.networks.feeds.lanes import ADDRESS, NOW

SECONDS: Final = 10.0
"""Of one busy core; none takes more than two of an idle one."""
MANY: Final = 100_000


def rss(inside: str, before: str = "") -> bytes:
    return f'{before}<rss version="2.0"><channel><title>t</title>{inside}</channel></rss>'.encode()


def item(inside: str) -> bytes:
    return rss(f"<item><title>x</title><guid>1</guid>{inside}</item>")


LAUGHS: Final = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HURTFUL: Final = {
    "billion laughs": rss("<item><title>&l9;</title></item>", f'<!DOCTYPE l [<!ENTITY l0 "ha">{LAUGHS}]>'),
    "laughs in UTF-16": rss("<item><title>&l9;</title></item>", f'<!DOCTYPE l [<!ENTITY l0 "ha">{LAUGHS}]>')
    .decode()
    .encode("utf-16"),
    "quadratic blow-up": rss("&a;" * MANY, f'<!DOCTYPE l [<!ENTITY a "{"a" * MANY}">]>'),
    "many items": rss("<item><title>a</title></item>" * MANY),
    "many broken items": rss("<item><title>a & b</title></item>" * MANY),
    "empty items": rss("<item/>" * MANY),
    "deep": rss("<a>" * MANY),
    "deep and broken": rss("&" + "<a>" * MANY),
    "deep markup": b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml">'
    + b'<b xmlns="http://www.w3.org/1999/xhtml">' * 100_000,
    "wide": item("<a/>" * MANY),
    "wide and broken": item("&" + "<a/>" * MANY),
    "attributes": rss(f"<item {' '.join(f'a{n}="1"' for n in range(MANY))}><title>i</title></item>"),
    "attributes in a broken tag": rss(f"<item & {' '.join(f'a{n}="1"' for n in range(MANY))}><title>i</title></item>"),
    "categories": item("&" + "".join(f"<category>c{n}</category>" for n in range(MANY))),
    "a long author": item(f"&<author>{'a' * 10 * MANY}</author>"),
    "an author of dots": item(f"&<author>a@{'a.' * MANY}</author>"),
    "comments": item("<description>" + "<!--" * MANY + "</description>"),
    "less-than signs": item("<description>" + "<" * 10 * MANY + "</description>"),
    "closing tags": item("<description>" + "</" * 5 * MANY + "</description>"),
    "ampersands": item("<description>" + "&" * 10 * MANY + "</description>"),
    "title of tags": rss("<item><title>&lt;/b&gt;" + "&lt;a " * MANY + "</title></item>"),
    "numbers of no character": item("&#x110000;&#0;&#xD800;&#99999999999999;" * 50_000),
    "a number too long": item("&#" + "9" * 10 * MANY + ";"),
    "a long declaration": b"<?" + b"encoding='" * MANY + rss("<item/>"),
    "a codec that is none": rss("\u00ff", '<?xml version="1.0" encoding="rot13"?>').replace(b"\xc3", b""),
    "a slow codec": rss("a-\u00ff" * MANY, '<?xml version="1.0" encoding="punycode"?>').replace(b"\xc3", b""),
    "namespaces": f"<rss {' '.join(f'xmlns:a{n}="u{n}"' for n in range(50_000))}/>".encode(),
    "spaces": b" " * 10 * MANY + b"x",
    "an unended DOCTYPE": b"<!DOCTYPE " + b"[" * 10 * MANY,
    "deep JSON": b'{"version":"https://jsonfeed.org/version/1","items":' + b"[" * MANY,
    "a long number in JSON": b'{"version":"https://jsonfeed.org/version/1","items":[{"id":' + b"9" * MANY + b"}]}",
    "many JSON items": b'{"version":"https://jsonfeed.org/version/1","items":['
    + b",".join([b'{"id":1,"title":"x"}'] * 100_000)
    + b"]}",
}


@pytest.mark.parametrize("name", HURTFUL)
def test_hurtful_input_ends_soon(name: str) -> None:
    started = time.process_time()
    try:
        record = parse(HURTFUL[name], address=ADDRESS, now=NOW)
    except NetworkError as error:
        record, code = None, error.code
        assert code in {"not_a_feed", "unreadable"}
    assert record is None or len(record.entries) <= 2000
    assert record is None or not any("haha" in entry.title for entry in record.entries)
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("broken", ["", "&"])
@pytest.mark.parametrize(
    "declaration",
    ['<!ENTITY x SYSTEM "{}">', '<!ENTITY % x SYSTEM "{}">%x;', '<!ENTITY x PUBLIC "-//x" "{}">'],
)
def test_no_file_comes_through(tmp_path_factory: pytest.TempPathFactory, declaration: str, broken: str) -> None:
    secret = tmp_path_factory.mktemp("home") / "secret"
    secret.write_text("the family recipe")
    doctype = f"<!DOCTYPE r [{declaration.format(secret.as_uri())}]>"
    body = rss(f"{broken}<item><title>&x;</title><description>&x;</description></item>", doctype)
    record = parse(body, address=ADDRESS, now=NOW)
    assert "recipe" not in repr(record)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"hello", "not_a_feed"),
        (b"<!doctype html><html><title>x</title></html>", "not_a_feed"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a_feed"),
        (b"<opml version='2.0'><body/></opml>", "not_a_feed"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff", "not_a_feed"),
        (b'{"name": "somebody"}', "not_a_feed"),
        (b'["a"]', "not_a_feed"),
        (b"{not json", "not_a_feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "unreadable"),
        (b'<rss version="2.0"><channel><tit', "unreadable"),
    ],
)
def test_what_is_no_feed_is_called_by_its_name(body: bytes, code: str) -> None:
    with pytest.raises(NetworkError) as raised:
        parse(body, address=ADDRESS, now=NOW)
    assert raised.value.code == code


def test_two_thousand_entries_are_kept_and_they_are_the_newest() -> None:
    days = [
        f"<item><guid>{n}</guid><title>t</title><pubDate>{2000 + n // 400}-01-01T00:00:{n % 60:02}Z</pubDate></item>"
        for n in range(9000)
    ]
    record = parse(rss("".join(days)), address=ADDRESS, now=NOW)
    assert len(record.entries) == 2000
    assert min(entry.published.year for entry in record.entries if entry.published) >= 2017


def test_a_content_type_counts_only_where_the_bytes_leave_a_doubt() -> None:
    body = rss("<item><title>жук</title><guid>1</guid></item>")
    assert parse(body, address=ADDRESS, content_type="text/xml; charset=iso-8859-1").entries[0].title == "жук"
    other = body.decode().encode("koi8-r")
    assert parse(other, address=ADDRESS, content_type="text/xml; charset=koi8-r").entries[0].title == "жук"
