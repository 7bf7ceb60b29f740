"""Whom of the owner's people some cards may mean."""

from collections.abc import Sequence

from allotment.core.models import Owner
from allotment.networks.records import CardRecord
from allotment.people.importing.deciding import COLUMNS, Acquaintance, Circle, profiles_of
from allotment.people.models import Person, Profile
from allotment.people.sorting import sort_key


def learn_of(circle: Circle, *, owner: Owner, records: Sequence[CardRecord]) -> None:
    """Makes the circle know those whom these cards may mean. Five queries, however many there are."""
    keys = {profile.address_key for record in records for profile in profiles_of(record)}
    names = {sort_key(record.name) for record in records if not record.fault}
    profiles = Profile.objects.filter(owner=owner)
    behind = dict(profiles.filter(address_key__in=keys).values_list("address_key", "person_id"))
    named = Person.objects.filter(owner=owner, sort_key__in=names).values_list("pk", flat=True)
    known = {who.id for who in circle.by_key.values()} | {who.id for some in circle.by_name.values() for who in some}
    wanted = ({*behind.values()} | {*named}) - known
    rows = Person.objects.filter(pk__in=wanted).order_by("pk").values_list("pk", "name", *COLUMNS)
    found = {row[0]: Acquaintance(row[0], row[1], dict(zip(COLUMNS, row[2:], strict=True))) for row in rows}
    for key, person in profiles.filter(person__in=found).values_list("address_key", "person_id"):
        found[person].keys.add(key)
    fields = Person.fields.through.objects.filter(person__in=found).values_list("person_id", "field__name")
    for person, name in fields:
        found[person].fields.add(name.casefold())
    for who in found.values():
        circle.learn(who)
