"""Percent-encoding, brought to the one form of RFC 3986, section 6.2.2."""

import re
from typing import Final

_PLAIN_PATH: Final = re.compile(r"(?:/[A-Za-z0-9_~-]+(?:\.[A-Za-z0-9_~-]+)*)*/?")
_PLAIN_QUERY: Final = re.compile(r"[A-Za-z0-9._~!$'()*+,;=:@/?&-]*")
_UNUSUAL: Final = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9._~!$&'()*+,;=:@/?-]")
_UNRESERVED: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def normal_path(path: str) -> str:
    """Escapes in capitals and only where needed, dot segments resolved."""
    if _PLAIN_PATH.fullmatch(path):
        return path
    escaped = _UNUSUAL.sub(_normal_escape, path)
    return _without_dot_segments(escaped) if "/." in escaped else escaped


def normal_query(query: str) -> str:
    return query if _PLAIN_QUERY.fullmatch(query) else _UNUSUAL.sub(_normal_escape, query)


def _normal_escape(found: re.Match[str]) -> str:
    text = found[0]
    if len(text) == 3:
        byte = int(text[1:], 16)
        return chr(byte) if byte in _UNRESERVED else text.upper()
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))


def _without_dot_segments(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/".join(kept)
