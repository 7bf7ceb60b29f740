"""Takes back what an import wrote, as far as nobody has changed or used it since."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.db.models import F, ManyToOneRel

from allotment.people.models import Field, ImportLine, Person, Profile
from allotment.people.searchable import put_people, take_people

_OF_EVERYBODY: Final = {"id", "owner", "name", "sort_key", "added_at", "version"}
"""Columns that say nothing of what the owner did since."""


def take_back(lines: Sequence[ImportLine]) -> None:
    """Undoes these lines and says so in their outcomes; the lines are not saved."""
    written = [line for line in lines if line.outcome in {ImportLine.Outcome.ADDED, ImportLine.Outcome.FILLED}]
    filled = [line for line in written if line.outcome == ImportLine.Outcome.FILLED]
    _empty_again(filled)
    added = {line.person_id: line for line in written if line.outcome == ImportLine.Outcome.ADDED and line.person_id}
    gone = untouched(added)
    take_people(gone)
    Person.objects.filter(pk__in=gone).delete()
    fields = {field for line in written for field in line.wrote["fields"]}
    Field.objects.filter(pk__in=fields, people=None).delete()
    for line in lines:
        if line.person_id in gone:
            line.person_id = None
        if line.outcome == ImportLine.Outcome.ADDED:
            line.outcome = ImportLine.Outcome.BACK if line.person_id is None else ImportLine.Outcome.STAYS


def _empty_again(lines: Iterable[ImportLine]) -> None:
    """What was filled in where something was missing, unless it says something else by now."""
    changed = []
    for line in reversed(list(lines)):
        line.outcome = ImportLine.Outcome.BACK
        if line.person_id is None:
            continue
        person = Person.objects.filter(pk=line.person_id).values(*line.wrote["columns"], "id").first() or {}
        same = [name for name, said in line.wrote["columns"].items() if person.get(name) == said]
        if same:
            Person.objects.filter(pk=line.person_id).update(version=F("version") + 1, **dict.fromkeys(same, ""))
        if len(same) < len(line.wrote["columns"]):
            line.outcome = ImportLine.Outcome.STAYS
        Profile.objects.filter(person=line.person_id, address_key__in=line.wrote["profiles"]).delete()
        Person.fields.through.objects.filter(person=line.person_id, field__in=line.wrote["fields"]).delete()
        changed.append(line.person_id)
    put_people(sorted(set(changed)))


def untouched(lines: Mapping[int, ImportLine]) -> set[int]:
    """Of the people that these lines added, those who are as they came in, and to whom nothing else belongs."""
    people = Person.objects.filter(pk__in=lines)
    return {person.pk for person in people if _is_as_it_came(person, lines[person.pk].wrote)} - _used(lines)


def _is_as_it_came(person: Person, wrote: Mapping[str, Any]) -> bool:
    for column in Person._meta.concrete_fields:
        if column.name in _OF_EVERYBODY:
            continue
        if getattr(person, column.attname) != wrote["columns"].get(column.name, column.get_default()):
            return False
    return True


def _used(lines: Mapping[int, ImportLine]) -> set[int]:
    """Those to whom a row of any area belongs that their own line did not write."""
    used: set[int] = set()
    for relation in Person._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):
            used |= _with_rows_of(relation, lines)
    return used


def _with_rows_of(relation: ManyToOneRel, lines: Mapping[int, ImportLine]) -> set[int]:
    model, name = relation.related_model, relation.field.attname
    rows = model._base_manager.filter(**{f"{relation.field.name}__in": lines})
    if model is ImportLine:
        return set(
            rows.exclude(in_import__in={line.in_import_id for line in lines.values()}).values_list(name, flat=True)
        )
    own = {Profile: ("address_key", "profiles"), Person.fields.through: ("field_id", "fields")}.get(model)
    if own is None:
        return set(rows.values_list(name, flat=True).distinct())
    column, kind = own
    return {person for person, value in rows.values_list(name, column) if value not in lines[person].wrote[kind]}
