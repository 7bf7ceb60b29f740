"""Whether something was of use, and who does not want to be asked."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allotment.core.models import Owner
from allotment.sense.models.constraints import exactly_one
from allotment.sense.models.reflection import Reflection
from allotment.sense.models.resource import Resource


class UseQuerySet(models.QuerySet["Use"]):
    def visible_to(self, owner: Owner) -> "UseQuerySet":
        return self.filter(owner=owner)


class Use(models.Model):
    """What became of a reflection or of something kept, as its owner says one day, in a word and a line."""

    class Outcome(models.TextChoices):
        USED = "used", _("used")
        NOT_YET = "not-yet", _("not yet")
        NO_LONGER = "no-longer", _("no longer relevant")
        IN_VAIN = "in-vain", _("tried, didn't work")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    reflection = models.ForeignKey(Reflection, models.CASCADE, null=True, related_name="uses", db_index=False)
    resource = models.ForeignKey(Resource, models.CASCADE, null=True, related_name="uses", db_index=False)
    outcome = models.CharField(max_length=9, choices=Outcome)
    words = models.CharField(max_length=500, blank=True)
    told_at = models.DateTimeField()

    objects = UseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=exactly_one("reflection", "resource"), name="use_of_exactly_one")
        ]
        indexes = [
            models.Index(fields=["reflection", "-told_at"], name="use_of_reflection"),
            models.Index(fields=["resource", "-told_at"], name="use_of_resource"),
        ]

    def __str__(self) -> str:
        return str(self.get_outcome_display())


class Quiet(models.Model):
    """There is one for an owner who wants nothing to come back on Today."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return str(self.owner)
