"""How people are searched: by name, and by what is said of them and where they are found."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from allotment.core.models import Owner
from allotment.core.rows import Asked, padded
from allotment.core.sealing import KeyLost, unseal
from allotment.core.search import Ask, Document, Index, Label, Words, label
from allotment.core.search.excerpts import Finder
from allotment.core.search.query import Query
from allotment.core.search.registry import Hit, Searchable
from allotment.people.models import Person, Profile

PEOPLE = Index("person", "name", "about", keeps_text=True)
LEADING = 6
"""People shown before everything else that was found: their question is written once."""
TOLD = ("organisation", "languages", "met_words", "learn_about", "curious_about", "role_model_for")
"""What an owner wrote about somebody, beside the line and the place."""
NAMED = 100
"""People that one name may stand for."""


def put_people(ids: Sequence[int]) -> None:
    """Brings the index up to date after these people were added or changed, in the same transaction."""
    PEOPLE.add(documents(ids))


def take_people(ids: Iterable[int]) -> None:
    """Takes people out before they are deleted."""
    PEOPLE.remove([Document(person_id, ()) for person_id in ids])


def documents(ids: Sequence[int]) -> list[Document]:
    """What the index takes of these people."""
    people = Person.objects.filter(pk__in=ids).prefetch_related("fields", "profiles", "note").order_by("pk")
    return [Document(person.pk, (person.name, _about(person)), (label("owner", person.owner_id),)) for person in people]


def _about(person: Person) -> str:
    profiles = [part for one in person.profiles.all() for part in (one.handle, "" if one.is_direct else one.address)]
    said = [person.headline, person.place, *(getattr(person, name) for name in TOLD)]
    return "\n".join(filter(None, [*said, *profiles, *map(str, person.fields.all()), _note(person)]))


def _note(person: Person) -> str:
    """The private note, where the owner lets the search find it and the key is here."""
    note = getattr(person, "note", None)
    if note is None or not note.is_searched:
        return ""
    try:
        return unseal(note.sealed)
    except KeyLost:
        return ""


def named(owner: Owner, name: str) -> list[int]:
    """Ids of the owner's people who go by that name, the last word perhaps only begun."""
    words = Words(name, prefix=True, column="name")
    return PEOPLE.newest(Ask(every=((words,), owned_by(owner))), limit=NAMED)


def owned_by(owner: Owner) -> tuple[Label, ...]:
    return (Label(label("owner", owner.pk)),)


def ask_people(owner: Owner, query: Query) -> Ask | None:
    """Only words ask for people; who names a source, a language or a time means what was written."""
    if not query.wanted or query != Query(terms=query.terms):
        return None
    groups = tuple((Words(term.text, prefix=term.prefix),) for term in query.wanted)
    unwanted = tuple(Words(term.text, prefix=term.prefix) for term in query.unwanted)
    return Ask(every=(*groups, owned_by(owner)), none=unwanted)


def visible_people(owner: Owner, ids: Sequence[int]) -> set[int]:
    return set(Person.objects.visible_to(owner).filter(pk__in=ids).values_list("pk", flat=True))


def _rows(owner: Any, ids: Sequence[int]) -> QuerySet[Person, Any]:
    home = Profile.objects.on_the_web().filter(person_id=OuterRef("pk")).order_by("pk").values("address")[:1]
    columns = ("pk", "name", "headline", "place", "added_at")
    return Person.objects.filter(owner=owner, pk__in=ids).values_list(*columns, Subquery(home), *TOLD)


_ROWS_OF_SOME = Asked(lambda owner, *ids: _rows(owner, ids), int, *[int] * LEADING)


def people_hits(owner: Owner, ids: Sequence[int], finder: Finder, limit: int) -> list[Hit]:
    """One query."""
    wanted = ids[:limit]
    if not wanted:
        return []
    some = len(wanted) <= LEADING
    found = _ROWS_OF_SOME(owner.pk, *padded(wanted, LEADING)) if some else _rows(owner.pk, wanted)
    people = {row[0]: row for row in found}
    return [_hit(people[person_id], finder) for person_id in ids if person_id in people]


def _hit(row: Sequence[Any], finder: Finder) -> Hit:
    person_id, name, headline, place, added_at, home, *told = row
    said = " · ".join(filter(None, [headline, place]))
    excerpt = finder.excerpt(" · ".join(filter(None, [said, *told])))
    return Hit(
        kind="person",
        id=person_id,
        title=name,
        url=home or "",
        person=name,
        when=added_at,
        excerpt=excerpt.text if excerpt else said,
        marked_title=finder.mark(name),
        marked=excerpt.marked if excerpt else finder.mark(said),
    )


def person_ids_after(last: int, limit: int) -> list[int]:
    return list(Person.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:limit])


SEARCHABLE = Searchable(
    index=PEOPLE,
    ask=ask_people,
    hits=people_hits,
    documents=documents,
    ids_after=person_ids_after,
    visible=visible_people,
    narrow=owned_by,
    leads=True,
)
