"""The ground floor's rows."""

from django.db import models

from allotment.core.accounts.models import Claim, Owner, Session

__all__ = ["Beat", "Claim", "Owner", "Session"]


class Beat(models.Model):
    """When a worker was last seen, by chore, so that `allotment doctor` can say whether work gets done."""

    chore = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()
    took_seconds = models.FloatField(default=0)
    rows = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.chore
