"""From whom, with whom, after whose example."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from allotment.people.models import Person
from allotment.sense.models.constraints import exactly_one
from allotment.sense.models.reflection import Reflection
from allotment.sense.models.resource import Resource


class Credit(models.Model):
    """A reflection, or something that was kept, owes something to a person."""

    class Kind(models.TextChoices):
        FROM = "from", _("learned from")
        WITH = "with", _("thought with")
        ROLE = "role", _("after the example of")

    reflection = models.ForeignKey(Reflection, models.CASCADE, null=True, related_name="credits")
    resource = models.ForeignKey(Resource, models.CASCADE, null=True, related_name="credits")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=4, choices=Kind)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reflection", "person", "kind"], name="credit_once_per_reflection"),
            models.UniqueConstraint(fields=["resource", "person", "kind"], name="credit_once_per_resource"),
            models.CheckConstraint(condition=exactly_one("reflection", "resource"), name="credit_of_exactly_one"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.person}"
