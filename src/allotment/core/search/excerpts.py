"""Shows where the words of a search stand in what was found. Pure.

A text is folded letter by letter, so that a place in the folded text is the same place in the text.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import islice, pairwise
from typing import Final

from django.utils.safestring import SafeString

from allotment.core.search.fold import ALONE, plain, words
from allotment.core.search.query import Query, Term

WIDTH: Final = 240
"""Letters of an excerpt."""
LEAD: Final = 60
"""Letters shown before the first word found."""
READ: Final = 40_000
"""Letters of a text that are looked at."""
PLACES: Final = 24
"""Places found at which an excerpt may begin; the first with most different words is taken, further ones stay plain."""
FOLDED_SPANS: Final = ((0xC0, 0x250), (0x370, 0x530), (0x1E00, 0x2000), (0xFF01, 0xFF5F))

_LETTER: Final = r"[^\W_]"
_ALONE_WORD: Final = re.compile(f"[{ALONE}]")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text, as it stands and with what was looked for marked."""

    text: str
    marked: SafeString


class Finder:
    """Finds the words of one query in texts."""

    def __init__(self, query: Query) -> None:
        patterns = [pattern for term in query.wanted if (pattern := _pattern(term))]
        self._places = re.compile("|".join(patterns)) if patterns else None
        self.several = len(patterns) > 1
        self._spaced = not any(_ALONE_WORD.search(term.text) for term in query.wanted)

    def mark(self, text: str) -> SafeString:
        """The whole text, marked."""
        return _marked(text, list(self._spans(text)))

    def excerpt(self, text: str) -> Excerpt | None:
        """The piece of the text where most of the words stand; None where none does."""
        text = _one_line(text)
        spans = list(islice(self._spans(text), PLACES))
        if not spans:
            return None
        place = _richest(text, spans) if self.several else 0
        start, end = _window(text, spans[place][0])
        within = [(at - start, to - start) for at, to in spans if start <= at and to <= end]
        before, after = "…" if start else "", "…" if end < len(text) else ""
        piece = text[start:end]
        return Excerpt(f"{before}{piece}{after}", SafeString(f"{before}{_marked(piece, within)}{after}"))

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        if self._places is None:
            return
        text = folded(text[:READ])
        if self._spaced and not text.isascii():
            # Next to “PLN” a letter of a script without spaces is no part of the word.
            text = _ALONE_WORD.sub(" ", text)
        for found in self._places.finditer(text):
            start, end = found.span()
            if start == 0 or not text[start - 1].isalnum() or _ALONE_WORD.match(text, start):
                yield start, end


def folded(text: str) -> str:
    """The text in small letters without accents, each letter in its place."""
    if text.isascii():
        return text.lower()
    return text.translate(_letters())


@cache
def _letters() -> dict[int, str]:
    """Capital and accented letters with the plain one that stands for them, where it is one."""
    table = {code: chr(code).lower() for code in range(128)}
    for start, end in FOLDED_SPANS:
        for code in range(start, end):
            told = plain(chr(code)).strip()
            if len(told) == 1 and told != chr(code):
                table[code] = told
    return table


def _pattern(term: Term) -> str:
    """What finds the term in a folded text: to the end of a word, or of one that is only begun. That a word begins
    where it is found is looked up afterwards: a pattern that begins with letters is found ten times as fast."""
    told = words(term.text)
    if not told:
        return ""
    pieces = [re.escape(told[0])]
    for before, after in pairwise(told):
        apart = "*" if _alone(before) or _alone(after) else "+"
        pieces.append(rf"[\W_]{apart}{re.escape(after)}")
    rest = "" if _alone(told[-1]) else f"{_LETTER}*" if term.prefix else f"(?!{_LETTER})"
    return f"{''.join(pieces)}{rest}"


def _alone(word: str) -> bool:
    return bool(_ALONE_WORD.fullmatch(word))


def _one_line(text: str) -> str:
    text = " ".join(text[:READ].split())
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _richest(text: str, spans: list[tuple[int, int]]) -> int:
    """Which of the places has most different words within an excerpt's reach."""
    said = [folded(text[start:end]) for start, end in spans]

    def different(place: int) -> int:
        reach = spans[place][0] + WIDTH - LEAD
        return len({word for word, (_, end) in zip(said[place:], spans[place:], strict=True) if end <= reach})

    return max(range(len(spans)), key=lambda place: (different(place), -place))


def _window(text: str, at: int) -> tuple[int, int]:
    """Where an excerpt around `at` begins and ends: at a space, where one is near."""
    start = max(0, min(at - LEAD, len(text) - WIDTH))
    if start:
        space = text.find(" ", start, at)
        start = space + 1 if 0 <= space < start + LEAD // 2 else start
    end = min(len(text), start + WIDTH)
    if end < len(text):
        space = text.rfind(" ", end - LEAD // 2, end)
        end = space if space > at else end
    return start, end


def _marked(text: str, spans: list[tuple[int, int]]) -> SafeString:
    pieces, done = [], 0
    for start, end in spans:
        pieces += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    return SafeString("".join([*pieces, escape(text[done:])]))
