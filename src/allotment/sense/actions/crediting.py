"""Naming those one learned from, thought with, or took as an example."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Final

from allotment.core.ids import key64
from allotment.core.models import Owner
from allotment.core.paths import path_to
from allotment.people.actions import add_person, record_moment, sort_key, take_back_moment
from allotment.people.models import Moment, Person
from allotment.sense.models import Credit, Reflection, Resource
from allotment.sense.naming import title_of

type Owing = Reflection | Resource

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


def credit(*, owner: Owner, of: Owing, names: Mapping[str, Iterable[str]], now: datetime) -> None:
    """It owes to these people, and to nobody else; each credit is a moment with them."""
    known = {(each.person_id, each.kind): each for each in of.credits.all()}
    everybody = [name for each in names.values() for name in each]
    people = people_called(owner=owner, names=everybody, now=now, rather={person for person, _kind in known})
    wanted = {
        (people[key].pk, str(kind)): people[key]
        for kind, some in names.items()
        for name in some
        if (key := sort_key(" ".join(name.split())[:200])) in people
    }
    for pair in known.keys() - wanted.keys():
        take_back_credit(owner=owner, of=of, credit=known[pair])
    for person_id, kind in wanted.keys() - known.keys():
        of.credits.create(person_id=person_id, kind=kind)
        direction, told_as = TOLD_AS[kind]
        record_moment(
            owner=owner,
            person=wanted[person_id, kind],
            direction=direction,
            kind=told_as,
            at=now,
            words=_words_of(of),
            link=path_to(_name_of(of), of.pk),
            key=_key(of, kind),
        )


def take_back_credit(*, owner: Owner, of: Owing, credit: Credit) -> None:
    """Nothing is owed to them any more, and the moment did not happen."""
    credit.delete()
    take_back_moment(owner=owner, person_id=credit.person_id, key=_key(of, credit.kind))


def _name_of(of: Owing) -> str:
    """Of what kind it is, and how its page is called."""
    return "reflection" if isinstance(of, Reflection) else "resource"


def _words_of(of: Owing) -> str:
    return str(of) if isinstance(of, Reflection) else title_of(of.title, of.words, of.address)


def _key(of: Owing, kind: str) -> int:
    return key64("credit", _name_of(of), of.pk, kind)
