"""An address as a person or a feed wrote it, made into one that can be asked for, and into nothing else.

What comes out follows so narrow a grammar that no two parsers can read it differently.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

import idna

from allotment.networks.errors import NetworkError

PLAIN: Final = re.compile(r"https?://([a-z0-9.-]+)(?::([0-9]{1,5}))?(?:[/?][!$-~]*)?", re.ASCII)
LOOSE: Final = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*):/{0,3}(?:(?P<login>[^/?\#\\]*)@)?(?P<host>\[[^]]*\]|[^/?\#:\\]*)(?::(?P<port>[0-9]*))?(?P<rest>[/?\#\\].*)?",
    re.ASCII | re.IGNORECASE | re.DOTALL,
)
HOST: Final = re.compile(r"[a-z0-9_.-]{1,253}|\[[0-9a-f:.]+\]", re.ASCII)
DEFAULT_PORTS: Final = {"http": "80", "https": "443"}
LONGEST: Final = 8000


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes. `host` is what politeness counts by: no port, no final dot."""

    address: str
    host: str
    login: str | None = None
    """`user:password`, only where the address carried one; never part of `address`."""

    @property
    def origin(self) -> str:
        return self.address[: self.address.index("/", 8)] if "/" in self.address[8:] else self.address


def target(address: str) -> Target:
    """Reads an address. Raises NetworkError(bad_address)."""
    plain = PLAIN.fullmatch(address)
    if plain is not None and len(address) <= LONGEST and well_formed(plain[1], plain[2]):
        return Target(address, plain[1].rstrip("."))
    return loose_target(address)


@lru_cache(maxsize=1024)
def well_formed(host: str, port: str | None) -> bool:
    """Whether nothing is to be mended."""
    if port in DEFAULT_PORTS.values():
        return False
    return 0 < len(host.rstrip(".")) <= 253 and ".." not in host and int(port or 80) <= 65535


def loose_target(address: str) -> Target:
    """The slow lane: credentials, other alphabets, blanks, brackets, upper case."""
    found = LOOSE.fullmatch("".join(address.strip().splitlines()))
    if found is None or len(address) > LONGEST:
        sentence = "This is not an address of the web. One looks like https://example.org/feed."
        raise NetworkError("bad_address", sentence)
    scheme = found["scheme"].lower()
    if scheme not in DEFAULT_PORTS:
        sentence = f"Only https: and http: addresses can be fetched, not “{scheme[:20]}:”."
        raise NetworkError("bad_address", sentence)
    host = ascii_host(found["host"])
    port = (found["port"] or "").lstrip("0")
    if not HOST.fullmatch(host) or ".." in host or int(port or 80) > 65535:
        raise NetworkError("bad_address", "No host can have the name in this address. Look for a slip of the pen.")
    place = host if port in ("", DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    login = unquote(found["login"]) if found["login"] else None
    return Target(f"{scheme}://{place}{ascii_rest(found['rest'])}", host.rstrip("."), login)


def ascii_host(host: str) -> str:
    """The host as DNS knows it: lower case, other alphabets as Punycode (UTS 46, not transitional)."""
    host = unquote(host).lower()
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return ""


def ascii_rest(rest: str | None) -> str:
    """Path and query, percent-encoded where they must be; the fragment stays at home."""
    kept = (rest or "/").partition("#")[0].replace("\\", "/")
    kept = kept if kept.startswith("/") else "/" + kept
    return quote(kept, safe="/?!$%&'()*+,;=:@-._~[]|^`{}", errors="replace")
