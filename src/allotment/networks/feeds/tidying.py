"""What can be put right about a document before anybody parses it."""

import re
from typing import Final

ROOT: Final = re.compile(r"<(?:[A-Za-z][\w.-]{0,40}:)?(?:rss|feed|rdf|channel)(?=[\s>/])", re.IGNORECASE)
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE: Final = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,12})|([0-9]{1,12}));")
_ENDLESS: Final = re.compile(r"&#[xX]?[0-9a-fA-F]{13,};?")


def tidied(text: str) -> str | None:
    """From the root on, without characters that XML forbids; None where there is no root of a feed.

    Everything before the root goes: blank lines, warnings of a PHP script, and the DOCTYPE with whatever
    entities it declares.
    """
    root = ROOT.search(text)
    if root is None:
        return None
    text = text[root.start() :]
    text = _FORBIDDEN.sub("", text)
    if "&#" in text:
        text = _ENDLESS.sub("", _REFERENCE.sub(_allowed, text))
    return text


def _allowed(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    if 128 <= code < 160:
        return bytes([code]).decode("cp1252", "replace")
    if code in {9, 10, 13} or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000:
        return match[0]
    return ""
