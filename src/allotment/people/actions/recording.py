"""How every area tells that something happened between owner and person."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, OuterRef, Q, Subquery

from allotment.core.models import Owner
from allotment.people.models import Moment, Person
from allotment.people.searchable.moments import put_moments, take_moments


def record_moment(
    *,
    owner: Owner,
    person: Person,
    direction: str,
    kind: str,
    at: datetime,
    words: str = "",
    link: str = "",
    key: int | None = None,
) -> Moment:
    """Something happened between owner and person. Told twice under one `key` it is one moment, the first."""
    values = {"owner": owner, "direction": direction, "kind": kind[:20], "at": at, "words": words, "link": link[:2000]}
    if key is None:
        moment, is_new = Moment.objects.create(person=person, **values), True
    else:
        moment, is_new = Moment.objects.get_or_create(person=person, key=key, defaults=values)
    if is_new:
        earlier = Q(heard_at=None) | Q(heard_at__lt=at)
        Person.objects.filter(earlier, pk=person.pk).update(heard_at=at)
        put_moments([moment])
    return moment


def hear_anew(people: Iterable[int]) -> None:
    """Tells of these people anew when something last happened: after moments were changed, moved or taken away."""
    last = Moment.objects.filter(person=OuterRef("pk")).order_by().values("person").annotate(last=Max("at"))
    Person.objects.filter(pk__in=list(people)).update(heard_at=Subquery(last.values("last")))


def take_back_moment(*, owner: Owner, person_id: int, key: int) -> None:
    """What was told under this key has turned out not to be so."""
    for moment in Moment.objects.visible_to(owner).filter(person_id=person_id, key=key):
        take_moments([moment.pk])
        moment.delete()
        hear_anew([person_id])
