"""How people are searched: by name, and by what is said of them and where they are found."""

from collections.abc import Iterable, Sequence

from allotment.core.search.ask import Document, label
from allotment.core.search.index import Index
from allotment.people.models import Person

PEOPLE = Index("person", "name", "about", keeps_text=True)


def documents(ids: Sequence[int]) -> list[Document]:
    """What the index takes of these people."""
    people = Person.objects.filter(pk__in=ids).prefetch_related("fields", "profiles").order_by("pk")
    return [Document(person.pk, (person.name, _about(person)), (label("owner", person.owner_id),)) for person in people]


def _about(person: Person) -> str:
    profiles = [part for profile in person.profiles.all() for part in (profile.handle, profile.address)]
    return "\n".join(filter(None, [person.headline, person.place, *map(str, person.fields.all()), *profiles]))


def put_people(ids: Sequence[int]) -> None:
    """Brings the index up to date after these people were added or changed, in the same transaction."""
    PEOPLE.add(documents(ids))


def take_people(ids: Iterable[int]) -> None:
    """Takes people out before they are deleted."""
    PEOPLE.remove([Document(person_id, ()) for person_id in ids])
