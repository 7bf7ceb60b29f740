"""What an ordinary visit brings."""

import itertools
import time

import pytest

from allotment.networks.errors import NetworkError
from allotment.networks.http import Door, Failed, Request, Retrieved
from tests.fakenet import FakeNet
from tests.networks.http.conftest import LOOPBACK, error_of


def test_a_page_comes_with_its_headers_in_lower_case(net: FakeNet, door: Door) -> None:
    net.page("/feed", b"<rss/>", etag='"1"', headers={"X-Thing": "a"})
    got = door.get(net.address("/feed"))
    assert (got.status, got.body, got.address, got.permanent_address) == (
        200,
        b"<rss/>",
        net.address("/feed"),
        None,
    )
    assert (got.headers["etag"], got.headers["x-thing"]) == ('"1"', "a")


def test_validators_are_sent_and_304_is_an_answer(net: FakeNet, door: Door) -> None:
    net.page("/feed", b"<rss/>", etag='"1"', last_modified="Sun, 22 Nov 2026 10:00:00 GMT")
    got = door.get(net.address("/feed"), etag='"1"', last_modified="Sun, 22 Nov 2026 10:00:00 GMT")
    assert (got.status, got.body) == (304, b"")
    assert net.requests[0].headers["if-modified-since"] == "Sun, 22 Nov 2026 10:00:00 GMT"


def test_nothing_of_one_request_shows_in_the_next(net: FakeNet, door: Door) -> None:
    net.page("/a", b"a", headers={"X-Once": "1"}).page("/b", b"")
    door.get(net.address("/a"), etag='"1"', accept="text/plain", headers=(("X-Mine", "1"),))
    door.post(net.address("/a"), b"hello", [("Content-Type", "text/plain")])
    got = door.get(net.address("/b"))
    assert (got.body, "x-once" in got.headers) == (b"", False)
    last = net.requests[-1]
    assert (last.method, last.body) == ("GET", b"")
    assert not {"if-none-match", "x-mine", "content-type", "cookie", "referer"} & set(last.headers)


def test_a_post_carries_its_body_and_headers(net: FakeNet, door: Door) -> None:
    net.page("/hub", b"", status=202)
    assert door.post(net.address("/hub"), b"mode=subscribe", [("Content-Type", "x/y")]).status == 202
    seen = net.requests[0]
    assert (seen.method, seen.body, seen.headers["content-type"]) == ("POST", b"mode=subscribe", "x/y")


def test_a_head_request_brings_headers_only(net: FakeNet, door: Door) -> None:
    net.page("/x", b"body", etag='"1"')
    got = door.get(net.address("/x"), method="HEAD")
    assert (got.body, got.headers["etag"], net.requests[0].method) == (b"", '"1"', "HEAD")


def test_it_says_who_it_is_and_sets_no_cookies(net: FakeNet, door: Door) -> None:
    net.page("/x", b"", headers={"Set-Cookie": "a=b; Path=/"})
    door.get(net.address("/x"))
    door.get(net.address("/x"))
    assert net.requests[1].headers["user-agent"] == "Allotment/test"
    assert "cookie" not in net.requests[1].headers


def test_connections_are_used_again_by_the_next_get(net: FakeNet, door: Door) -> None:
    net.page("/x", b"x")
    for _ in range(5):
        door.get(net.address("/x"))
    assert net.connections == 1


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "refused"),
        (401, "forbidden"),
        (403, "forbidden"),
        (404, "missing"),
        (410, "gone"),
        (418, "refused"),
        (429, "rate_limited"),
        (451, "forbidden"),
        (500, "server_error"),
        (503, "unavailable"),
        (304, "server_error"),
        (300, "refused"),
        (302, "refused"),
    ],
)
def test_a_status_that_brings_nothing_is_an_error(net: FakeNet, door: Door, status: int, code: str) -> None:
    net.page("/x", b"no", status=status)
    error = error_of(door, net.address("/x"))
    assert error.code == code
    assert error.message.startswith("127.0.0.1 ")


def test_outcomes_come_as_they_complete(net: FakeNet, door: Door) -> None:
    net.page("/late", b"", delay=0.15).page("/soon", b"")
    asked = [Request(net.address("/late"), key=1), Request(net.address("/soon"), key=2)]
    assert [outcome.request.key for outcome in door.fetch_many(asked)] == [2, 1]


def test_one_that_fails_does_not_stop_the_others(net: FakeNet, door: Door) -> None:
    net.page("/x", b"x").reset("/broken")
    asked = [Request(address) for address in (net.address("/x"), "nonsense", net.address("/broken")) * 3]
    outcomes = list(door.fetch_many(asked))
    codes = [outcome.error.code for outcome in outcomes if isinstance(outcome, Failed)]
    assert sorted(codes) == ["bad_address"] * 3 + ["unreachable"] * 3
    assert sum(isinstance(outcome, Retrieved) for outcome in outcomes) == 3


def test_requests_are_taken_only_as_there_is_room(net: FakeNet) -> None:
    net.page("/x", b"x")
    taken = itertools.count()
    asked = (Request(net.address("/x"), key=next(taken)) for _ in range(1000))
    with Door(allow_networks=LOOPBACK, user_agent="t", concurrency=4) as door:
        outcomes = door.fetch_many(asked)
        for _ in range(10):
            next(outcomes)
        assert next(taken) <= 16
        assert sum(1 for _ in outcomes) >= 980


def test_a_run_can_be_left_in_the_middle(net: FakeNet, door: Door) -> None:
    net.page("/x", b"x").hang("/stuck")
    asked = [Request(net.address(path)) for path in ("/stuck", "/x", "/stuck")]
    outcomes = door.fetch_many(asked)
    assert isinstance(next(outcomes), Retrieved)
    del outcomes
    assert door.get(net.address("/x")).body == b"x"


def test_a_door_can_be_used_inside_its_own_run(net: FakeNet, door: Door) -> None:
    net.page("/x", b"x").page("/icon", b"i")
    for outcome in door.fetch_many([Request(net.address("/x")) for _ in range(5)]):
        assert isinstance(outcome, Retrieved)
        assert door.get(net.address("/icon")).body == b"i"


def test_no_requests_bring_no_outcomes(door: Door) -> None:
    assert list(door.fetch_many([])) == []


def test_a_thousand_bad_addresses_are_told_at_once(net: FakeNet, door: Door) -> None:
    net.page("/late", b"", delay=0.3)
    began = time.monotonic()
    asked = itertools.chain([Request(net.address("/late"))], (Request("x") for _ in range(1000)))
    outcomes = list(door.fetch_many(asked))
    assert isinstance(outcomes[-1], Retrieved)
    assert time.monotonic() - began < 1


def test_an_unknown_name_is_unreachable(door: Door) -> None:
    with pytest.raises(NetworkError, match=r"No machine goes by the name nobody\.invalid"):
        door.get("http://nobody.invalid/")


def test_a_closed_port_is_unreachable(door: Door) -> None:
    with FakeNet() as gone:
        address = gone.address("/")
    assert error_of(door, address).code == "unreachable"
