"""Writing down who somebody is, and taking them into the network."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from allotment.core.errors import NotFound
from allotment.core.ids import key64
from allotment.core.models import Owner
from allotment.people.actions.adding import put_in_fields, sort_key
from allotment.people.actions.recording import record_moment
from allotment.people.models import Moment, Person
from allotment.people.searchable import put_people


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
def describe_person(
    *, owner: Owner, person_id: int, name: str, headline: str, place: str, fields: Iterable[str]
) -> Person:
    """Writes down who somebody is; `fields` replace those noted before."""
    person = Person.objects.visible_to(owner).filter(pk=person_id).first()
    if person is None:
        raise NotFound
    person.name = " ".join(name.split())[:200]
    person.sort_key = sort_key(person.name)
    person.headline, person.place = headline[:500], place[:120]
    person.save(update_fields=["name", "sort_key", "headline", "place"])
    person.fields.clear()
    put_in_fields(owner=owner, person=person, names=fields)
    put_people([person.pk])
    return person
