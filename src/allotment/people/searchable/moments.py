"""How moments are searched: by the owner's own words about them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from django.utils.safestring import SafeString

from allotment.core.models import Owner
from allotment.core.search import Ask, Document, Index, Words, label
from allotment.core.search.excerpts import Finder
from allotment.core.search.query import Query
from allotment.core.search.registry import Hit, Searchable
from allotment.people.kinds import CREDITED
from allotment.people.models import Moment
from allotment.people.searchable.people import owned_by

MOMENTS = Index("moment", "words", keeps_text=True)
TITLE: Final = 120
"""Letters shown of words that hold what was looked for in no one place."""
TOLD_ELSEWHERE: Final = {"read", *CREDITED}
"""The words of such a moment are the title of something that is found by itself."""


def put_moments(moments: Iterable[Moment]) -> None:
    """Puts new moments in, in the same transaction."""
    MOMENTS.add([_document(moment) for moment in moments if moment.words and moment.kind not in TOLD_ELSEWHERE])


def take_moments(ids: Iterable[int]) -> None:
    """Takes moments out before they are changed or deleted."""
    MOMENTS.remove([Document(moment_id, ()) for moment_id in ids])


def _document(moment: Moment) -> Document:
    return Document(moment.pk, (moment.words,), (label("owner", moment.owner_id),))


def documents(ids: Sequence[int]) -> list[Document]:
    """What the index takes of these moments."""
    return [_document(moment) for moment in Moment.objects.filter(pk__in=ids).order_by("pk")]


def ask_moments(owner: Owner, query: Query) -> Ask | None:
    """Only words ask for moments."""
    if not query.wanted or query != Query(terms=query.terms):
        return None
    groups = tuple((Words(term.text, prefix=term.prefix),) for term in query.wanted)
    unwanted = tuple(Words(term.text, prefix=term.prefix) for term in query.unwanted)
    return Ask(every=(*groups, owned_by(owner)), none=unwanted)


def visible_moments(owner: Owner, ids: Sequence[int]) -> set[int]:
    return set(Moment.objects.visible_to(owner).filter(pk__in=ids).values_list("pk", flat=True))


def moment_hits(owner: Owner, ids: Sequence[int], finder: Finder, limit: int) -> list[Hit]:
    """One query."""
    rows = Moment.objects.visible_to(owner).filter(pk__in=ids[:limit])
    found = {row[0]: row for row in rows.values_list("pk", "words", "at", "person__name")}
    return [_hit(*found[moment_id], finder) for moment_id in ids if moment_id in found]


def _hit(moment_id: int, words: str, at: datetime, person: str, finder: Finder) -> Hit:
    excerpt = finder.excerpt(words)
    said, marked = (excerpt.text, excerpt.marked) if excerpt else (words[:TITLE], finder.mark(words[:TITLE]))
    return Hit(
        kind="moment",
        id=moment_id,
        title=said,
        url="",
        person=person,
        when=at,
        excerpt="",
        marked_title=marked,
        marked=SafeString(""),
    )


def moment_ids_after(last: int, limit: int) -> list[int]:
    moments = Moment.objects.filter(pk__gt=last).exclude(words="").exclude(kind__in=TOLD_ELSEWHERE)
    return list(moments.order_by("pk").values_list("pk", flat=True)[:limit])


SEARCHABLE = Searchable(
    index=MOMENTS,
    ask=ask_moments,
    hits=moment_hits,
    documents=documents,
    ids_after=moment_ids_after,
    visible=visible_moments,
    narrow=owned_by,
    leads=True,
)
