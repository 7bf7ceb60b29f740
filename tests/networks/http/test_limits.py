"""How much and how long: nobody can fill our memory or keep us waiting."""

import resource
import sys
import time
import tracemalloc
from collections.abc import Callable

import pytest

from allotment.networks.http import Door, Failed, Request, Retrieved
from allotment.networks.http.records import MAX_BYTES
from allotment.networks.http.slots import IN_MEMORY
from tests.fakenet import FakeNet
from tests.networks.http.conftest import LOOPBACK, error_of

MIB = 1024 * 1024


def brief_door(seconds: float) -> Door:
    return Door(allow_networks=LOOPBACK, user_agent="t", connect_seconds=seconds, whole_seconds=seconds)


def peak_growth(act: Callable[[], object]) -> int:
    """Bytes by which Python's memory grew at most, and the process with it."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tracemalloc.start()
    act()
    python = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    unit = 1 if sys.platform == "darwin" else 1024
    return max(python, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit)


@pytest.mark.parametrize("size", [0, 1, 16_384, IN_MEMORY - 1, IN_MEMORY, IN_MEMORY + 1, 3 * MIB, MAX_BYTES])
def test_every_size_up_to_the_limit_arrives_whole(net: FakeNet, door: Door, size: int) -> None:
    body = (b"0123456789abcdef" * (size // 16 + 1))[:size]
    net.page("/x", body)
    assert door.get(net.address("/x")).body == body


def test_one_byte_more_is_too_large(net: FakeNet, door: Door) -> None:
    net.page("/x", bytes(MAX_BYTES + 1)).page("/small", b"four")
    assert error_of(door, net.address("/x")).code == "too_large"
    assert error_of(door, net.address("/small"), max_bytes=3).code == "too_large"
    assert door.get(net.address("/small"), max_bytes=4).body == b"four"


def test_a_body_without_end_is_too_large(net: FakeNet, door: Door) -> None:
    net.endless("/x")
    assert error_of(door, net.address("/x")).code == "too_large"


def test_a_bomb_stops_early_and_memory_stays_flat(net: FakeNet, door: Door) -> None:
    net.bomb("/x", 1024 * MIB)
    began = time.monotonic()
    grown = peak_growth(lambda: error_of(door, net.address("/x")))
    assert error_of(door, net.address("/x")).code == "too_large"
    assert grown < 24 * MIB
    assert time.monotonic() - began < 2


def test_fifty_large_bodies_at_once_fit_into_memory(net: FakeNet) -> None:
    body = bytes(9 * MIB)
    net.page("/x", body)
    with brief_door(30) as door:
        asked = [Request(net.address("/x")) for _ in range(50)]

        def visit() -> None:
            for outcome in door.fetch_many(asked):
                assert isinstance(outcome, Retrieved)
                assert len(outcome.body) == len(body)

        assert peak_growth(visit) < 120 * MIB


def test_who_says_nothing_is_given_up(net: FakeNet) -> None:
    net.hang("/x")
    with brief_door(0.3) as door:
        began = time.monotonic()
        assert error_of(door, net.address("/x")).code == "timed_out"
        assert 0.25 < time.monotonic() - began < 1


def test_who_says_one_byte_at_a_time_is_given_up(net: FakeNet) -> None:
    net.slow("/x", b"x" * 1000, pause=0.05)
    with brief_door(0.3) as door:
        began = time.monotonic()
        assert error_of(door, net.address("/x")).code == "timed_out"
        assert time.monotonic() - began < 1


def test_a_slow_consumer_costs_nobody_their_time(net: FakeNet) -> None:
    """The bodies were there long before the consumer was done; and slots are filled while it works."""
    net.page("/x", bytes(200_000), delay=0.02)
    with brief_door(0.4) as door:
        asked = [Request(net.address("/x")) for _ in range(60)]
        for number, outcome in enumerate(door.fetch_many(asked)):
            assert isinstance(outcome, Retrieved), outcome
            if number < 3:
                time.sleep(0.6)


def test_a_slow_consumer_costs_no_time_across_a_redirect_either(net: FakeNet) -> None:
    net.page("/x", b"x").page("/c", b"c", delay=0.2).redirect("/b", "/c", delay=0.1).redirect("/a", "/b")
    with brief_door(0.5) as door:
        asked = [Request(net.address(path)) for path in ("/x", "/a", "/x")]
        for outcome in door.fetch_many(asked):
            assert isinstance(outcome, Retrieved), outcome
            time.sleep(0.4)


def test_who_hangs_is_given_up_although_the_consumer_is_slow(net: FakeNet) -> None:
    net.page("/x", b"x").hang("/stuck")
    with brief_door(0.3) as door:
        asked = [Request(net.address(path)) for path in ("/stuck", "/x", "/x", "/x")]
        began = time.monotonic()
        codes = []
        for outcome in door.fetch_many(asked):
            time.sleep(0.1)
            codes += [outcome.error.code] if isinstance(outcome, Failed) else []
    assert codes == ["timed_out"]
    assert time.monotonic() - began < 1.5


def test_a_slow_consumer_does_not_pile_up_bodies(net: FakeNet) -> None:
    net.page("/x", bytes(500_000))
    with Door(allow_networks=LOOPBACK, user_agent="t", concurrency=5) as door:
        asked = (Request(net.address("/x")) for _ in range(60))

        def visit() -> None:
            for _ in door.fetch_many(asked):
                time.sleep(0.01)

        assert peak_growth(visit) < 10 * MIB


def test_headers_without_end_are_too_many(net: FakeNet, door: Door) -> None:
    flood = [b"HTTP/1.1 200 OK\r\n", *(f"X-{n}: y\r\n".encode() for n in range(100_000)), b"\r\n"]
    net.raw("/x", flood)
    assert error_of(door, net.address("/x")).code == "too_large"


def test_six_hundred_short_headers_are_too_many(net: FakeNet, door: Door) -> None:
    many = "".join(f"X-{n}: y\r\n" for n in range(600))
    net.raw("/x", f"HTTP/1.1 200 OK\r\n{many}Content-Length: 0\r\n\r\n".encode())
    assert error_of(door, net.address("/x")).code == "too_large"


def test_one_header_without_end_is_too_long(net: FakeNet, door: Door) -> None:
    net.raw("/x", [b"HTTP/1.1 200 OK\r\nX: ", *[b"y" * 65536] * 40, b"\r\n\r\n"])
    assert error_of(door, net.address("/x")).code in {"too_large", "unreachable"}


def test_five_hundred_at_fifty_milliseconds_take_less_than_a_second(net: FakeNet) -> None:
    net.page("/x", b"x" * 1000, etag='"1"', delay=0.05)
    with brief_door(10) as door:
        began = time.monotonic()
        asked = (Request(net.address("/x"), etag='"1"') for _ in range(500))
        assert sum(1 for outcome in door.fetch_many(asked) if isinstance(outcome, Retrieved)) == 500
        # The physical limit is 0.5; the fake web runs in this process and takes its share.
        assert time.monotonic() - began < 2
