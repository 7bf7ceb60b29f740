"""Who is meant by a name, or by a name and a number: “Ada”, “#12”, “Ada #12”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from allotment.core.converters import MOST_DIGITS
from allotment.core.errors import AllotmentError, NotFound
from allotment.core.models import Owner
from allotment.people.models import Person
from allotment.people.sorting import sort_key

MOST: Final = 10
_NUMBERED: Final = re.compile(rf".*#(\d{{1,{MOST_DIGITS}}})", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody who may be meant."""

    id: int
    name: str


class SeveralPeople(AllotmentError):
    """More than one goes by that name."""

    code = "several_people"
    status = 409

    def __init__(self, found: Sequence[Called]) -> None:
        told = ", ".join(f"{one.name} #{one.id}" for one in found)
        super().__init__(_("Several people go by that name. Say which, with the number: %(told)s.") % {"told": told})


def people_called(*, owner: Owner, called: str) -> list[Called]:
    """All who go by exactly that name, accents and case aside; the one whom a number names, if one does. One query."""
    people = Person.objects.visible_to(owner)
    if numbered := _NUMBERED.fullmatch(called.strip()):
        people = people.filter(pk=int(numbered[1]))
    else:
        people = people.filter(sort_key=sort_key(" ".join(called.split())))
    return [Called(*row) for row in people.order_by("-state", "pk").values_list("pk", "name")[:MOST]]


def person_called(*, owner: Owner, called: str) -> int:
    """The id of the one who is meant; raises NotFound or SeveralPeople. A bare number is one, too."""
    text = f"#{called}" if called.isascii() and called.isdigit() else called
    found = people_called(owner=owner, called=text)
    if not found:
        raise NotFound(_("There is nobody called “%(name)s” among your people.") % {"name": called[:80]})
    if len(found) > 1:
        raise SeveralPeople(found)
    return found[0].id
