"""Someone the owner learns from or with."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allotment.core.editing import Versioned
from allotment.core.models import Owner
from allotment.core.zones import known_zone
from allotment.people.models.field import Field
from allotment.people.roughly import is_rough_day

LONGEST = 2000
"""Letters of what an owner writes in one box about somebody; longer things are notes."""


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, owner: Owner) -> "PersonQuerySet":
        return self.filter(owner=owner)

    def in_network(self) -> "PersonQuerySet":
        return self.filter(state=Person.State.NETWORK)

    def candidates(self) -> "PersonQuerySet":
        return self.filter(state=Person.State.CANDIDATE)


class Person(Versioned):
    """Someone the owner learns from or with, or a candidate for that until the owner says so."""

    class State(models.TextChoices):
        CANDIDATE = "candidate", _("perhaps")
        NETWORK = "network", _("in my network")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    sort_key = models.CharField(max_length=200, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.CANDIDATE)
    pronouns = models.CharField(max_length=60, blank=True)
    headline = models.CharField(max_length=500, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True)
    time_zone = models.CharField(max_length=64, blank=True, validators=[known_zone])
    languages = models.CharField(max_length=200, blank=True)
    """What they speak, in the owner's words; `language` is the one they write in, as their site says."""
    language = models.CharField(max_length=12, blank=True)
    avatar_address = models.URLField(max_length=2000, blank=True)
    channel = models.CharField(max_length=120, blank=True)
    """How they like to be reached."""
    met_words = models.TextField(max_length=LONGEST, blank=True)
    met_on = models.CharField(max_length=10, blank=True, validators=[is_rough_day])
    """As far as it is known: 2019, 2019-05 or 2019-05-12."""
    introduced_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    learn_about = models.TextField(max_length=LONGEST, blank=True)
    curious_about = models.TextField(max_length=LONGEST, blank=True)
    role_model_for = models.TextField(max_length=LONGEST, blank=True)
    fields = models.ManyToManyField(Field, blank=True, related_name="people")
    added_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True, editable=False)
    """When something last happened between them, in whatever direction; kept with every moment."""
    depth = models.PositiveSmallIntegerField(null=True, editable=False, validators=[MaxValueValidator(5)])
    """How well they know each other, from 0 to 5; None where the owner does not say. `Depth` has its history."""
    rhythm_weeks = models.PositiveSmallIntegerField(null=True, editable=False)
    """After so many weeks it is nice to hear from each other; 0 lets it rest, None goes by the depth."""
    quiet_until = models.DateField(null=True, editable=False)
    """Nothing is suggested about them before that day."""

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name")]
        indexes = [models.Index(fields=["owner", "state", "sort_key", "id"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name
