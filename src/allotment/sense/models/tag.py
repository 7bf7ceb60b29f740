"""Words under which things are kept."""

from django.conf import settings
from django.db import models

from allotment.core.models import Owner


class TagQuerySet(models.QuerySet["Tag"]):
    def visible_to(self, owner: Owner) -> "TagQuerySet":
        return self.filter(owner=owner)


class Tag(models.Model):
    """A word of the owner's, as first written; capitals and accents make no other one of it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    key = models.CharField(max_length=60)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="tag_once_per_owner")]

    def __str__(self) -> str:
        return self.name
