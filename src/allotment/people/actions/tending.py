"""How well somebody is known, how often it is nice to hear from each other, and leaving them in peace."""

from datetime import date

from django.db import transaction

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.people.models import Depth, Person


@transaction.atomic
def tend_person(
    *,
    owner: Owner,
    person_id: int,
    depth: int | None,
    rhythm_weeks: int | None,
    quiet_until: date | None,
    today: date,
) -> Person:
    """Writes down how well they know each other, from today on, how often it is nice to hear from each other, and
    until when nothing is to be suggested."""
    person = Person.objects.visible_to(owner).select_for_update().filter(pk=person_id).first()
    if person is None:
        raise NotFound
    if person.depth != depth:
        Depth.objects.update_or_create(owner=owner, person=person, since=today, defaults={"depth": depth})
    person.depth, person.rhythm_weeks, person.quiet_until = depth, rhythm_weeks, quiet_until
    person.save(update_fields=["depth", "rhythm_weeks", "quiet_until"])
    return person
