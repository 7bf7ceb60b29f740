"""Fields of work and life, in the owner's own words."""

from django.conf import settings
from django.db import models


class Field(models.Model):
    """A field of work or life, in the owner's own words: evaluation, gardening, jazz."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="field_once_per_owner")]

    def __str__(self) -> str:
        return self.name
