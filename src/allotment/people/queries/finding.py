"""Some of the people: by words, by field, by place, by what they know, and by how long ago something happened."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from allotment.people.models import Person
from allotment.people.sorting import sort_key


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is looked for; what is empty does not matter."""

    words: str = ""
    """In the name, the line, the organisation, the place or a field."""
    field: str = ""
    place: str = ""
    knows: str = ""
    quiet_since: datetime | None = None
    """Nothing happened with them from then on."""

    def __bool__(self) -> bool:
        return self != Wanted()

    def as_q(self) -> Q:
        """The same as a condition on people."""
        found = Q()
        if self.words:
            found &= Q(sort_key__contains=sort_key(self.words)) | _said_in(
                self.words, "headline", "organisation", "place"
            )
        if self.field:
            found &= _in_field(self.field)
        if self.place:
            found &= Q(place__icontains=self.place)
        if self.knows:
            found &= _said_in(self.knows, "learn_about", "role_model_for", "headline")
        if self.quiet_since is not None:
            found &= Q(heard_at=None) | Q(heard_at__lt=self.quiet_since)
        return found


def _said_in(words: str, *columns: str) -> Q:
    said = _in_field(words)
    for column in columns:
        said |= Q(**{f"{column}__icontains": words})
    return said


def _in_field(words: str) -> Q:
    return Q(pk__in=Person.fields.through.objects.filter(field__name__icontains=words).values("person_id"))
