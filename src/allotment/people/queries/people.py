"""People, as lists and pages show them."""

from dataclasses import dataclass

from django.db.models import Q

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.people.models import Person
from allotment.people.queries.finding import Wanted

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One address of a person."""

    id: int
    kind: str
    address: str
    address_key: int
    handle: str


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
    profiles: tuple[ProfileLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Some of the people in the order of their names, and where the next ones begin; empty when they end here."""

    people: tuple[PersonLine, ...]
    next_from: str


def people_of(*, owner: Owner) -> list[PersonLine]:
    """Everybody with their profiles, those in the network first, then by name. Three queries."""
    people = (
        Person.objects.visible_to(owner).order_by("-state", "sort_key", "id").prefetch_related("fields", "profiles")
    )
    return [person_line(person, with_profiles=True) for person in people]


def a_page_of_people(*, owner: Owner, state: str, begins: str = "", wanted: Wanted | None = None) -> PeoplePage:
    """The next fifty whose sorted name is `begins` or later, of those that are wanted. Two queries."""
    people = Person.objects.visible_to(owner).filter(wanted.as_q() if wanted else Q(), state=state)
    if begins:
        people = people.filter(_from(begins))
    found = list(people.order_by("sort_key", "id").prefetch_related("fields")[: A_PAGE + 1])
    further = found[A_PAGE] if len(found) > A_PAGE else None
    return PeoplePage(
        people=tuple(person_line(person) for person in found[:A_PAGE]),
        next_from=f"{further.sort_key}~{further.pk}" if further else "",
    )


def _from(begins: str) -> Q:
    """`begins` is a sorted name and an id, as `next_from` gives it; anything else begins at that name."""
    name, _mark, pk = begins.rpartition("~")
    if not (pk.isascii() and pk.isdigit()):
        return Q(sort_key__gte=begins)
    return Q(sort_key__gt=name) | Q(sort_key=name, pk__gte=int(pk))


def name_of(*, owner: Owner, person_id: int) -> str:
    """What somebody is called; NotFound where they are nobody of this owner's. One query."""
    found = Person.objects.visible_to(owner).filter(pk=person_id).values_list("name", flat=True).first()
    if found is None:
        raise NotFound
    return found


def field_names(*, owner: Owner) -> list[str]:
    """Every field the owner has a word for. One query."""
    people = Person.objects.visible_to(owner)
    return list(people.exclude(fields=None).order_by("fields__name").values_list("fields__name", flat=True).distinct())


def person_line(person: Person, *, with_profiles: bool = False) -> PersonLine:
    """Reads what was prefetched."""
    profiles = person.profiles.all() if with_profiles else ()
    return PersonLine(
        id=person.pk,
        name=person.name,
        state=person.state,
        headline=person.headline,
        place=person.place,
        language=person.language,
        fields=tuple(field.name for field in person.fields.all()),
        profiles=tuple(
            ProfileLine(profile.pk, profile.kind, profile.address, profile.address_key, profile.handle)
            for profile in profiles
        ),
    )
