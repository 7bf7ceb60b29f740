"""Writes what was decided about some cards, in as few statements as there are kinds of rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F

from allotment.core.models import Owner
from allotment.people.importing.deciding import Intent
from allotment.people.models import Field, Person, Profile
from allotment.people.searchable import put_people
from allotment.people.sorting import sort_key


def store(*, owner: Owner, intents: Sequence[Intent], now: datetime) -> list[dict[str, Any]]:
    """What was written because of each card, as `ImportLine.wrote` keeps it."""
    _add([intent for intent in intents if intent.outcome == "added"], owner, now)
    for intent in intents:
        if intent.outcome == "filled" and intent.columns and intent.who:
            Person.objects.filter(pk=intent.who.id).update(version=F("version") + 1, **intent.columns)
    Profile.objects.bulk_create(
        [
            Profile(
                owner=owner,
                person_id=intent.who.id,
                kind=profile.kind[:20],
                address=profile.address[:2000],
                address_key=profile.address_key,
                handle=profile.handle[:300],
            )
            for intent in intents
            if intent.who
            for profile in intent.profiles
        ],
        batch_size=500,
    )
    fields = _put_in_fields(owner, intents)
    put_people(sorted({intent.who.id for intent in intents if intent.who and intent.outcome != "known"}))
    return [
        {
            "columns": intent.columns,
            "profiles": [profile.address_key for profile in intent.profiles],
            "fields": [fields[name.casefold()] for name in intent.fields],
        }
        for intent in intents
    ]


def _add(intents: Sequence[Intent], owner: Owner, now: datetime) -> None:
    """Rows of those who are new, whose acquaintances get their ids."""
    made = Person.objects.bulk_create(
        [
            Person(
                owner=owner,
                name=intent.record.name,
                sort_key=sort_key(intent.record.name),
                added_at=now,
                **intent.columns,
            )
            for intent in intents
        ],
        batch_size=500,
    )
    for intent, person in zip(intents, made, strict=True):
        if intent.who:
            intent.who.id = person.pk


def _put_in_fields(owner: Owner, intents: Sequence[Intent]) -> dict[str, int]:
    """Ids of the fields by their names without case; one that the owner spells in another way is that one."""
    wanted = {name.casefold(): name for intent in intents for name in intent.fields}
    if not wanted:
        return {}
    known = {name.casefold(): pk for name, pk in Field.objects.filter(owner=owner).values_list("name", "pk")}
    new = [Field(owner=owner, name=name) for bare, name in wanted.items() if bare not in known]
    known |= {field.name.casefold(): field.pk for field in Field.objects.bulk_create(new)}
    through = Person.fields.through
    pairs = {(intent.who.id, known[name.casefold()]) for intent in intents if intent.who for name in intent.fields}
    through.objects.bulk_create(
        [through(person_id=person, field_id=field) for person, field in sorted(pairs)],
        ignore_conflicts=True,
        batch_size=500,
    )
    return known
