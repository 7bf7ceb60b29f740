"""The text of a page that was kept, found again when the page is gone."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from allotment.core.chores import Leased
from allotment.core.models import Picture
from allotment.sense.models.resource import Resource


class CopyQuerySet(models.QuerySet["Copy"]):
    def due(self, now: datetime) -> "CopyQuerySet":
        return self.filter(due_at__lte=now).order_by("due_at")


class Copy(Leased):
    """What could be read at a link's address. A look that brings nothing leaves what an earlier one brought."""

    resource = models.OneToOneField(Resource, models.CASCADE, primary_key=True, related_name="copy")
    due_at = models.DateTimeField(null=True)
    """When to look; None when nothing is left to be done."""
    failures = models.PositiveSmallIntegerField(default=0)
    error_code = models.CharField(max_length=20, blank=True)
    error_message = models.TextField(blank=True)
    copied_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=12, blank=True)
    minutes = models.PositiveSmallIntegerField(default=1)
    packed_html = models.BinaryField(default=b"")
    """Cleaned when it came in, packed as posts are."""
    text = models.TextField(blank=True)

    objects = CopyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="copy_due", condition=Q(due_at__isnull=False))]


class CopiedPicture(models.Model):
    """A picture of the page, drawn anew and kept here."""

    copy = models.ForeignKey(Copy, models.CASCADE, related_name="pictures", db_index=False)
    address = models.CharField(max_length=2000)
    picture = models.OneToOneField(Picture, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["copy", "address"], name="picture_copied_once")]
