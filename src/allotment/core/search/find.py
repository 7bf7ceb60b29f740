"""One search over every kind that an owner has.

What an owner may see is a matter of whom they follow. Nearly always that is nearly everything on the installation,
so the newest matches are taken first and what the owner may not see is left out of them. Only where that leaves a
page half empty and there are more matches, the index is asked a second time for what bears one of the owner's labels:
dearer by some 40 µs a source followed, but no longer than that however many others' posts lie between.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from allotment.core.models import Owner
from allotment.core.search.ask import Ask
from allotment.core.search.excerpts import Finder
from allotment.core.search.query import Query
from allotment.core.search.registry import Hit, Searchable, searchables

Order = Literal["newest", "best"]

LEADING = 6
"""Hits shown of each kind that leads."""
COUNTED = 1_000
"""Matches are counted up to here; to count them all would take longer than to find them."""
LOOKED_AT = 200
"""Matches looked at for what the owner may see, where labels have narrowed them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found."""

    query: Query
    hits: tuple[Hit, ...]
    earlier: str
    """Where the next page begins; empty at the end. Only newest first has pages."""
    total: int | None
    """Matches, if they were to be counted; `COUNTED` means that many or more."""


def find(
    owner: Owner, query: Query, *, order: Order = "newest", limit: int = 30, after: str = "", count: bool = False
) -> Found:
    """What the owner has that matches: first a few of the kinds that lead, then the owner's own, then the others
    merged, newest first or best first (of the newest 2 000 matches)."""
    if not query:
        return Found(query, (), "", 0 if count else None)
    search = _Search(owner, query, Finder(query), order, _places(after))
    leading = [hit for each in searchables() if each.leads and not after for hit in search.leading(each, limit)]
    room = limit - len(leading)
    own = [search.page(each, room + 1) for each in searchables() if each.is_own]
    others = [search.page(each, room + 1) for each in searchables() if not each.leads and not each.is_own]
    hits = _own_first([hit for hits in own for hit in hits], _merged(others, order), order, room)
    earlier = _next(search.places, hits[:room]) if len(hits) > room and order == "newest" else ""
    total = min(sum(map(search.count, searchables())), COUNTED) if count else None
    return Found(query, (*leading, *hits[:room]), earlier, total)


@dataclass(frozen=True, slots=True)
class _Search:
    """One owner's question, put to one kind after the other."""

    owner: Owner
    query: Query
    finder: Finder
    order: Order
    places: dict[str, int]

    def leading(self, searchable: Searchable, limit: int) -> list[Hit]:
        """The best few of a kind that leads."""
        ask = searchable.ask(self.owner, self.query)
        if ask is None:
            return []
        ids = searchable.index.best(ask, limit=min(limit, LEADING))
        return searchable.hits(self.owner, ids, self.finder, limit) if ids else []

    def page(self, searchable: Searchable, limit: int) -> list[Hit]:
        """The first `limit` that the owner may see."""
        ask = searchable.ask(self.owner, self.query)
        if ask is None or limit <= 0:
            return []
        place = self.places.get(searchable.kind)
        if place is not None:
            ask = replace(ask, before_id=place if ask.before_id is None else min(place, ask.before_id))
        first = limit + limit // 4
        ids = self._take(searchable, ask, first)
        hits = searchable.hits(self.owner, ids, self.finder, limit) if ids else []
        if len(hits) >= limit or len(ids) < first:
            return hits
        ids = self._take(searchable, self._narrowed(searchable, ask), max(limit * 2, LOOKED_AT))
        return searchable.hits(self.owner, ids, self.finder, limit) if ids else []

    def count(self, searchable: Searchable) -> int:
        """How many the owner may see, as far as they are counted."""
        ask = searchable.ask(self.owner, self.query)
        if ask is None:
            return 0
        ids = searchable.index.newest(ask, limit=COUNTED)
        seen = len(searchable.visible(self.owner, ids)) if ids else 0
        if seen == len(ids) or len(ids) < COUNTED:
            return seen
        ids = searchable.index.newest(self._narrowed(searchable, ask), limit=COUNTED)
        return len(searchable.visible(self.owner, ids)) if ids else 0

    def _take(self, searchable: Searchable, ask: Ask, limit: int) -> list[int]:
        take = searchable.index.newest if self.order == "newest" else searchable.index.best
        return take(ask, limit=limit)

    def _narrowed(self, searchable: Searchable, ask: Ask) -> Ask:
        return replace(ask, every=(*ask.every, searchable.narrow(self.owner)))


def _merged(found: Sequence[Sequence[Hit]], order: Order) -> list[Hit]:
    """All kinds as one list; the best of each kind come before the second best of any."""
    placed = [(place, hit) for hits in found for place, hit in enumerate(hits)]
    if order == "newest":
        placed.sort(key=lambda each: each[1].when, reverse=True)
    else:
        placed.sort(key=lambda each: each[0])
    return [hit for _, hit in placed]


def _own_first(own: list[Hit], others: list[Hit], order: Order, room: int) -> list[Hit]:
    """All of the owner's own before the others. Best first has one page only: there each has half of it at least."""
    most = max(room // 2, room - len(others)) if order == "best" else len(own)
    return [*own[:most], *others]


def _next(places: dict[str, int], hits: Sequence[Hit]) -> str:
    """Per kind the last id shown; a kind of which none was shown begins where it was."""
    last = places | dict(hit.found_at for hit in hits)
    return ".".join(f"{kind}-{last_id}" for kind, last_id in last.items())


def _places(after: str) -> dict[str, int]:
    """What `_next` wrote; what makes no sense is passed over."""
    pairs = (piece.partition("-") for piece in after.split("."))
    return {kind: int(place) for kind, _, place in pairs if place.isascii() and place.isdigit() and len(place) < 19}
