"""Which resolved addresses are refused; pure."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allotment.networks.http.guard import REFUSED, Guard, why_not_public

PRIVATE = [
    str(ip_address(0)),
    "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254",
    "168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1",
    "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.1.1.1",
    "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1",
    "::ffff:8.8.8.8", "::ffff:0:7f00:1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1",
    "2001::1", "2001:2::1", "2001:10::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1",
    "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
]  # fmt: skip
PUBLIC = ["1.1.1.1", "93.184.216.34", "172.15.0.1", "172.32.0.1", "100.63.0.1", "192.0.1.1", "2606:4700::1111"]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public_is_refused_with_a_reason(address: str) -> None:
    why = Guard().why_not(address, 80)
    assert why is not None
    assert why.startswith(("a ", "an ", "this "))


@pytest.mark.parametrize("address", [*PUBLIC, "64:ff9b::101:101"])
def test_public_addresses_pass(address: str) -> None:
    assert Guard().why_not(address, 443) is None


@pytest.mark.parametrize("nonsense", ["", "localhost", "1.2.3", "0x7f.1", "/run/docker.sock", "1::2::3"])
def test_what_cannot_be_understood_is_refused(nonsense: str) -> None:
    assert Guard().why_not(nonsense, 80) is not None


def test_the_operators_networks_pass_in_every_spelling() -> None:
    guard = Guard([ip_network("127.0.0.0/8"), ip_network("fd00::/8")])
    for address in ("127.0.0.1", "::ffff:127.0.0.1", "fd12::1"):
        assert guard.why_not(address, 8080) is None
    for address in ("10.0.0.1", "::1", "fe80::1"):
        assert guard.why_not(address, 8080) is not None


@pytest.mark.parametrize("port", [22, 25, 6667, 0])
def test_ports_that_are_not_for_the_web_are_refused_everywhere(port: int) -> None:
    assert Guard([ip_network("127.0.0.0/8")]).why_not("127.0.0.1", port) is not None
    assert Guard().why_not("1.1.1.1", port) is not None


@given(st.ip_addresses())
def test_nothing_that_python_calls_private_is_public_to_us(address: IPv4Address | IPv6Address) -> None:
    if not address.is_global or address.is_multicast:
        nat64 = isinstance(address, IPv6Address) and address in ip_network("64:ff9b::/96")
        assert nat64 or why_not_public(str(address)) is not None


@given(st.sampled_from([n for n, _ in REFUSED if isinstance(n, IPv4Network)]), st.integers(0, 2**32 - 1))
def test_no_dress_makes_a_private_ipv4_address_public(network: IPv4Network, seed: int) -> None:
    inner = int(network.network_address) + seed % network.num_addresses
    dressed = [
        str(IPv4Address(inner)),
        *(str(ip_address((prefix << shift) | (inner << place))) for prefix, shift, place in DRESSES),
    ]
    for address in dressed:
        assert why_not_public(str(ip_address(address))) is not None


DRESSES = [
    (0xFFFF, 32, 0),
    (0, 32, 0),
    (0x0064FF9B, 96, 0),
    (0x2002, 112, 80),
    (0x20010000, 96, 0),
    (0xFFFF0000, 32, 0),
]


@given(st.ip_addresses(v=6))
def test_an_ipv6_address_is_public_only_inside_the_public_eighth(address: IPv6Address) -> None:
    if why_not_public(str(address)) is None:
        assert address in ip_network("2000::/3") or address in ip_network("64:ff9b::/96")
