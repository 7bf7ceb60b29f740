"""What an index is, what it is given and what is asked of it, as data."""

from dataclasses import dataclass
from typing import NamedTuple

from allotment.core.search.fold import LABEL_MARK


@dataclass(frozen=True, slots=True)
class Shape:
    """What an index looks like."""

    kind: str
    columns: tuple[str, ...]
    """Of texts, the one that matters most first, the body last; at most four."""
    keeps_text: bool
    """Whether SQLite keeps a copy of the texts, so that a document can be changed without saying what it was."""

    @property
    def table(self) -> str:
        return f"search_{self.kind}"


class Document(NamedTuple):
    """What is searched of one row: texts in the order of the index's columns, and labels."""

    id: int
    texts: tuple[str, ...]
    labels: tuple[str, ...] = ()


def label(kind: str, value: int | str) -> str:
    """An exact mark on documents that no word of a text can equal: `label("source", 12)`."""
    return f"{LABEL_MARK}{kind}{str(value).lower()}"


@dataclass(frozen=True, slots=True)
class Words:
    """Words that follow each other; with `prefix` the last may go on."""

    text: str
    prefix: bool = False
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A label as `label` makes it."""

    text: str


Atom = Words | Label


@dataclass(frozen=True, slots=True)
class Ask:
    """Documents that have one of each group of `every` and nothing of `none`; all documents where both are empty."""

    every: tuple[tuple[Atom, ...], ...] = ()
    none: tuple[Atom, ...] = ()
    since_id: int | None = None
    """Included."""
    before_id: int | None = None
    """Left out."""
