"""How well they know each other, since when."""

from django.conf import settings
from django.db import models

from allotment.people.models.person import Person


class Depth(models.Model):
    """From this day on they knew each other so well; the last one counts."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="depths")
    depth = models.PositiveSmallIntegerField(null=True)
    """None from the day on which the owner no longer said."""
    since = models.DateField()

    class Meta:
        ordering = ["-since"]
        constraints = [models.UniqueConstraint(fields=["person", "since"], name="depth_once_a_day")]

    def __str__(self) -> str:
        return f"{self.depth} since {self.since}"
