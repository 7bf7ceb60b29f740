"""Which characters the bytes mean. What is valid UTF-8 is UTF-8, whatever anybody declares."""

import codecs
import re
from typing import Final

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED: Final = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
    (b"{\x00", "utf-16-le"),
    (b"\x00{", "utf-16-be"),
)
_DECLARED: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})[\"']")
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_KNOWN: Final = re.compile(
    r"(?:iso[-_]?8859[-_]?\d{1,2}|latin[-_]?\d|(?:windows|cp|x-cp)[-_]?\d{2,4}|koi8[-_][rut]|gb\d+|gbk|hz"
    r"|big5([-_]?hkscs)?|euc[-_](?:jp|kr|tw)|shift[-_]?jis|sjis|iso-2022-(?:jp|kr)[-_\d]*|ks_c_5601-1987"
    r"|tis-620|us-ascii|ascii|macintosh|x-mac-roman|utf-?16(?:[lb]e)?|utf-?32)"
).fullmatch
_WIDER: Final = {
    "gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "latin1": "cp1252", "latin-1": "cp1252", "x-mac-roman": "macintosh", "iso-8859-9": "cp1254",
    "tis-620": "cp874", "shift_jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
}  # fmt: skip
"""Supersets that people use under the narrower name (the WHATWG's encoding standard does the same)."""
_MOSTLY: Final = 0.8
"""Of Chinese in GBK some sixth of the characters happen to be valid UTF-8; of other encodings almost none."""


def decoded(body: bytes, content_type: str | None = None) -> str:
    """The text; never fails. Stray bytes in UTF-8 are read as Windows-1252, which they nearly always are."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace").removeprefix("\ufeff")
    for mark, name in _UNMARKED:
        if body.startswith(mark):
            return body.decode(name, "replace")
    declared = _declared(body)
    if not declared.startswith("iso-2022"):
        try:
            return body.decode()
        except UnicodeDecodeError:
            if _mostly_valid(body):
                return body.decode(errors="allotment-stray")
    for name in (declared, _charset(content_type)):
        text = _strictly(body, name)
        if text is not None:
            return text
    return body.decode(errors="allotment-stray")


def _declared(body: bytes) -> str:
    match = _DECLARED.search(body[:1024])
    return match[1].decode("ascii").lower() if match else ""


def _charset(content_type: str | None) -> str:
    match = _CHARSET.search((content_type or "")[:500])
    return match[1].lower() if match else ""


def _strictly(body: bytes, name: str) -> str | None:
    """None for names that are no character set of the web: some of Python's are slow or no text at all."""
    if not _KNOWN(name):
        return None
    for candidate in (_WIDER.get(name, name), name):
        try:
            return body.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _mostly_valid(body: bytes) -> bool:
    """Whether what is not ASCII is UTF-8 with a few strays: of a text in another encoding little is."""
    text = body.decode(errors="replace")
    invalid = text.count("\ufffd")
    valid = len(text) - len(text.encode("ascii", "ignore")) - invalid
    return valid >= _MOSTLY * (valid + invalid)


def _stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", "replace"), error.end


codecs.register_error("allotment-stray", _stray)
