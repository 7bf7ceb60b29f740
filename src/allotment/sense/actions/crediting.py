"""Naming those one learned from, thought with, or took as an example."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Final

from allotment.core.ids import key64
from allotment.core.models import Owner
from allotment.core.paths import path_to
from allotment.people.actions import add_person, record_moment, sort_key, take_back_moment
from allotment.people.models import Moment, Person
from allotment.sense.models import Credit, Reflection

TOLD_AS: Final[dict[str, tuple[str, str]]] = {
    Credit.Kind.FROM: (Moment.Direction.FROM, "learned"),
    Credit.Kind.WITH: (Moment.Direction.WITH, "thought"),
    Credit.Kind.ROLE: (Moment.Direction.FROM, "example"),
}
"""Direction and kind of the moment that a credit is."""


def people_called(
    *, owner: Owner, names: Iterable[str], now: datetime, rather: Collection[int] = ()
) -> dict[str, Person]:
    """The owner's people by these names; who is new becomes a candidate. Of several with one name: those of `rather`,
    then those in the network, then the first."""
    wanted = {sort_key(name): name for raw in names if (name := " ".join(raw.split())[:200])}
    found: dict[str, Person] = {}
    people = Person.objects.visible_to(owner).filter(sort_key__in=wanted)
    for person in sorted(people, key=lambda each: (each.pk not in rather, each.state != Person.State.NETWORK, each.pk)):
        found.setdefault(person.sort_key, person)
    for key, name in wanted.items():
        if key not in found:
            found[key] = add_person(owner=owner, name=name, now=now)
    return found


def credit(*, owner: Owner, reflection: Reflection, names: Mapping[str, Iterable[str]], now: datetime) -> None:
    """The reflection owes to these people, and to nobody else; each credit is a moment with them."""
    known = {(each.person_id, each.kind): each for each in reflection.credits.all()}
    everybody = [name for each in names.values() for name in each]
    people = people_called(owner=owner, names=everybody, now=now, rather={person for person, _kind in known})
    wanted = {
        (people[key].pk, str(kind)): people[key]
        for kind, some in names.items()
        for name in some
        if (key := sort_key(" ".join(name.split())[:200])) in people
    }
    for pair in known.keys() - wanted.keys():
        known[pair].delete()
        take_back_moment(owner=owner, person_id=pair[0], key=_key(reflection, pair[1]))
    for person_id, kind in wanted.keys() - known.keys():
        Credit.objects.create(reflection=reflection, person_id=person_id, kind=kind)
        direction, told_as = TOLD_AS[kind]
        record_moment(
            owner=owner,
            person=wanted[person_id, kind],
            direction=direction,
            kind=told_as,
            at=now,
            words=str(reflection),
            link=path_to("reflection", reflection.pk),
            key=_key(reflection, kind),
        )


def _key(reflection: Reflection, kind: str) -> int:
    return key64("credit", "reflection", reflection.pk, kind)
