"""Everything of one's own in one list, the newest first: by question, person, tag, state and time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Model, Q, QuerySet

from allotment.core.models import Owner
from allotment.people.actions import sort_key
from allotment.people.searchable import named
from allotment.seek.models import EditionItem, Follow
from allotment.sense.models import Credit, Mention, Reflection, Resource
from allotment.sense.naming import title_of
from allotment.sense.queries.reflections import line_of
from allotment.sense.rows import shortened

A_PAGE: Final = 30
KINDS: Final = ("reflection", "resource")
"""In the order in which they stand where they are of the same moment."""
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of it; what is empty or None leaves everything in."""

    question: int | None = None
    person: str = ""
    """A name, or how it begins."""
    tag: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    """The last day that counts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the library."""

    kind: str
    id: int
    name: str
    state: str
    excerpt: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Where the last page ended."""

    at: datetime
    kind: str
    id: int


def library_of(
    *, owner: Owner, wanted: Wanted, place: Place | None = None, most: int = A_PAGE
) -> tuple[list[Entry], Place | None]:
    """So many of these, and where the next ones begin; None at the end. One query a kind, one more for a name."""
    people = named(owner, wanted.person) if wanted.person else None
    found = sorted(
        [
            *_reflections(owner, wanted, people, place, most + 1),
            *_resources(owner, wanted, people, place, most + 1),
        ],
        key=lambda entry: (-entry.at.timestamp(), KINDS.index(entry.kind), -entry.id),
    )
    last = found[most - 1] if len(found) > most else None
    return found[:most], Place(last.at, last.kind, last.id) if last else None


def _reflections(
    owner: Owner, wanted: Wanted, people: Sequence[int] | None, place: Place | None, most: int
) -> list[Entry]:
    if wanted.state and wanted.state not in Reflection.State.values:
        return []
    rows = Reflection.objects.visible_to(owner).filter(
        _when(owner, "written_at", wanted), _after(place, "reflection", "written_at")
    )
    if wanted.tag:
        tagged = Resource.objects.visible_to(owner).filter(tags__key=sort_key(wanted.tag))
        rows = rows.filter(pk__in=Mention.objects.filter(resource__in=tagged).values("reflection_id"))
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.question is not None:
        rows = rows.filter(pk__in=Mention.objects.filter(question=wanted.question).values("reflection_id"))
    if people is not None:
        about = Mention.objects.filter(person__in=people).values("reflection_id")
        wrote = Mention.objects.filter(post__source__follows__owner=owner, post__source__follows__person__in=people)
        owes = Credit.objects.filter(person__in=people, reflection__isnull=False).values("reflection_id")
        rows = rows.filter(Q(pk__in=about) | Q(pk__in=owes) | Q(pk__in=wrote.values("reflection_id")))
    return [
        Entry("reflection", line.id, line.name, line.state, line.excerpt, row.written_at)
        for row in _first(rows.order_by("-written_at", "-pk"), most)
        for line in [line_of(row)]
    ]


def _resources(
    owner: Owner, wanted: Wanted, people: Sequence[int] | None, place: Place | None, most: int
) -> list[Entry]:
    if wanted.state and wanted.state not in Resource.State.values:
        return []
    rows = Resource.objects.visible_to(owner).filter(_when(owner, "at", wanted), _after(place, "resource", "at"))
    rows = rows.filter(state=wanted.state) if wanted.state else rows.kept()
    if wanted.tag:
        rows = rows.filter(tags__key=sort_key(wanted.tag))
    if wanted.question is not None:
        chosen = EditionItem.objects.filter(edition__owner=owner, question=wanted.question).values("post_id")
        kept_for = Resource.questions.through.objects.filter(question=wanted.question).values("resource_id")
        rows = rows.filter(pk__in=kept_for.union(Resource.objects.filter(owner=owner, post__in=chosen).values("pk")))
    if people is not None:
        theirs = Follow.objects.visible_to(owner).filter(person__in=people)
        owes = Credit.objects.filter(person__in=people, resource__isnull=False).values("resource_id")
        wrote = Resource.objects.filter(owner=owner, post__source__in=theirs.values("source_id"))
        rows = rows.filter(pk__in=owes.union(wrote.values("pk")))
    columns = ("pk", "title", "words", "address", "state", "at", "post__excerpt")
    return [
        Entry("resource", pk, title_of(title, words, address), state, shortened(words or excerpt or ""), at)
        for pk, title, words, address, state, at, excerpt in _first(rows.order_by("-at", "-pk"), most).values_list(
            *columns
        )
    ]


def _first[Row: Model](rows: QuerySet[Row], most: int) -> QuerySet[Row]:
    """The first of these in their order, which the database sorts by number and moment alone: their words are read
    once it is known which they are."""
    return QuerySet(rows.model).filter(pk__in=rows.values("pk")[:most]).order_by(*rows.query.order_by)


def _when(owner: Owner, field: str, wanted: Wanted) -> Q:
    when = Q()
    if wanted.since:
        when &= Q(**{f"{field}__gte": owner.start_of(wanted.since)})
    if wanted.until:
        when &= Q(**{f"{field}__lt": owner.start_of(wanted.until + ONE_DAY)})
    return when


def _after(place: Place | None, kind: str, field: str) -> Q:
    """What stands after that place in the order of the list."""
    if place is None:
        return Q()
    earlier = Q(**{f"{field}__lt": place.at})
    same_moment = Q(**{field: place.at})
    if kind == place.kind:
        return earlier | (same_moment & Q(pk__lt=place.id))
    return earlier | same_moment if KINDS.index(kind) > KINDS.index(place.kind) else earlier
