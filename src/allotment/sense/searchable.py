"""How what the owner wrote and kept is searched: one index for every kind, the owner's own words first in it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Coalesce

from allotment.core.markdown import words_of
from allotment.core.models import Owner
from allotment.core.search import Ask, Document, Index, Label, Words, label
from allotment.core.search.ask import Atom
from allotment.core.search.excerpts import Finder
from allotment.core.search.query import Query
from allotment.core.search.registry import Hit, Searchable
from allotment.sense.models import Claim, Reflection, Resource
from allotment.sense.naming import title_of
from allotment.sense.numbers import Kind, days_between, days_of, number_of, row_of

SENSE = Index("sense", "title", "own", "kept", keeps_text=True)
BEGINNING = 280
"""Letters shown of a text in which nothing is marked."""


@dataclass(frozen=True, slots=True)
class Searched:
    """One kind of row in the index."""

    documents: Callable[[Sequence[int]], list[Document]]
    shown: Callable[[Owner, Sequence[int]], QuerySet[Any, Any]]
    """Of those that the owner may see: kind, key, title, four texts, address, when; the same for every kind."""
    name: str
    """What a hit is called, and its page."""
    said: Callable[[str], str] = str
    """The words of its texts without marks."""


def put_resources(ids: Sequence[int]) -> None:
    """Brings the index up to date after these were kept or changed, in the same transaction."""
    SENSE.add(_resources(ids))


def take_resources(resources: Iterable[Resource]) -> None:
    """Takes them out when they are let go or removed."""
    SENSE.remove([Document(number_of(Kind.RESOURCE, one.pk, one.at), ()) for one in resources])


def _resources(ids: Sequence[int]) -> list[Document]:
    related = ("owner", "picture", "copy")
    rows = Resource.objects.kept().filter(pk__in=ids).select_related(*related).prefetch_related("tags").order_by("pk")
    return [
        Document(
            number_of(Kind.RESOURCE, one.pk, one.at),
            (one.title, "\n".join(filter(None, (one.words, one.alt, *map(str, one.tags.all())))), _not_own(one)),
            labels(one.owner, one.at),
        )
        for one in rows
    ]


def _not_own(resource: Resource) -> str:
    """Where it is, and what can be read there."""
    copy = getattr(resource, "copy", None)
    return f"{resource.address}\n{copy.text}" if copy else resource.address


def _resources_shown(owner: Owner, ids: Sequence[int]) -> QuerySet[Any, Any]:
    rows = Resource.objects.visible_to(owner).kept().filter(pk__in=ids)
    alt, text = (Coalesce(column, Value(""), output_field=TextField()) for column in ("picture__alt", "copy__text"))
    return rows.values_list(Value(int(Kind.RESOURCE)), "pk", "title", "words", alt, text, Value(""), "address", "at")


def put_reflections(ids: Sequence[int]) -> None:
    """Brings the index up to date after these were written, in the same transaction."""
    SENSE.add(_reflections(ids))


def take_reflections(reflections: Iterable[Reflection]) -> None:
    """Takes them out before they are deleted."""
    SENSE.remove([Document(number_of(Kind.REFLECTION, one.pk, one.written_at), ()) for one in reflections])


def _reflections(ids: Sequence[int]) -> list[Document]:
    rows = Reflection.objects.filter(pk__in=ids).select_related("owner").order_by("pk")
    return [
        Document(
            number_of(Kind.REFLECTION, one.pk, one.written_at),
            (one.title, words_of("\n".join([one.text, one.so_what, one.now_what, one.unsure])), ""),
            labels(one.owner, one.written_at),
        )
        for one in rows
    ]


def _reflections_shown(owner: Owner, ids: Sequence[int]) -> QuerySet[Any, Any]:
    rows = Reflection.objects.visible_to(owner).filter(pk__in=ids)
    texts = ("text", "so_what", "now_what", "unsure")
    return rows.values_list(Value(int(Kind.REFLECTION)), "pk", "title", *texts, Value(""), "written_at")


def put_claims(ids: Sequence[int]) -> None:
    """Brings the index up to date after these or views of them were written, in the same transaction."""
    SENSE.add(_claims(ids))


def take_claims(claims: Iterable[Claim]) -> None:
    """Takes them out before they are deleted."""
    SENSE.remove([Document(number_of(Kind.CLAIM, one.pk, one.made_at), ()) for one in claims])


def _claims(ids: Sequence[int]) -> list[Document]:
    rows = Claim.objects.filter(pk__in=ids).select_related("owner").prefetch_related("views").order_by("pk")
    return [
        Document(
            number_of(Kind.CLAIM, one.pk, one.made_at),
            (
                one.text,
                one.what_i_think,
                "\n".join(text for view in one.views.all() for text in (view.name, view.why, view.context)),
            ),
            labels(one.owner, one.made_at),
        )
        for one in rows
    ]


def _claims_shown(owner: Owner, ids: Sequence[int]) -> QuerySet[Any, Any]:
    rows = Claim.objects.visible_to(owner).filter(pk__in=ids)
    blank = (Value(""),) * 4
    return rows.values_list(Value(int(Kind.CLAIM)), "pk", "text", "what_i_think", *blank, "made_at")


def labels(owner: Owner, at: datetime) -> tuple[str, ...]:
    """Whose it is, and from which year, month and day."""
    return (label("owner", owner.pk), *(label("day", each) for each in days_of(at.astimezone(owner.zone))))


KINDS = {
    Kind.RESOURCE: Searched(_resources, _resources_shown, "resource"),
    Kind.REFLECTION: Searched(_reflections, _reflections_shown, "reflection", words_of),
    Kind.CLAIM: Searched(_claims, _claims_shown, "claim"),
}


def ask_sense(owner: Owner, query: Query) -> Ask | None:
    """Only words and times ask for what is one's own; who names a writer, a source or a language means others."""
    if query.people or query.sources or query.languages:
        return None
    groups: list[tuple[Atom, ...]] = [(Words(term.text, prefix=term.prefix),) for term in query.wanted]
    if query.since or query.before:
        groups.append(tuple(Label(label("day", each)) for each in days_between(query.since, query.before)))
    if not groups or not all(groups):
        return None
    unwanted = tuple(Words(term.text, prefix=term.prefix) for term in query.unwanted)
    return Ask((*groups, owned_by(owner)), unwanted)


def owned_by(owner: Owner) -> tuple[Label, ...]:
    return (Label(label("owner", owner.pk)),)


def _shown(owner: Owner, numbers: Sequence[int]) -> dict[tuple[int, int], Sequence[Any]]:
    """What is shown of these, by kind and key. One query, whatever kinds there are."""
    keys: dict[Kind, list[int]] = defaultdict(list)
    for number in numbers:
        row = row_of(number)
        keys[row.kind].append(row.pk)
    first, *others = (KINDS[kind].shown(owner, some) for kind, some in keys.items())
    return {(row[0], row[1]): row for row in first.union(*others, all=True)}


def sense_hits(owner: Owner, numbers: Sequence[int], finder: Finder, limit: int) -> list[Hit]:
    """One query."""
    if not numbers:
        return []
    rows = _shown(owner, numbers)
    return [_hit(number, rows[row_of(number)], finder) for number in numbers if row_of(number) in rows][:limit]


def _hit(number: int, row: Sequence[Any], finder: Finder) -> Hit:
    kind, pk, title, *texts, address, at = row
    said = " ".join(KINDS[kind].said("\n".join(filter(None, texts))).split())
    excerpt, name = finder.excerpt(said), title_of(title, said, address)
    return Hit(
        kind=KINDS[kind].name,
        id=pk,
        title=name,
        url=address,
        person="",
        when=at,
        excerpt=excerpt.text if excerpt else said[:BEGINNING],
        marked_title=finder.mark(name),
        marked=excerpt.marked if excerpt else finder.mark(said[:BEGINNING]),
        place=(SENSE.shape.kind, number),
    )


def visible_sense(owner: Owner, numbers: Sequence[int]) -> set[int]:
    rows = _shown(owner, numbers) if numbers else {}
    return {number for number in numbers if row_of(number) in rows}


def sense_documents(numbers: Sequence[int]) -> list[Document]:
    keys: dict[Kind, list[int]] = defaultdict(list)
    for number in numbers:
        row = row_of(number)
        keys[row.kind].append(row.pk)
    return [document for kind, some in keys.items() for document in KINDS[kind].documents(some)]


def sense_numbers_after(last: int, limit: int) -> list[int]:
    """All numbers are told again from the rows: there are some ten thousands of them at most."""
    kept = Resource.objects.kept().values_list(Value(int(Kind.RESOURCE)), "pk", "at")
    written = Reflection.objects.values_list(Value(int(Kind.REFLECTION)), "pk", "written_at")
    claimed = Claim.objects.values_list(Value(int(Kind.CLAIM)), "pk", "made_at")
    numbers = (number_of(Kind(kind), pk, at) for kind, pk, at in kept.union(written, claimed, all=True))
    return sorted(number for number in numbers if number > last)[:limit]


SEARCHABLES = [
    Searchable(
        index=SENSE,
        ask=ask_sense,
        hits=sense_hits,
        documents=sense_documents,
        ids_after=sense_numbers_after,
        visible=visible_sense,
        narrow=owned_by,
        is_own=True,
    )
]
