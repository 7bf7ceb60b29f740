"""How words are made comparable: accents, width and case folded, scripts without spaces taken apart.

Pure. `spread` is all that SQLite's own tokenizer needs and is nearly free for what is not East Asian;
`plain` does the whole work in Python, for PostgreSQL and for the words of a query.
"""

import re
import unicodedata
from typing import Final

LABEL_MARK: Final = "\ue000"
"""Opens a label. A character of the private use area, which `spread` takes out of all words: no text can forge one."""

LONGEST: Final = 200_000
"""Characters of one text that are searched: more would not fit a tsvector."""

ALONE: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u31ff\u3400-\u4dbf\u4e00-\u9fff"  # radicals, kana, bopomofo, Han
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"  # Hangul, Han once more
)
_UNUSABLE: Final = re.compile("[\ud800-\uf8ff\U000f0000-\U0010ffff]")
_ODD: Final = re.compile(f"[{ALONE}\ud800-\uf8ff\ufb00-\ufb06\uff00-\uffef\U000f0000-\U0010ffff]")
_ODD_FIRST: Final = bytes([0xE0, 0xE1, *range(0xE3, 0xF5)])
_RADICALS: Final = tuple(bytes([0xE2, second]) for second in range(0xBA, 0xC0))
"""How the characters of `_ODD` begin in UTF-8."""
_ONE_ALONE: Final = re.compile(f"[{ALONE}]")
_ACCENTS: Final = re.compile("[\u0300-\u036f]+")
_GAPS: Final = re.compile(r"[\W_]+")
_ASCII_GAPS: Final = {code: " " for code in range(128) if not chr(code).isalnum()}

WORD: Final = re.compile(f"[{ALONE}]|[^\\W_{ALONE}](?:[^\\W_{ALONE}]|[\u0300-\u036f])*")
"""One word of a text as it stands; where a script has no spaces, one character."""


def spread(text: str) -> str:
    """Sets characters of scripts without spaces apart, so that each is a word and a longer word is a phrase."""
    if len(text) > LONGEST:
        text = text[:LONGEST]
    if text.isascii() or not (_may_be_odd(text) and _ODD.search(text)):
        return text
    text = unicodedata.normalize("NFKC", _UNUSABLE.sub(" ", text))
    return _ONE_ALONE.sub(r" \g<0> ", _UNUSABLE.sub(" ", text))


def _may_be_odd(text: str) -> bool:
    """By bytes: ten times as fast as asking an expression, and most text has only accents and quotation marks."""
    encoded = text.encode("utf-8", "surrogatepass")
    return len(encoded.translate(None, _ODD_FIRST)) != len(encoded) or any(pair in encoded for pair in _RADICALS)


def plain(text: str) -> str:
    """The words of a text, folded, with spaces between and nothing else."""
    if len(text) > LONGEST:
        text = text[:LONGEST]
    if text.isascii():
        return text.translate(_ASCII_GAPS).lower()
    bare = unicodedata.normalize("NFC", without_accents(text).lower())
    return _GAPS.sub(" ", spread(bare))


def without_accents(text: str) -> str:
    """The text, compatibility forms undone, less the marks above and below its letters."""
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text))


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return plain(text).split()
