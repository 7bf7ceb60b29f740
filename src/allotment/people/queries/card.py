"""One person as their page shows them, and names to complete with."""

from collections import Counter
from dataclasses import dataclass

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.core.rows import Asked
from allotment.people.actions import PersonWords, opens
from allotment.people.actions.describing import COLUMNS
from allotment.people.models import Person, PrivateNote, Profile
from allotment.people.queries.people import ProfileLine
from allotment.people.sorting import sort_key

NOTE = ("note__sealed", "note__version", "note__is_searched")
OFFERED = 12
"""Names to complete with."""


@dataclass(frozen=True, slots=True)
class SealedNote:
    """The private note as it lies in the database; version 1 and empty where there is none."""

    sealed: str
    version: int
    is_searched: bool


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One person as their page shows them: what the owner wrote, and what came from outside."""

    id: int
    version: int
    state: str
    language: str
    words: PersonWords
    introducer_id: int | None
    profiles: tuple[ProfileLine, ...]
    note: SealedNote


_PERSON = Asked(
    lambda owner, pk: Person.objects.filter(owner=owner, pk=pk).values_list(
        "id", "version", "state", "language", "introduced_by_id", "introduced_by__name", *NOTE, "name", *COLUMNS
    ),
    int,
    int,
)
_FIELDS = Asked(
    lambda pk: Person.fields.through.objects.filter(person=pk).order_by("field__name").values_list("field__name"), int
)
_PROFILES = Asked(
    lambda pk: (
        Profile.objects.filter(person=pk).order_by("id").values_list("id", "kind", "address", "address_key", "handle")
    ),
    int,
)


def person_of(*, owner: Owner, person_id: int) -> PersonCard:
    """One person with their profiles; NotFound where they are nobody of this owner's. Three queries."""
    found = _PERSON(owner.pk, person_id)
    if not found:
        raise NotFound
    pk, version, state, language, introducer_id, introducer, sealed, noted, is_searched, name, *columns = found[0]
    words = PersonWords(
        name=name,
        introduced_by=introducer or "",
        fields=tuple(field for (field,) in _FIELDS(person_id)),
        **dict(zip(COLUMNS, columns, strict=True)),
    )
    profiles = tuple(ProfileLine(*row) for row in _PROFILES(person_id))
    return PersonCard(
        pk,
        version,
        state,
        language,
        words,
        introducer_id,
        profiles,
        SealedNote(sealed or "", noted or 1, bool(is_searched)),
    )


def sealed_notes() -> int:
    """How many private notes, of all owners, no key here opens."""
    notes = PrivateNote.objects.exclude(sealed="").values_list("sealed", flat=True)
    return sum(not opens(sealed) for sealed in notes.iterator())


def names_beginning(*, owner: Owner, begun: str) -> list[str]:
    """Names to complete with, each with the number where several go by it. One query."""
    people = Person.objects.visible_to(owner).filter(sort_key__startswith=sort_key(begun)).order_by("sort_key", "id")
    found = list(people.values_list("name", "pk")[:OFFERED])
    names = Counter(name for name, _pk in found)
    return [name if names[name] == 1 else f"{name} #{pk}" for name, pk in found]
