"""Addresses inside a feed: resolved, and none but the web's."""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin, urlsplit

LONGEST: Final = 4096
_PLAIN: Final = re.compile(r"https?://[^\s/\\?#<>\"\[\]]+(?:[/?#][^\s<>\"]*)?").fullmatch
_SLASHES: Final = re.compile(r"^(https?:)/*(?=[^/])", re.IGNORECASE)


def joined(base: str, address: str) -> str:
    """`address` seen from `base`; as it is where either makes no sense."""
    if not base or _PLAIN(address):
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def web_address(base: str, address: str) -> str | None:
    """The absolute http(s) address, or None: scripts, files and mail are not links to read."""
    if _PLAIN(address) and len(address) <= LONGEST:
        return address
    return _mended(base, address.strip()[: LONGEST + 1])


@lru_cache(maxsize=256)
def _mended(base: str, address: str) -> str | None:
    address = re.sub(r"[\t\r\n]", "", address).replace(" ", "%20").replace('"', "%22")
    address = _SLASHES.sub(r"\1//", address)
    if not address:
        return None
    try:
        found = urljoin(base, address)
        parts = urlsplit(found)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.netloc or len(found) > LONGEST:
        return None
    return found if not set("<>") & set(found) else None
