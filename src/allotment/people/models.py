"""The people an owner learns from or with, where they are found, and what happened between them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allotment.core.models import Owner


class Field(models.Model):
    """A field of work or life, in the owner's own words: evaluation, gardening, jazz."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="field_once_per_owner")]

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, owner: Owner) -> "PersonQuerySet":
        return self.filter(owner=owner)

    def in_network(self) -> "PersonQuerySet":
        return self.filter(state=Person.State.NETWORK)

    def candidates(self) -> "PersonQuerySet":
        return self.filter(state=Person.State.CANDIDATE)


class Person(models.Model):
    """Someone the owner learns from or with, or a candidate for that until the owner says so."""

    class State(models.TextChoices):
        CANDIDATE = "candidate", _("perhaps")
        NETWORK = "network", _("in my network")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    sort_key = models.CharField(max_length=200, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.CANDIDATE)
    headline = models.CharField(max_length=500, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=12, blank=True)
    avatar_address = models.URLField(max_length=2000, blank=True)
    fields = models.ManyToManyField(Field, blank=True, related_name="people")
    added_at = models.DateTimeField()

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name")]
        indexes = [models.Index(fields=["owner", "state", "sort_key", "id"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name


class Profile(models.Model):
    """One address of a person: website, feed, Mastodon, Bluesky, …"""

    person = models.ForeignKey(Person, models.CASCADE, related_name="profiles")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    address = models.CharField(max_length=2000)
    address_key = models.BigIntegerField()
    handle = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["owner", "address_key"], name="profile_once_per_owner")]

    def __str__(self) -> str:
        return self.handle or self.address


class MomentQuerySet(models.QuerySet["Moment"]):
    def visible_to(self, owner: Owner) -> "MomentQuerySet":
        return self.filter(owner=owner)


class Moment(models.Model):
    """One thing that happened between owner and person, whatever area it came from."""

    class Direction(models.TextChoices):
        FROM = "from", _("from them")
        TO = "to", _("to them")
        WITH = "with", _("with them")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="moments")
    direction = models.CharField(max_length=4, choices=Direction)
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    words = models.TextField(blank=True)
    link = models.CharField(max_length=2000, blank=True)
    key = models.BigIntegerField(null=True)
    """What makes it the same moment when it is told twice; None where telling twice means twice."""

    objects = MomentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="moment_told_once")]
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="moment_of_person"),
            models.Index(fields=["owner", "-at"], name="moment_of_owner"),
        ]

    def __str__(self) -> str:
        return self.words or self.kind
