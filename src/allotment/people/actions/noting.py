"""Moments that an owner writes down, changes and takes away."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from allotment.core.errors import AllotmentError, NotFound
from allotment.core.models import Owner
from allotment.people.actions.recording import hear_anew, record_moment
from allotment.people.kinds import KINDS, direction_in, heard_in
from allotment.people.models import Moment, Person
from allotment.people.searchable.moments import put_moments, take_moments
from allotment.people.spoken import NoSuchDay, StillToCome, heard, moment_of


class NothingSaid(AllotmentError):
    code = "nothing_said"
    sentence = _("Say in a few words what happened, or choose what it was.")


NOT_NOTED = (NothingSaid, NoSuchDay, StillToCome)
"""What may be the matter with a line."""


@transaction.atomic
def note_moment(
    *, owner: Owner, person_id: int, line: str, now: datetime, kind: str = "", direction: str = ""
) -> Moment:
    """Writes down what a line says, with the day in front of it: “yesterday: tea, talked about evaluation”. Kind and
    direction are those of the words where none is chosen. Raises NothingSaid, NoSuchDay, StillToCome."""
    person = Person.objects.visible_to(owner).filter(pk=person_id).first()
    if person is None:
        raise NotFound
    spoken = heard(line, now.astimezone(owner.zone).date())
    if not spoken.words and not kind:
        raise NothingSaid
    kind = kind or heard_in(spoken.words).kind
    return record_moment(
        owner=owner,
        person=person,
        direction=direction or direction_in(spoken.words, kind),
        kind=kind,
        at=moment_of(spoken, now=now, zone=owner.zone),
        words="" if spoken.words.casefold() in KINDS[kind].words else spoken.words,
    )


def moment_for(*, owner: Owner, moment_id: int) -> Moment:
    """The moment with its person, where it is the owner's, else NotFound."""
    moment = Moment.objects.visible_to(owner).select_related("person").filter(pk=moment_id).first()
    if moment is None:
        raise NotFound
    return moment


@transaction.atomic
def change_moment(*, owner: Owner, moment_id: int, at: datetime, kind: str, direction: str, words: str) -> Moment:
    """Other words, another day, kind or direction for the same moment."""
    moment = moment_for(owner=owner, moment_id=moment_id)
    take_moments([moment.pk])
    moment.at, moment.kind, moment.direction, moment.words = at, kind, direction, words
    moment.save(update_fields=["at", "kind", "direction", "words"])
    put_moments([moment])
    hear_anew([moment.person_id])
    return moment


@transaction.atomic
def remove_moment(*, owner: Owner, moment_id: int) -> Person:
    """Takes it out of the history; whose it was."""
    moment = moment_for(owner=owner, moment_id=moment_id)
    take_moments([moment.pk])
    moment.delete()
    hear_anew([moment.person_id])
    return moment.person
