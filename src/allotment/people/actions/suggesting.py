"""The suggestions of a week: made once, answered one by one. Nothing is sent."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from allotment.core.errors import NotFound
from allotment.core.ids import key64
from allotment.core.models import Owner
from allotment.people.actions.recording import record_moment
from allotment.people.gathering import ties_of
from allotment.people.kinds import FROM, TO
from allotment.people.knowing import RESTS
from allotment.people.models import Moment, Person, Suggestion, Tending
from allotment.people.suggesting import Suggested, Tie, suggested, week_of

SNOOZE = timedelta(weeks=4)
LONGEST_ABOUT = 120


def tending_of(owner: Owner) -> Tending:
    """What the owner wants to be shown; as it comes where nothing was chosen. One query."""
    return Tending.objects.filter(owner=owner).first() or Tending(owner=owner)


def suggest(*, owner: Owner, now: datetime) -> None:
    """Makes this week's suggestions where they are not there yet: one query, and some eight once a week. On a day
    away none are made, so that nothing piles up."""
    today = owner.day(now)
    tending = tending_of(owner)
    if not tending.suggestions or tending.suggested_week == week_of(today) or owner.is_paused(today):
        return
    ties = {tie.person_id: tie for tie in ties_of(owner=owner, now=now)}
    found = suggested(ties.values(), today=today, notes_uneven=tending.reciprocity)
    with transaction.atomic():
        Tending.objects.update_or_create(owner=owner, defaults={"suggested_week": week_of(today)})
        rows = [_row(owner, today, place, each, ties[each.person_id]) for place, each in enumerate(found)]
        Suggestion.objects.bulk_create(rows, ignore_conflicts=True)


def _row(owner: Owner, today: date, place: int, found: Suggested, tie: Tie) -> Suggestion:
    return Suggestion(
        owner=owner,
        person_id=found.person_id,
        week=week_of(today),
        made_on=today,
        position=place,
        step=found.step,
        why=found.why,
        reason=_reason(found, tie),
        heard_at=tie.heard_at,
    )


def _reason(found: Suggested, tie: Tie) -> dict[str, Any]:
    about = Moment.objects.filter(person=found.person_id, direction=FROM).exclude(words="").order_by("-at", "-id")
    since = tie.received_since
    return {
        "count": tie.received,
        "since": since.isoformat() if since else "",
        "about": (about.values_list("words", flat=True).first() or "")[:LONGEST_ABOUT],
    }


@transaction.atomic
def answer_suggestion(*, owner: Owner, suggestion_id: int, state: str, now: datetime) -> Suggestion:
    """Done: the step is a moment. Not now: nothing about them for four weeks. Let rest: nothing until their rhythm is
    chosen anew. A second answer changes nothing."""
    found = Suggestion.objects.visible_to(owner).select_for_update().filter(pk=suggestion_id).first()
    if found is None:
        raise NotFound
    if found.state != Suggestion.State.OPEN:
        return found
    found.state = state
    found.save(update_fields=["state"])
    person = Person.objects.filter(pk=found.person_id)
    if state == Suggestion.State.DONE:
        key = key64("suggested", found.pk)
        record_moment(owner=owner, person=person.get(), direction=TO, kind=found.step, at=now, key=key)
    elif state == Suggestion.State.LATER:
        person.update(quiet_until=owner.day(now) + SNOOZE)
    else:
        person.update(rhythm_weeks=RESTS)
    return found


def hush_reciprocity(*, owner: Owner) -> None:
    """No more words of what came and what went back."""
    Tending.objects.update_or_create(owner=owner, defaults={"reciprocity": False})
