"""How often one host is asked, and what happens when it asks for a rest.

`192.0.2.1,127.0.0.1`: such a name has an address outside the operator's networks, which the guard refuses, and one
inside, which answers. So it counts as somebody else's host, and still lives on loopback.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from allotment.networks.errors import NetworkError
from allotment.networks.http import Door, Failed, Request, Retrieved
from allotment.networks.http.guard import Guard
from allotment.networks.http.politeness import MOST_WAITING, Job, Politeness
from allotment.networks.http.targets import target
from tests.fakenet import FakeNet
from tests.networks.http.conftest import LOOPBACK

NAMES = [f"blog{number}.test" for number in range(8)]


@pytest.fixture
def town(net: FakeNet) -> Iterator[Door]:
    """Eight hosts that are not the operator's, and `home.test`, which is."""
    places = [f"{name}:{net.port}:192.0.2.1,127.0.0.1" for name in NAMES]
    places.append(f"home.test:{net.port}:127.0.0.1")
    with Door(allow_networks=LOOPBACK, user_agent="t", whole_seconds=10, resolve=places) as door:
        yield door


def test_a_host_is_asked_twice_at_once_and_no_more(net: FakeNet, town: Door) -> None:
    net.page("/x", b"x", delay=0.01)
    asked = [Request(net.address("/x", host=name)) for name in NAMES[:4] for _ in range(10)]
    outcomes = list(town.fetch_many(asked))
    assert [isinstance(outcome, Retrieved) for outcome in outcomes] == [True] * 40
    assert [net.peak(name) for name in NAMES[:4]] == [2, 2, 2, 2]
    assert net.peak() > 4


def test_redirects_count_for_the_host_they_lead_to(net: FakeNet, town: Door) -> None:
    net.page("/x", b"x", delay=0.02)
    for name in NAMES[1:]:
        net.redirect(f"/{name}", net.address("/x", host=NAMES[0]))
    asked = [Request(net.address(f"/{name}", host=name)) for name in NAMES[1:] for _ in range(3)]
    assert all(isinstance(outcome, Retrieved) for outcome in town.fetch_many(asked))
    assert net.peak(NAMES[0]) == 2


def test_a_slow_host_does_not_hold_up_the_others(net: FakeNet, town: Door) -> None:
    net.page("/slow", b"", delay=0.1).page("/x", b"x")
    asked = [Request(net.address("/slow", host=NAMES[0]), key="slow") for _ in range(6)]
    asked += [Request(net.address("/x", host=name), key="quick") for name in NAMES[1:]]
    assert [outcome.request.key for outcome in town.fetch_many(asked)][:7] == ["quick"] * 7


@pytest.mark.parametrize("host", ["127.0.0.1", "home.test"])
def test_the_operators_own_hosts_are_asked_as_often_as_there_is_room(net: FakeNet, town: Door, host: str) -> None:
    net.page("/x", b"x", delay=0.05)
    for _ in range(2):  # The second time over connections that are open already.
        net.forget()
        asked = [Request(net.address("/x", host=host)) for _ in range(30)]
        assert all(isinstance(outcome, Retrieved) for outcome in town.fetch_many(asked))
        assert net.peak(host) > 10


@pytest.mark.parametrize(("status", "code"), [(429, "rate_limited"), (503, "unavailable")])
def test_a_host_that_asks_for_a_rest_gets_it_for_the_whole_run(
    net: FakeNet, town: Door, status: int, code: str
) -> None:
    net.page("/busy", b"", status=status, headers={"Retry-After": "120"}).page("/x", b"x")
    asked = [Request(net.address("/busy", host=NAMES[0])) for _ in range(20)]
    asked += [Request(net.address("/x", host=NAMES[1])) for _ in range(5)]
    outcomes = list(town.fetch_many(asked))
    errors = [outcome.error for outcome in outcomes if isinstance(outcome, Failed)]
    assert {error.retry_after for error in errors} == {120}
    assert sorted({error.code for error in errors}) == sorted({code, "rate_limited"})
    assert len(errors) == 20
    assert net.paths().count("/busy") <= 2
    assert net.paths().count("/x") == 5


def test_a_redirect_to_a_resting_host_is_not_followed(net: FakeNet, town: Door) -> None:
    net.page("/busy", b"", status=429, headers={"Retry-After": "60"}).page("/x", b"x")
    net.redirect("/to", net.address("/x", host=NAMES[0]), delay=0.1)
    asked = [Request(net.address("/busy", host=NAMES[0])), Request(net.address("/to", host=NAMES[1]))]
    codes = [outcome.error.code for outcome in town.fetch_many(asked) if isinstance(outcome, Failed)]
    assert codes == ["rate_limited", "rate_limited"]
    assert "/x" not in net.paths()


def test_the_next_run_asks_again(net: FakeNet, town: Door) -> None:
    net.page("/x", b"", status=429, headers={"Retry-After": "60"})
    with pytest.raises(NetworkError):
        town.get(net.address("/x", host=NAMES[0]))
    net.page("/x", b"x")
    assert town.get(net.address("/x", host=NAMES[0])).body == b"x"


def test_503_without_a_time_concerns_one_page_only(net: FakeNet, town: Door) -> None:
    net.page("/down", b"", status=503).page("/x", b"x")
    asked = [Request(net.address(path, host=NAMES[0])) for path in ("/down", "/down", "/x", "/x", "/x")]
    assert sum(isinstance(outcome, Retrieved) for outcome in town.fetch_many(asked)) == 3


def test_the_operators_own_host_may_be_busy_on_one_page_and_not_on_others(net: FakeNet, door: Door) -> None:
    net.page("/busy", b"", status=429, headers={"Retry-After": "120"}).page("/x", b"x")
    asked = [Request(net.address("/busy"))] + [Request(net.address("/x"))] * 100
    assert sum(isinstance(outcome, Retrieved) for outcome in door.fetch_many(asked)) == 100


def test_a_date_says_when_to_come_back(net: FakeNet, door: Door) -> None:
    now = datetime(2026, 11, 22, 10, tzinfo=UTC)
    later = format_datetime(now + timedelta(minutes=5), usegmt=True)
    stated = {"Date": format_datetime(now, usegmt=True), "Retry-After": later}
    net.page("/x", b"", status=503, headers=stated)
    with pytest.raises(NetworkError) as caught:
        door.get(net.address("/x"))
    assert caught.value.retry_after == 300


def test_no_more_are_taken_than_may_wait_for_one_host() -> None:
    politeness = Politeness(Guard(), 2, set())
    host = politeness.host("a.test")
    jobs = [Job(Request(f"http://a.test/{n}"), target(f"http://a.test/{n}")) for n in range(MOST_WAITING + 2)]
    assert [politeness.admit(job, host) for job in jobs[:3]] == [True, True, False]
    for job in jobs[3:]:
        politeness.admit(job, host)
    assert politeness.full
    politeness.release(host)
    assert politeness.next_waiting() is jobs[2]
    assert politeness.next_waiting() is None
    assert not politeness.full


def test_a_host_that_is_done_is_forgotten() -> None:
    politeness = Politeness(Guard(), 2, set())
    for number in range(100):
        host = politeness.host(f"host{number}.test")
        politeness.admit(Job(Request(""), target("http://a.test/")), host)
        politeness.release(host)
    assert politeness.hosts == {}
