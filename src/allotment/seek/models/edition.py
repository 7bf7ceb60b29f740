"""One day's finite selection, stored as it was, so that a past day can be read again."""

from datetime import datetime

from django.conf import settings
from django.db import models

from allotment.core.chores import Leased
from allotment.core.models import Owner
from allotment.people.models import Person
from allotment.seek.models.post import Post
from allotment.seek.models.question import Question


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, owner: Owner) -> "EditionQuerySet":
        return self.filter(owner=owner)

    def to_be_mailed(self, now: datetime) -> "EditionQuerySet":
        return self.filter(mail_due_at__lte=now).order_by("mail_due_at")


class Edition(Leased):
    """What was chosen for one owner and one of their days."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    date = models.DateField()
    ration_minutes = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    back_from_pause = models.BooleanField(default=False)
    mail_due_at = models.DateTimeField(null=True)
    mail_started_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "date"], name="edition_once_a_day")]
        indexes = [
            models.Index(fields=["mail_due_at"], name="edition_mail_due", condition=models.Q(mail_due_at__isnull=False))
        ]

    def __str__(self) -> str:
        return f"{self.date}"


class EditionItem(models.Model):
    """One post of an edition, with its reasons in words."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    post = models.ForeignKey(Post, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    question = models.ForeignKey(Question, models.SET_NULL, null=True, related_name="+")
    """The learning question that is among its reasons."""
    also = models.ManyToManyField(Person, related_name="+")
    """Others of the owner's people who share or link it."""
    outsider = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)
    """[{"kind", "text"}]"""

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="item_in_its_place"),
            models.UniqueConstraint(fields=["edition", "post"], name="item_once"),
        ]
