"""The ground floor's rows."""

from datetime import datetime

from django.db import models

from allotment.core.accounts.models import Claim, Owner, Session
from allotment.core.chores import Leased

__all__ = ["Beat", "Claim", "Owner", "Session", "Upkeep"]


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
