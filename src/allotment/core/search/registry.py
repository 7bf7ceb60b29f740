"""What can be searched: each area says in its `searchable.py`, the lowest area first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.safestring import SafeString

from allotment.core.models import Owner
from allotment.core.search.ask import Ask, Document, Label
from allotment.core.search.excerpts import Finder
from allotment.core.search.index import Index
from allotment.core.search.query import Query


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found, in words that are ready."""

    kind: str
    id: int
    title: str
    url: str
    """Its address outside; empty where it has none."""
    person: str
    when: datetime
    excerpt: str
    marked_title: SafeString
    marked: SafeString
    """The excerpt with what was looked for in `<mark>`."""
    place: tuple[str, int] | None = None
    """The index it was found in and its id there, where these are not its kind and id."""

    @property
    def found_at(self) -> tuple[str, int]:
        return self.place or (self.kind, self.id)


@dataclass(frozen=True, slots=True)
class Searchable:
    """One kind of document: its index, who may see what, and what is shown of it."""

    index: Index
    ask: Callable[[Owner, Query], Ask | None]
    """What the owner's query asks of the index; None where nothing of this kind can be meant."""
    hits: Callable[[Owner, Sequence[int], Finder, int], list[Hit]]
    """The first so many of these that the owner may see, in their order."""
    documents: Callable[[Sequence[int]], list[Document]]
    """What the index takes of these rows, told from the rows alone."""
    ids_after: Callable[[int, int], list[int]]
    """The next so many ids of rows after one, smallest first."""
    visible: Callable[[Owner, Sequence[int]], set[int]]
    """Which of these the owner may see."""
    narrow: Callable[[Owner], tuple[Label, ...]]
    """Labels of which everything that the owner may see has one; never none."""
    leads: bool = False
    """Few and mostly what is meant: shown before all other kinds, a handful at most."""
    is_own: bool = False
    """The owner's own: all of it comes before what others wrote, in the order of its ids."""

    @property
    def kind(self) -> str:
        return self.index.shape.kind


@cache
def searchables() -> tuple[Searchable, ...]:
    """All kinds, ground floor first."""
    found: list[Searchable] = []
    for config in reversed(list(apps.get_app_configs())):
        if config.name.startswith("allotment.") and find_spec(f"{config.name}.searchable"):
            found += import_module(f"{config.name}.searchable").SEARCHABLES
    return tuple(found)
