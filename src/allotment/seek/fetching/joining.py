"""Two sources of one site have one person behind them, which often shows only when both have been looked at."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models import ManyToOneRel

from allotment.networks.addresses import host_of, is_local
from allotment.people.actions import ProfileToNote, sort_key
from allotment.people.models import ImportLine, Person, Profile
from allotment.people.searchable import put_people, take_people
from allotment.seek.actions.behind import profiles_to_note
from allotment.seek.deciding import SourceForLook
from allotment.seek.models import EditionItem, Follow


class Behind(NamedTuple):
    """Who stands behind a source for one owner."""

    follow_id: int
    owner_id: int
    source_id: int
    person_id: int
    name: str


def join_people(sources: Iterable[SourceForLook]) -> None:
    """Notes each source's site as a profile of its person; where it is somebody else's already, the two are one.

    A site counts when the feed lies on it, or when both go by the same name: feeds that name some big site as their
    home are many, and one machine of the owner's may hold everybody's. Two queries, and a few for each two people
    that are found to be one.
    """
    looked = {source.id: source for source in sources}
    sites = {source.id: _site(source) for source in looked.values()}
    held = _held({site.address_key for site in sites.values() if site})
    new: dict[tuple[int, int], Profile] = {}
    for one in _behind(looked):
        site = sites[one.source_id]
        if site is None:
            continue
        place = (one.owner_id, site.address_key)
        other_id, other_name = held.setdefault(place, (one.person_id, one.name))
        if other_id == one.person_id:
            new[place] = _profile(one, site)
        elif _is_at_home(looked[one.source_id]) or sort_key(one.name) == sort_key(other_name):
            _make_one(one, other_id)
    Profile.objects.bulk_create(new.values(), ignore_conflicts=True)


def _site(source: SourceForLook) -> ProfileToNote | None:
    noted = profiles_to_note([("website", source.site_address)]) if source.site_address else ()
    return noted[0] if noted else None


def _is_at_home(source: SourceForLook) -> bool:
    host = host_of(source.address).removeprefix("www.")
    return host == host_of(source.site_address).removeprefix("www.") and not is_local(host)


def _held(keys: Collection[int]) -> dict[tuple[int, int], tuple[int, str]]:
    """Whose these addresses are: by owner and address, the person and their name."""
    rows = Profile.objects.filter(address_key__in=keys)
    columns = ("owner_id", "address_key", "person_id", "person__name")
    return {(owner, key): (person, name) for owner, key, person, name in rows.values_list(*columns)}


def _behind(sources: Collection[int]) -> list[Behind]:
    follows = Follow.objects.filter(source_id__in=sources, person__isnull=False).order_by("pk")
    return [Behind(*row) for row in follows.values_list("pk", "owner_id", "source_id", "person_id", "person__name")]


def _profile(one: Behind, site: ProfileToNote) -> Profile:
    return Profile(
        owner_id=one.owner_id,
        person_id=one.person_id,
        kind=site.kind,
        address=site.address,
        address_key=site.address_key,
    )


def _make_one(one: Behind, person_id: int) -> None:
    """The follow goes to the person who was there first; a candidate that is left with nothing goes with it."""
    Follow.objects.filter(pk=one.follow_id).update(person_id=person_id)
    left = Person.objects.candidates().filter(pk=one.person_id).first()
    if left is None or not _left_with_nothing(left):
        return
    keeps = Person.objects.get(pk=person_id)
    keeps.fields.add(*left.fields.all())
    left.profiles.update(person=keeps)
    take_people([left.pk])
    left.delete()
    put_people([keeps.pk])


def _left_with_nothing(person: Person) -> bool:
    """Whether the owner has written nothing about somebody, and no row of any area would miss them. A query for each
    kind of row that can."""
    moves_along = {Profile, Person.fields.through, ImportLine, EditionItem, EditionItem.also.through}
    return person.version == 1 and not any(
        relation.related_model._base_manager.filter(**{relation.field.name: person}).exists()
        for relation in Person._meta.get_fields(include_hidden=True)
        if isinstance(relation, ManyToOneRel) and relation.related_model not in moves_along
    )
