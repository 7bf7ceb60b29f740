"""Subscription lists to records."""

import re
from typing import Final

from allotment.networks.errors import NetworkError
from allotment.networks.opml.lists import listed
from allotment.networks.opml.outlines import strict_outlines, tolerant_outlines
from allotment.networks.records import OutlineRecord

_START: Final = 2_000
_OPML: Final = re.compile(rb"<\s*(?:\w+:)?(?:opml|outline|outlineDocument)\b", re.IGNORECASE)
_MARKUP: Final = re.compile(rb"[\s\xef\xbb\xbf]*[<{\[]")


def looks_like_opml(body: bytes) -> bool:
    """Whether the beginning of a file names OPML's own elements."""
    return _OPML.search(_without_nul(body[: _START * 4])) is not None


def to_records(body: bytes) -> list[OutlineRecord]:
    """Every line with an address: OPML 1 and 2, broken or not, or a plain list of addresses.

    OPML without any address is an empty list. Raises empty and unreadable.
    """
    if not body.strip():
        raise NetworkError("empty", "There is nothing in this list.")
    if looks_like_opml(body):
        strict = strict_outlines(body)
        return tolerant_outlines(body) if strict is None else strict
    records = [] if _MARKUP.match(body) or b"\0" in body else listed(body)
    if not records:
        raise NetworkError("unreadable", "This is neither OPML nor a list of addresses.")
    return records


def _without_nul(start: bytes) -> bytes:
    """UTF-16 near enough to ASCII to find a tag in."""
    return start.replace(b"\0", b"")
