"""Somebody new, where they are found, and their fields of work and life."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from allotment.core.models import Owner
from allotment.people.models import Field, Person, Profile
from allotment.people.searchable import put_people
from allotment.people.sorting import sort_key


@dataclass(frozen=True, slots=True)
class ProfileToNote:
    """An address where somebody is found. `address_key` is `networks.addresses.url_key` of it."""

    kind: str
    address: str
    address_key: int
    handle: str = ""


@transaction.atomic
def add_person(
    *,
    owner: Owner,
    name: str,
    now: datetime,
    state: str = Person.State.CANDIDATE,
    headline: str = "",
    place: str = "",
    country: str = "",
    language: str = "",
    avatar_address: str = "",
    profiles: Sequence[ProfileToNote] = (),
    fields: Iterable[str] = (),
) -> Person:
    """Somebody new; an address that is already somebody else's stays theirs."""
    name = " ".join(name.split())[:200] or (profiles[0].handle or profiles[0].address if profiles else "")[:200]
    person = Person.objects.create(
        owner=owner,
        name=name,
        sort_key=sort_key(name),
        state=state,
        headline=headline[:500],
        place=place[:120],
        country=country[:2],
        language=language[:12],
        avatar_address=avatar_address[:2000],
        added_at=now,
    )
    for profile in profiles:
        note_profile(owner=owner, person=person, profile=profile)
    put_in_fields(owner=owner, person=person, names=fields)
    put_people([person.pk])
    return person


def note_profile(*, owner: Owner, person: Person, profile: ProfileToNote) -> Profile:
    """That somebody is found there. Where the owner knows the address already, as somebody's, that one comes back."""
    noted, _ = Profile.objects.get_or_create(
        owner=owner,
        address_key=profile.address_key,
        defaults={
            "person": person,
            "kind": profile.kind[:20],
            "address": profile.address[:2000],
            "handle": profile.handle[:300],
        },
    )
    return noted


def put_in_fields(*, owner: Owner, person: Person, names: Iterable[str]) -> None:
    """Adds fields of work or life to a person, making those that are new."""
    wanted = {" ".join(name.split())[:80] for name in names} - {""}
    if not wanted:
        return
    Field.objects.bulk_create([Field(owner=owner, name=name) for name in sorted(wanted)], ignore_conflicts=True)
    person.fields.add(*Field.objects.filter(owner=owner, name__in=wanted))
