"""Servers that do not keep to the rules."""

import gzip
import zlib

import pytest

from allotment.networks.http import Door
from tests.fakenet import FakeNet
from tests.networks.http.conftest import error_of

OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"", "unreachable"),
        (b"\r\n", "unreadable"),
        (b"<rss>no HTTP at all</rss>", "unreadable"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "unreadable"),
        (b"HTTP/1.1 OK\r\n\r\n", "unreadable"),
        (b"HTTP/9.9 200 OK\r\nContent-Length: 1\r\n\r\nx", "unreadable"),
        (OK + b"Content-Length: 100\r\n\r\nshort", "unreachable"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nshort", "unreachable"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nnonsense\r\n0\r\n\r\n", "unreachable"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nx", "unreachable"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n" + b"0" * 100_000, "unreachable"),
        (OK + b"Content-Encoding: gzip\r\nContent-Length: 8\r\n\r\n\x1f\x8bnoise!", "unreadable"),
        (OK + b"Content-Length: -1\r\n\r\nx", "unreadable"),
        (OK + b"Content-Length: 9999999999999\r\n\r\nx", "too_large"),
        (OK + b"No colon here\r\nContent-Length: 1\r\n\r\nx", "unreadable"),
        (b"HTTP/1.1 200 OK\x00\r\nX: \x00\r\nContent-Length: 1\r\n\r\nx", "unreadable"),
        (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", "unreachable"),
        (b"HTTP/1.1 999 Really\r\nContent-Length: 0\r\n\r\n", "server_error"),
    ],
)
def test_what_is_not_proper_http_is_an_error_with_a_name(net: FakeNet, door: Door, answer: bytes, code: str) -> None:
    net.raw("/x", answer)
    assert error_of(door, net.address("/x")).code == code


def test_a_reset_is_unreachable_wherever_it_comes(net: FakeNet, door: Door) -> None:
    net.reset("/at-once").reset("/in-head", OK + b"Content-").reset("/in-body", OK + b"Content-Length: 99\r\n\r\nx")
    for path in ("/at-once", "/in-head", "/in-body"):
        assert error_of(door, net.address(path)).code == "unreachable"


def test_a_body_that_ends_with_the_connection_is_whole(net: FakeNet, door: Door) -> None:
    net.raw("/x", [OK + b"\r\n", b"to the ", b"end"])
    assert door.get(net.address("/x")).body == b"to the end"


def test_chunks_come_together(net: FakeNet, door: Door) -> None:
    net.raw("/x", [OK + b"Transfer-Encoding: chunked\r\n\r\n", b"3\r\nabc\r\n", b"2;ext=1\r\nde\r\n", b"0\r\n\r\n"])
    assert door.get(net.address("/x")).body == b"abcde"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "x-gzip"])
def test_packed_bodies_are_unpacked(net: FakeNet, door: Door, encoding: str) -> None:
    packed = zlib.compress(b"words " * 1000) if encoding == "deflate" else gzip.compress(b"words " * 1000)
    net.page("/x", packed, headers={"Content-Encoding": encoding})
    assert door.get(net.address("/x")).body == b"words " * 1000
    assert {"gzip", "deflate"} <= set(net.requests[0].headers["accept-encoding"].split(", "))


WORDS = gzip.compress(b"words", mtime=0)
"""With no time in it: processes that share the tests out name them by what is in them."""


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("utf-8", b"words"),
        ("none", b"words"),
        ("gzip", b"words"),
        ("gzip", gzip.compress(b"wo", mtime=0) + gzip.compress(b"rds", mtime=0)),
        ("gzip", WORDS + bytes(100)),
        ("gzip", WORDS[:-6]),
        ("deflate", WORDS),
    ],
)
def test_badly_packed_bodies_are_read_as_far_as_they_can_be(
    net: FakeNet, door: Door, encoding: str, body: bytes
) -> None:
    net.page("/x", body, headers={"Content-Encoding": encoding})
    assert door.get(net.address("/x")).body == b"words"
    assert len(net.requests) <= 2


def test_a_badly_packed_bomb_is_too_large_all_the_same(net: FakeNet, door: Door) -> None:
    bomb = gzip.compress(bytes(6 * 1024 * 1024))
    net.page("/x", bomb * 3, headers={"Content-Encoding": "gzip"})
    assert error_of(door, net.address("/x")).code == "too_large"


def test_interim_answers_are_not_mixed_with_the_real_one(net: FakeNet, door: Door) -> None:
    early = b"HTTP/1.1 103 Early Hints\r\nETag: early\r\nLink: </a>\r\n\r\n"
    net.raw("/x", early + OK + b"ETag: late\r\nContent-Length: 1\r\n\r\nx")
    got = door.get(net.address("/x"))
    assert (got.status, got.headers["etag"], "link" in got.headers) == (200, "late", False)


def test_interim_answers_without_end_do_not_go_on(net: FakeNet, door: Door) -> None:
    net.raw("/x", [b"HTTP/1.1 102 Wait\r\nX: y\r\n\r\n"] * 100_000)
    assert error_of(door, net.address("/x")).code in {"too_large", "unreachable", "timed_out"}


def test_headers_in_other_alphabets_and_twice_are_kept(net: FakeNet, door: Door) -> None:
    lines = 'X-Name: J\u00fcrgen\r\nLink: <a>\r\nLink: <b>\r\nETag:   "1"  \r\nEmpty:\r\n'.encode()
    net.raw("/x", OK + lines + b"Content-Length: 0\r\n\r\n")
    headers = door.get(net.address("/x")).headers
    assert headers["x-name"].encode("latin-1").decode() == "J\u00fcrgen"
    assert (headers["link"], headers["etag"], headers["empty"]) == ("<a>, <b>", '"1"', "")


def test_a_validator_goes_back_byte_for_byte(net: FakeNet, door: Door) -> None:
    net.page("/x", b"x", etag='"J\u00fcrgen"')
    first = door.get(net.address("/x"))
    assert door.get(net.address("/x"), etag=first.headers["etag"]).status == 304


@pytest.mark.parametrize("etag", ['"1"\r\nX-Bad: 1', '"1"\nX-Bad: 1', "\x00", '"' + "1" * 5000 + '"'])
def test_a_validator_that_would_break_out_of_its_line_is_not_sent(net: FakeNet, door: Door, etag: str) -> None:
    net.page("/x", b"x")
    assert door.get(net.address("/x"), etag=etag).status == 200
    assert not {"x-bad", "if-none-match"} & set(net.requests[0].headers)


def test_a_kept_connection_that_died_is_made_anew(net: FakeNet, door: Door) -> None:
    net.raw("/x", OK + b"Content-Length: 1\r\n\r\nx")  # Says keep-alive, and closes.
    assert [door.get(net.address("/x")).body for _ in range(3)] == [b"x"] * 3
