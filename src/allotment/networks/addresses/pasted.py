"""Pasted text, taken apart into what could be followed."""

import re
from typing import Final

from allotment.networks.addresses.canonical import url_key

_MARKDOWN_LINK: Final = re.compile(
    r"\[[^\[\]\n]{0,300}\]"
    r"\(\s*<?((?:[^()\s<>]|\([^()\s<>]{0,300}\)){1,2000})>?(?:\s+\"[^\"\n]{0,300}\")?\s*\)"
)
_ANGLED: Final = re.compile(r"<\s*([^<>\s]+)\s*>")
_BETWEEN: Final = re.compile(r"[,;|]+\s+|\s+|[,;|]+(?=https?:|feed:|[@#]|acct:|did:|at:|$)", re.IGNORECASE)
_QUOTES: Final = "".join(map(chr, (*range(0x2018, 0x2020), 0xAB, 0xBB, 0x2039, 0x203A, 0xB4)))
_DASHES_AND_DOTS: Final = "\N{EN DASH}\N{EM DASH}\N{BULLET}\N{MIDDLE DOT}\N{HORIZONTAL ELLIPSIS}"
_AROUND: Final = "\"'`*_<>([{,;!?" + _QUOTES + _DASHES_AND_DOTS
_SCHEMED: Final = re.compile(
    r"(?:https?|feed|rss|pcast|podcast|itpc|at)://\S+|(?:feed|acct|mailto):\S+|did:(?:plc|web):\S+",
    re.IGNORECASE,
)
_BARE: Final = re.compile(
    r"@?[\w.+-]+@[\w.-]+(?::\d+)?/?"  # accounts
    r"|#[\w·-]+@[\w.-]+(?::\d+)?"  # tags on a host
    r"|@(?:[\w-]+\.)+[^\W\d_][\w-]+"  # Bluesky handles
    r"|/?[ru]/\w[\w-]+/?"  # reddit
    r"|(?:[\w-]+\.)+[^\W\d_][\w-]+(?::\d+)?(?:[/?]\S*)?"  # domains
    r"|(?:localhost|\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?(?:/\S*)?"
)
_SENTENCE_END: Final = ".:"
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}
_LONGEST_PASTE: Final = 1_000_000


def split_pasted(text: str) -> list[str]:
    """Every address in the text, in its order, each once (by `url_key`).

    A line that holds none is kept whole, so that its owner is told what was not understood.
    """
    found: dict[int, str] = {}
    for line in text[:_LONGEST_PASTE].splitlines():
        for token in _addresses_in(line):
            found.setdefault(_key(token), token)
    return list(found.values())


def _addresses_in(line: str) -> list[str]:
    line = line.strip()
    if not line:
        return []
    spread = _MARKDOWN_LINK.sub(r" \1 ", line)
    spread = _ANGLED.sub(r" \1 ", spread)
    tokens = [_without_punctuation(token) for token in _BETWEEN.split(spread)]
    addresses = [part for token in tokens for part in _parts_of(token)]
    return addresses or [line[:300]]


def _parts_of(token: str) -> list[str]:
    """A token's addresses: none for a plain word, several for `a.org,b.org`."""
    if _SCHEMED.fullmatch(token):
        return [token]
    parts = [_without_punctuation(part) for part in re.split("[,;|]", token)]
    return [part for part in parts if _SCHEMED.fullmatch(part) or _BARE.fullmatch(part)]


def _without_punctuation(token: str) -> str:
    """Without what a sentence puts around it; a closing bracket stays where its opening one is inside."""
    token = token.lstrip(_AROUND)
    while token:
        last = token[-1]
        closes = _PAIRS.get(last)
        loose = closes is not None and token.count(closes) < token.count(last)
        if last not in _SENTENCE_END and last not in _AROUND and not loose:
            break
        if last == "_" or (last == "*" and "://" in token):
            break
        token = token[:-1]
    return token


def _key(token: str) -> int:
    if _SCHEMED.fullmatch(token) or "@" in token or token.startswith("#"):
        return url_key(token if "://" in token else token.lower().removeprefix("acct:").removeprefix("@"))
    return url_key(f"https://{token}")
