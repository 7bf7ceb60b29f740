"""One spelling for one address, and one number for all spellings of the same thing."""

import re
from functools import lru_cache
from hashlib import blake2b
from typing import Final

import idna

from allotment.networks.addresses.percent import normal_path, normal_query
from allotment.networks.errors import NetworkError

_ALREADY_CANONICAL: Final = re.compile(
    r"https?://(?!xn--)[a-z0-9]+(?:[.-][a-z0-9]+)*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?"
)
"""Host in lower case, no port, and a path without escapes, no part of which begins with a dot. Most links are like
this, but for a fragment."""

_PARTS: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/?#\\]*)([^?#]*)(?:\?([^#]*))?(?:#.*)?", re.DOTALL)
_AUTHORITY: Final = re.compile(r"(?:(.*)@)?(\[[0-9A-Fa-f:.]+\]|[^:\[\]@]*)(?::(\d*))?", re.DOTALL)
_HOST_IN: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)*(\[[^/?#\]]*\]|[^/?#:@]*)")
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f]")
_NOT_IN_A_HOST: Final = re.compile(r"[\s%\"<>\\^`{|}/?#@:\[\]]")
_WORTH_REMEMBERING: Final = 300
_LISTENING: Final = {"feed", "rss", "pcast", "podcast", "podcasts", "itpc"}
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}

_TRACKING: Final = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_(?:campaign|kwd|source|medium|content)|ns_(?:campaign|mchannel|source|linkname|fee)"
    r"|at_(?:medium|campaign|custom\d|link_\w+|ptr_\w+|format|bbc_team)|hsa_\w+|bsft_\w+|vero_(?:id|conv)|oly_(?:anon|enc)_id"
    r"|fbclid|fb_(?:action_ids|action_types|source|ref)|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id"
    r"|mc_(?:cid|eid)|mkt_tok|_hsenc|_hsmi|__hs\w+|hsctatracking|igsh(?:id)?|_openstat|wickedid|ck_subscriber_id|ml_subscriber(?:_hash)?"
    r"|rb_clickid|s_cid|cmpid|xtor|_ga|_gl|epik|ref_src|ref_url)(?:=.*)?",
    re.IGNORECASE | re.DOTALL,
)


def canonical(address: str) -> str:
    """The one spelling we keep. Text that is no http address comes back trimmed; nothing ever raises.

    A trailing slash is kept as written (servers differ about it); `url_key` looks past it.
    """
    bare = address.partition("#")[0]
    if _ALREADY_CANONICAL.fullmatch(bare):
        return bare if bare.count("/") > 2 else bare + "/"
    return _remembered(address) if len(address) <= _WORTH_REMEMBERING else _respelled(address)


def checked(address: str) -> str:
    """The canonical spelling of an http address; raises bad_address for anything else."""
    spelled = canonical(address)
    if not is_web_address(spelled):
        raise NetworkError("bad_address", f"“{spelled[:80]}” is not a web address.")
    return spelled


def is_web_address(address: str) -> bool:
    """Whether this is an http or https address with a host and a port that can be."""
    if _ALREADY_CANONICAL.fullmatch(address):
        return True
    parts = _PARTS.fullmatch(address)
    port = _DEFAULT_PORTS.get(parts[1].lower()) if parts else None
    return parts is not None and port is not None and _normal_authority(parts[2], port) is not None


def host_of(address: str) -> str:
    """The host of an address as it is written, without user and port; empty where there is none."""
    found = _HOST_IN.match(address)
    return found[1] if found else ""


def host_of_canonical(spelled: str) -> str:
    """`host_of` of an http address that is canonical already."""
    host = spelled.split("/", 3)[2]
    return host_of(spelled) if ":" in host or "@" in host else host


def url_key(address: str) -> int:
    """A signed 64-bit number, equal for all spellings of one address.

    Scheme, `www.` and a trailing slash do not count, tracking parameters neither.
    """
    return key_of_canonical(canonical(address))


def key_of_canonical(spelled: str) -> int:
    """`url_key` of what is canonical already."""
    bare = spelled.partition("://")[2] or spelled
    bare = bare.removeprefix("www.").removesuffix("/")
    return int.from_bytes(blake2b(bare.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def _respelled(address: str) -> str:
    text = _UNSEEN.sub("", address).strip()
    text = _without_feed_scheme(text)
    parts = _PARTS.fullmatch(text)
    scheme = parts[1].lower() if parts else ""
    if parts is None or scheme not in _DEFAULT_PORTS:
        return text
    authority = _normal_authority(parts[2], _DEFAULT_PORTS[scheme])
    if authority is None:
        return text
    path = normal_path(parts[3].replace("\\", "/")) or "/"
    query = normal_query(_without_tracking(parts[4])) if parts[4] else ""
    return f"{scheme}://{authority}{path}?{query}" if query else f"{scheme}://{authority}{path}"


_remembered = lru_cache(maxsize=8_192)(_respelled)
"""The same links stand under every post of a feed. At most about 5 MB."""


def _without_feed_scheme(text: str) -> str:
    """`feed:https://…` and `feed://…`, as subscribe buttons of old write them."""
    while True:
        scheme, colon, rest = text.partition(":")
        if not colon or scheme.lower() not in _LISTENING:
            return text
        text = f"https:{rest}" if rest.startswith("//") else rest.strip()


def _without_tracking(query: str) -> str:
    return "&".join(part for part in query.split("&") if part and not _TRACKING.fullmatch(part))


def _normal_authority(authority: str, default_port: int) -> str | None:
    parts = _AUTHORITY.fullmatch(authority)
    host = normal_host(parts[2]) if parts else ""
    if parts is None or not host:
        return None
    user = f"{normal_path(parts[1]).replace('/', '%2F')}@" if parts[1] else ""
    port = int(parts[3]) if parts[3] and len(parts[3]) <= 6 else None
    if (parts[3] and port is None) or (port is not None and port > 65535):
        return None
    return f"{user}{host}" if port is None or port == default_port else f"{user}{host}:{port}"


def normal_host(host: str) -> str:
    """Lower case, ASCII by IDNA (UTS 46, like browsers), no trailing dot; empty for no host."""
    host = host.strip().rstrip(".").lower()
    if host.startswith("["):
        return host
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True, std3_rules=False).decode("ascii").rstrip(".").lower()
        except (idna.IDNAError, UnicodeError, IndexError):
            return ""
    return "" if not host or _NOT_IN_A_HOST.search(host) else host
