"""How every area tells that something happened between owner and person."""

from datetime import datetime

from allotment.core.models import Owner
from allotment.people.models import Moment, Person


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
        return Moment.objects.create(person=person, **values)
    moment, _ = Moment.objects.get_or_create(person=person, key=key, defaults=values)
    return moment
