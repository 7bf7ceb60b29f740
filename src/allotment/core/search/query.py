"""What somebody types into the search box, understood. Pure; every text is a query and none is an error.

Words all have to be there. `"words that follow each other"`, `begin*`, `-not`, `from:ada`, `source:"the notes"`,
`lang:de`, `since:2026-03`, `before:2026`. What looks like none of these is words.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from allotment.core.search.fold import WORD, words

LONGEST: Final = 10_000
"""Characters of a query that are read."""
MOST: Final = 32
"""Pieces of a query that are looked for, of at most `LONGEST_PIECE` characters."""
LONGEST_PIECE: Final = 120
SHORTEST_BEGINNING: Final = 2
"""Letters of a word that may go on: half the words there are begin with one of a few letters."""

_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»\uff02", '"'))
_PIECE: Final = re.compile(
    r"(?P<minus>-)?(?:(?P<field>from|source|lang|since|before):)?"
    r"(?:\"(?P<phrase>[^\"]*)\"(?P<star>\*)?|(?P<word>[^\s\"]+))",
    re.IGNORECASE,
)
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that have to be there in this order (or, `unwanted`, must not be); with `prefix` the last may go on."""

    text: str
    prefix: bool = False
    unwanted: bool = False

    def __str__(self) -> str:
        return f'{"-" if self.unwanted else ""}"{self.text}"{"*" if self.prefix else ""}'


@dataclass(frozen=True, slots=True)
class Query:
    """A search, taken apart."""

    terms: tuple[Term, ...] = ()
    people: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: date | None = None
    before: date | None = None

    def __bool__(self) -> bool:
        return self != Query()

    def __str__(self) -> str:
        """The query as somebody might type it; it is understood as the same query."""
        named = [("from", self.people), ("source", self.sources), ("lang", self.languages)]
        fields = [f'{name}:"{value}"' for name, values in named for value in values]
        dates = [f"{name}:{day}" for name, day in (("since", self.since), ("before", self.before)) if day]
        return " ".join([*map(str, self.terms), *fields, *dates])

    @property
    def wanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.unwanted)

    @property
    def unwanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.unwanted)


@dataclass(slots=True)
class _Pieces:
    """What has been understood so far."""

    terms: list[Term] = field(default_factory=list)
    named: dict[str, list[str]] = field(default_factory=lambda: {"from": [], "source": [], "lang": []})
    dates: dict[str, list[date]] = field(default_factory=lambda: {"since": [], "before": []})

    def take(self, piece: re.Match[str]) -> None:
        name, text = (piece["field"] or "").lower(), piece["phrase"] or piece["word"] or ""
        if piece["minus"] or not (name and self._take_field(name, text)):
            self._take_words(f"{name} {text}", unwanted=bool(piece["minus"]), star=bool(piece["star"]))

    def _take_field(self, name: str, text: str) -> bool:
        """Whether it was one; else it is words."""
        if name in self.dates:
            day = first_day(text)
            self.dates[name] += [day] if day else []
            return day is not None
        value = text.lower() if name == "lang" else tidy(text)
        understood = bool(_LANGUAGE.fullmatch(value) if name == "lang" else words(value))
        self.named[name] += [value] if understood else []
        return understood

    def _take_words(self, text: str, *, unwanted: bool, star: bool) -> None:
        tidied, begun = tidy(text), star or text.endswith("*")
        if told := words(tidied):
            self.terms.append(Term(tidied, prefix=begun and len(told[-1]) >= SHORTEST_BEGINNING, unwanted=unwanted))


def parse(text: str) -> Query:
    """Understands what was typed."""
    pieces = _Pieces()
    for piece in list(_PIECE.finditer(text[:LONGEST].translate(_QUOTES)))[:MOST]:
        pieces.take(piece)
    return Query(
        terms=tuple(pieces.terms),
        people=tuple(pieces.named["from"]),
        sources=tuple(pieces.named["source"]),
        languages=tuple(pieces.named["lang"]),
        since=max(pieces.dates["since"], default=None),
        before=min(pieces.dates["before"], default=None),
    )


def tidy(text: str) -> str:
    """The words of a text as they were written, single spaces between."""
    return " ".join(WORD.findall(unicodedata.normalize("NFC", text)))[:LONGEST_PIECE].strip()


def first_day(text: str) -> date | None:
    """The first day of a year or month, or the day itself; None where it is no date."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None
