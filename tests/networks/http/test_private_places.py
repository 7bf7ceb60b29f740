"""No way of spelling, naming or redirecting leads to a private place. Real sockets, real resolving."""

import socket
from ipaddress import ip_address, ip_network

import pytest

from allotment.networks.http import Door, Failed, Request
from tests.fakenet import FakeNet
from tests.networks.http.conftest import LOOPBACK, error_of

SPELLINGS = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001",
    "0x7F.0x0.0x0.0x1", "127.0.0.1.", "127.000.000.001", "%31%32%37.0.0.1", "\uff11\uff12\uff17.0.0.1",
    "127\u30020\u30020\u30021", "0", str(ip_address(0)), "localhost", "LOCALHOST", "localhost.", "anything.localhost",
    "[::1]", "[0:0:0:0:0:0:0:1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]",
    "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[fe80::1]", "[fe80::1%25lo]", "user@127.0.0.1", "x:y@[::1]",
    "\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3",
]  # fmt: skip


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_of_this_machine_is_let_through(net: FakeNet, strict_door: Door, host: str) -> None:
    net.page("/secret", b"secret")
    assert error_of(strict_door, f"http://{host}:{net.port}/secret").code in {"refused_address", "bad_address"}
    assert (net.requests, net.connections) == ([], 0)


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"])
def test_the_common_spellings_are_refused_for_what_they_are(strict_door: Door, host: str) -> None:
    error = error_of(strict_door, f"http://{host}/")
    assert error.code == "refused_address"
    assert "ALLOTMENT_ALLOW_NETWORKS" in error.message


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "192.168.0.1", "172.16.9.9", "169.254.169.254", "100.64.0.1", "[fd00:ec2::254]", "224.0.0.1"],
)
def test_private_literals_are_refused_at_once(strict_door: Door, address: str) -> None:
    assert error_of(strict_door, f"http://{address}/latest/meta-data/").code == "refused_address"


@pytest.mark.parametrize("inside", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "169.254.169.254"])
def test_a_name_that_points_to_a_private_place_is_refused(net: FakeNet, inside: str) -> None:
    with Door(user_agent="t", resolve=[f"innocent.test:{net.port}:{inside}"]) as door:
        error = error_of(door, net.address("/", host="innocent.test"))
    assert error.code == "refused_address"
    assert error.message.startswith("innocent.test leads to ")
    assert net.connections == 0


def test_a_redirect_into_a_private_place_is_refused(net: FakeNet) -> None:
    net.redirect("/far", "http://169.254.169.254/latest/").redirect("/near", "http://10.1.2.3/").page("/x", b"x")
    net.redirect("/six", "http://[::1]:8080/").redirect("/name", f"http://inside.test:{net.port}/x")
    resolve = [f"inside.test:{net.port}:10.0.0.9"]
    with Door(allow_networks=LOOPBACK[:1], user_agent="t", resolve=resolve) as door:
        for path in ("/far", "/near", "/six", "/name"):
            assert error_of(door, net.address(path)).code == "refused_address"


def test_only_the_allowed_networks_are_let_through() -> None:
    with FakeNet(host="127.0.0.2") as here, FakeNet(host="127.0.0.3") as there:
        here.redirect("/", there.address("/"))
        there.page("/", b"there")
        with Door(allow_networks=[ip_network("127.0.0.2/32")], user_agent="t") as door:
            assert error_of(door, here.address("/")).code == "refused_address"
        assert there.connections == 0
        with Door(allow_networks=[ip_network("127.0.0.2/31")], user_agent="t") as door:
            assert door.get(here.address("/")).body == b"there"


def test_a_name_with_one_public_and_one_private_address_uses_neither_by_accident(net: FakeNet) -> None:
    """The private one is refused even when the public one was tried first and failed."""
    resolve = [f"both.test:{net.port}:192.0.2.1,127.0.0.1"]
    with Door(user_agent="t", resolve=resolve) as door:
        assert error_of(door, net.address("/", host="both.test")).code == "refused_address"
    assert net.connections == 0


def test_in_a_batch_the_private_ones_fail_and_the_rest_goes_on(net: FakeNet, door: Door) -> None:
    net.page("/x", b"x")
    asked = [Request(address) for address in (net.address("/x"), "http://10.0.0.1/", "http://192.168.1.1/") * 20]
    codes = [outcome.error.code for outcome in door.fetch_many(asked) if isinstance(outcome, Failed)]
    assert codes == ["refused_address"] * 40


def test_a_proxy_in_the_environment_is_not_used(net: FakeNet, door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    net.page("/x", b"x")
    with FakeNet() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.address(""))
        assert door.get(net.address("/x")).body == b"x"
        assert proxy.connections == 0


@pytest.mark.parametrize("port", [22, 25, 6667])
def test_ports_that_are_not_for_the_web_are_refused_even_at_home(door: Door, port: int) -> None:
    error = error_of(door, f"http://127.0.0.1:{port}/")
    assert error.code == "refused_address"
    assert f"port {port}" in error.message


def test_ipv6_at_home_works_when_it_is_allowed(door: Door) -> None:
    try:
        web = FakeNet(host="::1")
    except OSError as error:
        pytest.skip(f"this machine has no IPv6: {error}")
    with web as net:
        net.page("/x", b"six")
        assert door.get(net.address("/x")).body == b"six"


def test_nothing_is_left_open_behind_a_refusal(strict_door: Door) -> None:
    before = socket.socket()
    number = before.fileno()
    before.close()
    for _ in range(20):
        error_of(strict_door, "http://127.0.0.1/")
    after = socket.socket()
    assert after.fileno() <= number + 4
    after.close()
