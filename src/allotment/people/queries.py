"""What pages and commands need of people, as frozen records."""

from collections.abc import Iterable
from dataclasses import dataclass

from allotment.core.models import Owner
from allotment.people.models import Person


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person as a list shows them."""

    id: int
    name: str
    state: str
    headline: str
    place: str
    language: str
    fields: tuple[str, ...]
    profiles: tuple[tuple[str, str], ...]


def people_of(*, owner: Owner) -> list[PersonLine]:
    """Everybody, those in the network first, then by name. Three queries."""
    people = (
        Person.objects.visible_to(owner).order_by("-state", "sort_key", "id").prefetch_related("fields", "profiles")
    )
    return [person_line(person) for person in people]


def person_line(person: Person) -> PersonLine:
    """Reads what was prefetched."""
    return PersonLine(
        id=person.pk,
        name=person.name,
        state=person.state,
        headline=person.headline,
        place=person.place,
        language=person.language,
        fields=_names(person.fields.all()),
        profiles=tuple((profile.kind, profile.address) for profile in person.profiles.all()),
    )


def _names(rows: Iterable[object]) -> tuple[str, ...]:
    return tuple(map(str, rows))
