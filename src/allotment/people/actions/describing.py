"""Writing down who somebody is, and taking them into the network."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from allotment.core.errors import AllotmentError, NotFound
from allotment.core.ids import key64
from allotment.core.models import Owner
from allotment.people.actions.adding import ProfileToNote, add_person, put_in_fields
from allotment.people.actions.placing import add_profile
from allotment.people.actions.recording import record_moment
from allotment.people.calling import SeveralPeople, people_called
from allotment.people.models import Field, Moment, Person
from allotment.people.roughly import rough_day
from allotment.people.searchable import put_people
from allotment.people.sorting import sort_key


class NotAPerson(AllotmentError):
    """What was written cannot be said of somebody."""

    code = "not_a_person"
    sentence = _("A person needs a name.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWords:
    """All that an owner writes about somebody, each empty where there is nothing to say."""

    name: str
    pronouns: str = ""
    headline: str = ""
    organisation: str = ""
    place: str = ""
    time_zone: str = ""
    languages: str = ""
    channel: str = ""
    met_words: str = ""
    met_on: str = ""
    introduced_by: str = ""
    """A name, or a name and “#12”; somebody new becomes a candidate."""
    learn_about: str = ""
    curious_about: str = ""
    role_model_for: str = ""
    fields: tuple[str, ...] = ()


COLUMNS: Final = tuple(
    field.name for field in fields(PersonWords) if field.name not in {"name", "introduced_by", "fields"}
)
"""What stands in a column of the same name."""
LENGTHS: Final = {field.attname: field.max_length for field in Person._meta.concrete_fields}


def welcome(*, owner: Owner, person_id: int, now: datetime) -> Person:
    """A candidate becomes one of the owner's network; the day is kept as a moment."""
    with transaction.atomic():
        person = Person.objects.visible_to(owner).select_for_update().filter(pk=person_id).first()
        if person is None:
            raise NotFound
        if person.state != Person.State.NETWORK:
            person.state = Person.State.NETWORK
            person.save(update_fields=["state"])
            key = key64("welcomed")
            record_moment(owner=owner, person=person, direction=Moment.Direction.TO, kind="welcomed", at=now, key=key)
    return person


@transaction.atomic
def describe_person(*, owner: Owner, person_id: int, base: int, words: PersonWords, now: datetime) -> Person:
    """Writes down who somebody is, all of it; raises EditedMeanwhile where `base` is not the version any more, and
    NotAPerson or SeveralPeople for what cannot be."""
    person = Person.objects.visible_to(owner).select_related("introduced_by").filter(pk=person_id).first()
    if person is None:
        raise NotFound
    name = " ".join(words.name.split())[:200]
    changes: dict[str, Any] = {column: _tidy(column, getattr(words, column)) for column in COLUMNS}
    _check(Person(name=name, **changes))
    changes["introduced_by"] = _introducer(owner, person, words.introduced_by, now)
    person.save_over(base=base, name=name, sort_key=sort_key(name), **changes)
    person.fields.clear()
    put_in_fields(owner=owner, person=person, names=_as_spelled_before(owner, words.fields))
    put_people([person.pk])
    return person


@transaction.atomic
def write_down(
    *, owner: Owner, words: PersonWords, state: str, now: datetime, profiles: Sequence[ProfileToNote] = ()
) -> Person:
    """Somebody new, with all that is to be said of them; raises as `describe_person` and `add_profile` do."""
    if not words.name.strip():
        raise NotAPerson
    person = add_person(owner=owner, name=words.name, now=now)
    for profile in profiles:
        add_profile(owner=owner, person_id=person.pk, profile=profile)
    describe_person(owner=owner, person_id=person.pk, base=person.version, words=words, now=now)
    if state == Person.State.NETWORK:
        return welcome(owner=owner, person_id=person.pk, now=now)
    return Person.objects.get(pk=person.pk)


def _tidy(column: str, text: str) -> str:
    """As it is kept: lines end in one way, none is longer than its column."""
    text = text.replace("\r\n", "\n").strip()
    if column == "met_on" and text:
        try:
            return rough_day(text)
        except ValidationError as error:
            raise NotAPerson(error.message) from error
    return text[: LENGTHS[column]]


def _check(person: Person) -> None:
    if not person.name:
        raise NotAPerson
    try:
        person.clean_fields(exclude=["owner", "added_at", "sort_key"])
    except ValidationError as error:
        raise NotAPerson(" ".join(error.messages)) from error


def _introducer(owner: Owner, person: Person, called: str, now: datetime) -> Person | None:
    """Whoever goes by that name: still the same, somebody known, or a new candidate."""
    before = person.introduced_by
    if before is not None and sort_key(" ".join(called.split())) == before.sort_key:
        return before
    if not called.strip():
        return None
    found = people_called(owner=owner, called=called)
    if len(found) > 1:
        raise SeveralPeople(found)
    if not found and "#" in called:
        raise NotAPerson(_("There is nobody with that number among your people."))
    if not found:
        return add_person(owner=owner, name=called, now=now)
    if found[0].id == person.pk:
        raise NotAPerson(_("Nobody introduces themselves."))
    return Person.objects.get(pk=found[0].id)


def _as_spelled_before(owner: Owner, names: tuple[str, ...]) -> list[str]:
    """The same, but “Jazz” is “jazz” where the owner has called it that."""
    known = {name.casefold(): name for name in Field.objects.filter(owner=owner).values_list("name", flat=True)}
    return [known.get(" ".join(name.split()).casefold(), name) for name in names]
