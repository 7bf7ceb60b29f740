"""What happened between owner and person."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allotment.core.models import Owner
from allotment.people.models.person import Person


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
            models.Index(fields=["owner", "kind", "-at"], name="moment_of_kind"),
            models.Index(fields=["owner", "direction", "-at"], name="moment_of_direction"),
        ]

    def __str__(self) -> str:
        return self.words or self.kind
