"""An owner's following of a source, and what they asked to follow."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allotment.core.chores import Leased
from allotment.core.models import Owner
from allotment.people.models import Person
from allotment.seek.models.question import Question
from allotment.seek.models.source import Source


class FollowQuerySet(models.QuerySet["Follow"]):
    def visible_to(self, owner: Owner) -> "FollowQuerySet":
        return self.filter(owner=owner)

    def heard_on(self, day: date) -> "FollowQuerySet":
        """Those that are not paused on that day."""
        return self.filter(models.Q(paused_until=None) | models.Q(paused_until__lte=day))


class Follow(models.Model):
    """That one owner follows one source, why, and who stands behind it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    source = models.ForeignKey(Source, models.PROTECT, related_name="follows")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="follows")
    """None for a tag or a planet: nobody in particular stands behind it."""
    gathers = models.BooleanField(default=False)
    """A tag or a planet: the authors of its posts become candidates."""
    why = models.TextField(_("why I follow it"), blank=True)
    questions = models.ManyToManyField(Question, blank=True, related_name="follows")
    paused_until = models.DateField(_("paused until"), null=True, blank=True)
    less_until = models.DateField(null=True, blank=True)
    introduced_on = models.DateField(null=True)
    """The day it first had an item in an edition."""
    last_offered_on = models.DateField(null=True)
    added_at = models.DateTimeField()

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "source"], name="follow_once")]
        indexes = [models.Index(fields=["person"], name="follow_of_person")]

    def __str__(self) -> str:
        return f"{self.owner_id} follows {self.source_id}"


class FollowBatch(models.Model):
    """What the owner asked for in one go: a paste, or a subscription list."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()


class FollowRequestQuerySet(models.QuerySet["FollowRequest"]):
    def due(self, now: datetime) -> "FollowRequestQuerySet":
        return self.filter(due_at__lte=now).order_by("due_at", "id")


class FollowRequest(Leased):
    """One line of such a batch and what came of it."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting its turn")
        FOLLOWED = "followed", _("followed")
        ALREADY = "already", _("already there")
        FAILED = "failed", _("could not be followed")

    batch = models.ForeignKey(FollowBatch, models.CASCADE, related_name="requests")
    position = models.PositiveIntegerField()
    address = models.CharField(max_length=2000)
    title = models.CharField(max_length=300, blank=True)
    folder = models.CharField(max_length=300, blank=True)
    person_name = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    due_at = models.DateTimeField(null=True)
    follow = models.ForeignKey(Follow, models.SET_NULL, null=True, related_name="+")
    error_code = models.CharField(max_length=20, blank=True)
    error_message = models.TextField(blank=True)

    objects = FollowRequestQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="request_in_its_place")]
        indexes = [models.Index(fields=["due_at"], name="request_due", condition=models.Q(due_at__isnull=False))]
