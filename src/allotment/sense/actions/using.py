"""Telling whether something was of use, and whether anything is to come back at all."""

from datetime import datetime

from django.db import transaction

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.sense.models import Quiet, Reflection, Resource, Use
from allotment.sense.returning import ThingKind


@transaction.atomic
def tell_use(*, owner: Owner, kind: ThingKind, thing_id: int, outcome: str, words: str, now: datetime) -> Use:
    """What became of it, by now. Told twice in a day, the second word counts."""
    _lock(owner, kind, thing_id)
    today = owner.start_of(owner.day(now))
    told = Use.objects.visible_to(owner).filter(told_at__gte=today, **{kind: thing_id}).first()
    use = told or Use(owner=owner, **{f"{kind}_id": thing_id})
    use.outcome, use.words, use.told_at = outcome, " ".join(words.split()), now
    use.save()
    return use


def _lock(owner: Owner, kind: ThingKind, thing_id: int) -> None:
    """Of two who tell at once, one waits for the other."""
    model = Reflection if kind == "reflection" else Resource
    if not model.objects.filter(owner=owner, pk=thing_id).select_for_update().values_list("pk").first():
        raise NotFound


@transaction.atomic
def let_things_return(*, owner: Owner, wanted: bool) -> None:
    """Whether anything comes back on Today."""
    if wanted:
        Quiet.objects.filter(owner=owner).delete()
    else:
        Quiet.objects.get_or_create(owner=owner)
