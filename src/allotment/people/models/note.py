"""What an owner writes about somebody for nobody else."""

from django.conf import settings
from django.db import models

from allotment.core.editing import Versioned
from allotment.core.models import Owner
from allotment.people.models.person import Person

LONGEST_NOTE = 50_000
"""Letters of one note."""


class PrivateNoteQuerySet(models.QuerySet["PrivateNote"]):
    def visible_to(self, owner: Owner) -> "PrivateNoteQuerySet":
        return self.filter(owner=owner)


class PrivateNote(Versioned):
    """A note about somebody, in Markdown; the database only knows it sealed (core/sealing.py)."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    person = models.OneToOneField(Person, models.CASCADE, related_name="note")
    sealed = models.TextField(blank=True)
    is_searched = models.BooleanField(default=False)
    """The owner lets the search find it: its words then stand in the index, which is not sealed."""

    objects = PrivateNoteQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.person_id)
