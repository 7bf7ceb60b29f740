"""An address book that was brought in, and what came of each of its lines."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allotment.core.chores import Leased
from allotment.core.models import Owner
from allotment.people.models.person import Person


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, owner: Owner) -> "ImportQuerySet":
        return self.filter(owner=owner)

    def due(self, now: datetime) -> "ImportQuerySet":
        return self.filter(due_at__lte=now).order_by("due_at", "id")


class Import(Leased):
    """One file. Its lines are worked through in their order, and taken back from the last to the first."""

    class State(models.TextChoices):
        PREVIEW = "preview", _("looked through, nothing done yet")
        GOING = "going", _("coming in")
        DONE = "done", _("done")
        UNDOING = "undoing", _("being taken back")
        UNDONE = "undone", _("taken back")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PREVIEW)
    asked_at = models.DateTimeField()
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    """How many lines, from the first, have been worked through and not been taken back."""
    due_at = models.DateTimeField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="import_due", condition=models.Q(due_at__isnull=False))]

    def __str__(self) -> str:
        return self.name or str(self.asked_at)


class ImportLine(models.Model):
    """One card or row: what it says, what came of it, and what was written because of it."""

    class Outcome(models.TextChoices):
        ADDED = "added", _("somebody new")
        FILLED = "filled", _("known already; something was added")
        KNOWN = "known", _("known already")
        FAILED = "failed", _("could not be taken in")
        BACK = "back", _("taken back")
        STAYS = "stays", _("stays, because it was changed or used since")

    in_import = models.ForeignKey(Import, models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    record = models.JSONField()
    """A `CardRecord` without what is empty."""
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    """Until its turn has come what would come of it, if anybody wanted to know."""
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    wrote: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    """`columns` by name, `profiles` by key and `fields` by id, as far as they were written because of this line."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["in_import", "position"], name="import_line_in_its_place")]
