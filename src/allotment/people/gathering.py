"""What there is to know of everybody in the network before a few are suggested: four queries, however many people."""

from collections import defaultdict
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Max, Min, Q

from allotment.core.models import Owner
from allotment.people.kinds import FROM, TO, WELCOMED
from allotment.people.knowing import RESTS
from allotment.people.models import Moment, Person, Suggestion
from allotment.people.suggesting import LADDER, PEACE, RECENT, Tie


class Lately(NamedTuple):
    """What came and went within `RECENT`."""

    received: int
    since: datetime | None
    gave_back: bool


NOTHING = Lately(0, None, gave_back=False)


def ties_of(*, owner: Owner, now: datetime) -> list[Tie]:
    """Everybody in the network who is neither let rest nor snoozed."""
    today, zone = owner.day(now), owner.zone
    people = Person.objects.visible_to(owner).in_network().filter(Q(quiet_until=None) | Q(quiet_until__lte=today))
    people = people.exclude(rhythm_weeks=RESTS).order_by()
    lately, made, suggested = _lately(owner, now), _made(owner), _suggested(owner, today)
    ties = []
    for pk, depth, weeks, heard_at in people.values_list("pk", "depth", "rhythm_weeks", "heard_at"):
        recent = lately.get(pk, NOTHING)
        ties.append(
            Tie(
                person_id=pk,
                depth=depth,
                rhythm_weeks=weeks,
                heard_at=heard_at,
                heard_on=heard_at.astimezone(zone).date() if heard_at else None,
                suggested_on=suggested.get(pk),
                received=recent.received,
                received_since=recent.since.astimezone(zone).date() if recent.since else None,
                gave_back=recent.gave_back,
                made=frozenset(made.get(pk, ())),
            )
        )
    return ties


def _lately(owner: Owner, now: datetime) -> dict[int, Lately]:
    came, went = Q(direction=FROM), ~Q(direction=FROM) & ~Q(kind=WELCOMED)
    moments = Moment.objects.visible_to(owner).filter(at__gt=now - RECENT).order_by().values("person")
    counted = moments.annotate(
        came=Count("pk", filter=came), since=Min("at", filter=came), went=Count("pk", filter=went)
    )
    rows = counted.values_list("person", "came", "since", "went")
    return {person: Lately(received, since, gave_back=bool(back)) for person, received, since, back in rows}


def _made(owner: Owner) -> dict[int, set[str]]:
    """The steps of the ladder ever made towards each."""
    steps = Moment.objects.visible_to(owner).filter(direction=TO, kind__in=LADDER).order_by()
    made = defaultdict(set)
    for person, kind in steps.values_list("person", "kind").distinct():
        made[person].add(kind)
    return made


def _suggested(owner: Owner, today: date) -> dict[int, date]:
    """When each was last suggested, as far as it matters."""
    rows = Suggestion.objects.visible_to(owner).filter(made_on__gt=today - PEACE).order_by().values("person")
    return dict(rows.annotate(last=Max("made_on")).values_list("person", "last"))
