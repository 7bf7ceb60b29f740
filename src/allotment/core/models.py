"""The ground floor's rows."""

from datetime import datetime

from django.conf import settings
from django.db import models

from allotment.core.accounts.models import Claim, Owner, Session
from allotment.core.chores import Leased

__all__ = ["Beat", "Claim", "Owner", "Picture", "PictureBody", "Session", "Token", "Upkeep"]


class Beat(models.Model):
    """When a worker was last seen, by chore, so that `allotment doctor` can say whether work gets done."""

    chore = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()
    took_seconds = models.FloatField(default=0)
    rows = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.chore


class UpkeepQuerySet(models.QuerySet["Upkeep"]):
    def due(self, now: datetime) -> "UpkeepQuerySet":
        return self.filter(due_at__lte=now).order_by("due_at")


class Upkeep(Leased):
    """Something the house does for itself now and then."""

    name = models.CharField(max_length=40, unique=True)
    due_at = models.DateTimeField()

    objects = UpkeepQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Token(models.Model):
    """By which a program may keep things in an owner's name, until the owner takes it back."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_on = models.DateField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name


class PictureQuerySet(models.QuerySet["Picture"]):
    def visible_to(self, owner: Owner) -> "PictureQuerySet":
        return self.filter(owner=owner)


class Picture(models.Model):
    """A picture of an owner's, as `core/pictures.py` drew it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    digest = models.CharField(max_length=64)
    """SHA-256 of the file it was drawn from, to know it again when it is handed in twice."""
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(max_length=1000, blank=True)
    made_at = models.DateTimeField()

    objects = PictureQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "digest"], name="picture_of_owner")]

    def __str__(self) -> str:
        return self.alt


class PictureBody(models.Model):
    """A picture's file in one size, apart from what is said about it."""

    class Size(models.TextChoices):
        WHOLE = "whole"
        SMALL = "small"

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="bodies", db_index=False)
    size = models.CharField(max_length=5, choices=Size)
    body = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["picture", "size"], name="picture_body_once")]
