"""One full-text index a kind of document, the same to its users on either database."""

from collections.abc import Iterable, Iterator, Sequence
from types import ModuleType

from django.db import connection

from allotment.core.search import postgres, sqlite
from allotment.core.search.ask import Ask, Document, Shape, Words

AMONG = 2_000
"""Best first means the best of so many newest matches: to rank all would cost seconds where a word is common."""


def engine(vendor: str) -> ModuleType:
    return sqlite if vendor == "sqlite" else postgres


class Index:
    """The documents of one kind. Ids are those of the rows they tell of; larger is newer."""

    def __init__(self, kind: str, *columns: str, keeps_text: bool = False) -> None:
        self.shape = Shape(kind, columns, keeps_text)

    def add(self, documents: Iterable[Document]) -> None:
        """Puts new documents in; in an index that keeps its texts, also those that are there already."""
        engine(connection.vendor).add(self.shape, documents)

    def remove(self, documents: Iterable[Document]) -> None:
        """Takes documents out. Unless the index keeps its texts they must be told exactly as they were put in:
        words that are not told stay behind and go on finding the id."""
        engine(connection.vendor).remove(self.shape, documents)

    def replace(self, old: Sequence[Document], new: Sequence[Document]) -> None:
        """Changes documents: `old` is what was put in."""
        self.remove(old)
        self.add(new)

    def clear(self) -> None:
        engine(connection.vendor).clear(self.shape)

    def tidy(self) -> Iterator[None]:
        """Puts the index in order for quicker searches, in steps of some milliseconds; it may be left after any."""
        steps: Iterator[None] = engine(connection.vendor).tidy(self.shape)
        return steps

    def known(self, ids: Sequence[int]) -> set[int]:
        """Which of these ids it has documents of."""
        found: set[int] = engine(connection.vendor).known(self.shape, ids)
        return found

    def newest(self, ask: Ask, *, limit: int) -> list[int]:
        """Ids of matching documents, newest first."""
        found: list[int] = engine(connection.vendor).newest(self.shape, ask, limit)
        return found

    def best(self, ask: Ask, *, limit: int, among: int = AMONG) -> list[int]:
        """Ids of the matching documents that fit best, of the `among` newest."""
        found: list[int] = engine(connection.vendor).best(self.shape, ask, limit, among)
        return found

    def matching(self, terms: Iterable[str], *, since_id: int, limit: int) -> dict[str, list[int]]:
        """For each word the ids since `since_id` of documents that have it, newest first, at most `limit`."""
        return {term: self.newest(Ask(every=((Words(term),),), since_id=since_id), limit=limit) for term in terms}
