"""Whom it might be nice to turn to, a few a week."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allotment.core.models import Owner
from allotment.people.models.person import Person


class Tending(models.Model):
    """One row an owner: what they want to be shown of how it is between them and their people."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tending")
    suggestions = models.BooleanField(_("suggest up to three people a week, on Today"), default=True)
    reciprocity = models.BooleanField(_("say in words what came and what went back"), default=True)
    suggested_week = models.DateField(null=True, editable=False)
    """The Monday of the last week for which suggestions were made, if only to find that there are none."""

    def __str__(self) -> str:
        return f"Tending of {self.owner_id}"


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def visible_to(self, owner: Owner) -> "SuggestionQuerySet":
        return self.filter(owner=owner)

    def open(self) -> "SuggestionQuerySet":
        return self.filter(state=Suggestion.State.OPEN)


class Suggestion(models.Model):
    """One person, one week, one small step; made once, so that the week stays as it is."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("done")
        LATER = "later", _("not now")
        RESTS = "rests", _("let rest")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="suggestions")
    week = models.DateField()
    """Its Monday."""
    made_on = models.DateField()
    why = models.CharField(max_length=8)
    position = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=20)
    reason = models.JSONField(default=dict)
    """What `why` rests on: `count` and `since`, and what the words to start from may speak of, `about`."""
    heard_at = models.DateTimeField(null=True)
    """When they had last heard from each other: once that is another time, a rhythm has begun anew."""
    state = models.CharField(max_length=5, choices=State, default=State.OPEN)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-week", "position"]
        constraints = [models.UniqueConstraint(fields=["owner", "week", "person"], name="suggestion_once_a_week")]
        indexes = [models.Index(fields=["owner", "-week", "position"], name="suggestion_of_week")]

    def __str__(self) -> str:
        return f"{self.step} {self.person_id}"
