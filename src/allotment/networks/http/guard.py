"""Which addresses the door may connect to.

It judges what the name resolved to, at the moment of connecting, so spellings do not matter: decimal, octal
and hexadecimal hosts, names that point home, and redirects all end here.
<https://www.iana.org/assignments/iana-ipv4-special-registry/>
<https://www.iana.org/assignments/iana-ipv6-special-registry/>
"""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Final

type IPAddress = IPv4Address | IPv6Address
type IPNetwork = IPv4Network | IPv6Network

REFUSED: Final[tuple[tuple[IPNetwork, str], ...]] = tuple(
    (ip_network(network), why)
    for network, why in {
        "0.0.0.0/8": "an unspecified address",
        "10.0.0.0/8": "a private address",
        "100.64.0.0/10": "a provider's inner address",
        "127.0.0.0/8": "this machine",
        "168.63.129.16/32": "a cloud's inner address",
        "169.254.0.0/16": "a link-local address, where clouds keep their secrets",
        "172.16.0.0/12": "a private address",
        "192.0.0.0/24": "a reserved address",
        "192.0.2.0/24": "an address for examples",
        "192.88.99.0/24": "a tunnel's address",
        "192.168.0.0/16": "a private address",
        "198.18.0.0/15": "an address for measurements",
        "198.51.100.0/24": "an address for examples",
        "203.0.113.0/24": "an address for examples",
        "224.0.0.0/4": "a multicast address",
        "240.0.0.0/4": "a reserved address",
        "2001::/23": "a tunnel's or reserved address",
        "2001:db8::/32": "an address for examples",
        "2002::/16": "a tunnel's address",
        "3fff::/20": "an address for examples",
    }.items()
)
PUBLIC_V6: Final = IPv6Network("2000::/3")
NAT64: Final = IPv6Network("64:ff9b::/96")

# What browsers refuse to speak HTTP to: <https://fetch.spec.whatwg.org/#port-blocking>
BAD_PORTS: Final = frozenset(
    {0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77}
    | {79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161}
    | {179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636}
    | {
        989,
        990,
        993,
        995,
        1719,
        1720,
        1723,
        2049,
        3659,
        4045,
        4190,
        5060,
        5061,
        6000,
        6566,
        6665,
        6666,
        6667,
        6668,
        6669,
    }
    | {6679, 6697, 10080}
)


class Guard:
    """Says yes or no to one resolved address. `allow_networks` are the operator's own, and always welcome."""

    def __init__(self, allow_networks: Sequence[IPNetwork] = ()) -> None:
        self.allow_networks = tuple(allow_networks)

    def allows(self, address: str) -> bool:
        """Whether the address lies in the operator's own networks."""
        if not self.allow_networks:
            return False
        found = understood(address)
        if found is None:
            return False
        same = [found, *filter(None, [embedded(found)])]
        return any(each in network for network in self.allow_networks for each in same)

    def why_not(self, address: str, port: int) -> str | None:
        """What speaks against connecting, as the end of a sentence; None when nothing does."""
        if port in BAD_PORTS:
            return f"port {port}, which is not for the web"
        return None if self.allows(address) else why_not_public(address)


@lru_cache(maxsize=4096)
def understood(address: str) -> IPAddress | None:
    try:
        return ip_address(address.partition("%")[0])
    except ValueError:
        return None


def embedded(address: IPAddress) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one is another spelling of: mapped, compatible or NAT64."""
    if isinstance(address, IPv4Address):
        return None
    high = int(address) >> 32
    if high in (0, 0xFFFF, int(NAT64.network_address) >> 32):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


@lru_cache(maxsize=4096)
def why_not_public(address: str) -> str | None:
    """What kind of place this is, when it is not on the public internet."""
    found = understood(address)
    if found is None:
        return "an address that cannot be understood"
    if isinstance(found, IPv6Address) and found not in PUBLIC_V6:
        inner = embedded(found)
        # Behind DNS64 every IPv4 host is spelt like this; mapped and compatible spellings have no honest use.
        if inner is not None and found in NAT64:
            return why_not_public(str(inner))
        return why_not_v6(found)
    return next((why for network, why in REFUSED if found in network), None)


def why_not_v6(address: IPv6Address) -> str:
    if address.is_loopback:
        return "this machine"
    if address.is_multicast:
        return "a multicast address"
    if address.is_link_local:
        return "a link-local address"
    if embedded(address) is not None:
        return "an IPv4 address in disguise"
    return "a private or reserved address"
