"""Bytes of a page as text."""

import codecs
import re
from typing import Final

_IN_HEADER: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_IN_PAGE: Final = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decoded(body: bytes, content_type: str | None) -> str:
    """Text by its mark, else UTF-8 if it is that, else what header or page declare, else Windows-1252.

    What is valid UTF-8 with more than ASCII in it is UTF-8, whatever a header claims.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(body)
    except UnicodeDecodeError:
        return body.decode(_declared(body, content_type) or "cp1252", "replace")


def _declared(body: bytes, content_type: str | None) -> str | None:
    in_header = _IN_HEADER.search(content_type or "")
    in_page = _IN_PAGE.search(body[:4_096])
    name = in_header[1] if in_header else in_page[1].decode("ascii", "replace") if in_page else ""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    is_text = getattr(found, "_is_text_encoding", True)
    return None if found.name == "utf-8" or not is_text else found.name
