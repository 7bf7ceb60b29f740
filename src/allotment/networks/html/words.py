"""Plain text: out of markup, cut to length, counted in minutes."""

import html
import re
from typing import Final

from allotment.networks.html.escapes import unescaped

WORDS_A_MINUTE: Final = 238
"""Silent reading of English non-fiction: Brysbaert, Journal of Memory and Language 109 (2019)."""
HAN_A_MINUTE: Final = 255
KANA_TEXT_A_MINUTE: Final = 357
"""Characters of Chinese and of Japanese: IReST, Trauzettel-Klosinski & Dietz, IOVS 53 (2012), 5452-5461."""
UNSPACED_A_WORD: Final = 5
"""Characters of a Thai, Lao, Khmer or Burmese word with its vowel signs: our estimate."""

_BREAK: Final = re.compile(
    r"</?(?:p|div|br|li|h[1-6]|ul|ol|dl|dt|dd|blockquote|pre|tr|table|hr|fig[a-z]+|details|summary)\b[^>]*>"
)
_CELL: Final = re.compile(r"</t[dh]>")
_TAG: Final = re.compile(r"<[^>]*>")
_KNOWN_TAG: Final = re.compile(
    r"</?(?:a|abbr|acronym|b|bdi|bdo|big|br|cite|code|del|dfn|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|nobr|ol|p|q|rp|rt"
    r"|ruby|s|samp|script|small|span|strike|strong|style|sub|sup|svg|time|tt|u|ul|var|wbr)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_SCRIPTED: Final = re.compile(r"<(script|style)\b[^<>]{0,2000}>.{0,20000}?</\1\s*>", re.IGNORECASE | re.DOTALL)
_SPACES: Final = "\t\x0b\x0c\r\x1c\x1d\x1e\x1f"
_ALL_SPACES: Final = "".join(
    [_SPACES, "\x85\xa0\u1680", *map(chr, range(0x2000, 0x200B)), "\u2028\u2029\u202f\u205f\u3000"]
)
"""What Python takes for white space, without the space and the line's end."""
_LOOSE_END: Final = " ,;:.-(\N{EN DASH}\N{EM DASH}"
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]")
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA: Final = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_MAY_BE_UNSPACED: Final = bytes([0xE0, 0xE1, *range(0xE3, 0xEA), 0xEF, 0xF0])
"""First bytes, in UTF-8, of all characters of scripts that write without spaces."""
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


def text_of(clean: str) -> str:
    """The words of HTML that nh3 has written, a line a paragraph. Not for raw markup."""
    text = clean.replace("\n", " ")
    if "<" in text:
        if "</t" in text:
            text = _CELL.sub(" ", text)
        text = _TAG.sub("", _BREAK.sub("\n", text))
    return single_spaced(unescaped(text))


def single_spaced(text: str) -> str:
    """Lines without white space at their ends and with single spaces within; no empty ones."""
    stripped = [line for line in map(str.strip, text.split("\n")) if line]
    # Nearly all text is single-spaced already; to see so costs a tenth of taking every word apart.
    if "  " in text or any(map(text.__contains__, _SPACES if text.isascii() else _ALL_SPACES)):
        stripped = [" ".join(line.split()) for line in stripped]
    return "\n".join(stripped)


def title_text(markup: str, longest: int = 500) -> str:
    """A title as plain text, whatever a feed or page put into it: tags out, entities read once, one line."""
    text = markup[:20_000]
    if "<" in text:
        text = _KNOWN_TAG.sub("", _SCRIPTED.sub("", text))
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii() or not text.isprintable():
        text = _UNSEEN.sub("", text.encode("utf-8", "ignore").decode())
    return excerpt(text, longest)


def excerpt(text: str, length: int = 280) -> str:
    """The beginning of a text on one line, ending at a word and with an ellipsis if anything is left out."""
    start = " ".join(text[: length * 4].split())
    if len(start) <= length:
        return start
    cut, space, _ = start[:length].rpartition(" ")
    kept = cut if space and len(cut) > length // 2 else start[: length - 1]
    return kept.rstrip(_LOOSE_END) + "…"


def minutes(text: str) -> int:
    """How long reading takes, at least one minute; for text as `text_of` gives it, with single spaces."""
    return max(1, round(_exact_minutes(text)))


def _exact_minutes(text: str) -> float:
    if not _may_be_unspaced(text):
        return (text.count(" ") + text.count("\n") + 1) / WORDS_A_MINUTE
    kana, han, unspaced = (len(kind.findall(text)) for kind in (_KANA, _HAN, _UNSPACED))
    spaced = _UNSPACED.sub(" ", _HAN.sub(" ", _KANA.sub(" ", text)))
    words = sum(1 for word in spaced.split() if any(map(str.isalnum, word)))
    rate = KANA_TEXT_A_MINUTE if kana else HAN_A_MINUTE
    return (words + unspaced / UNSPACED_A_WORD) / WORDS_A_MINUTE + (kana + han) / rate


def _may_be_unspaced(text: str) -> bool:
    """By bytes: ten times as fast as asking an expression, and most text has only a quotation mark to ask about."""
    if text.isascii():
        return False
    encoded = text.encode("utf-8", "surrogatepass")
    return len(encoded.translate(None, _MAY_BE_UNSPACED)) != len(encoded)
