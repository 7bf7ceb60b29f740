"""`[[Links]]` between reflections."""

from django.db import models

from allotment.core.markdown import LONGEST_NAME
from allotment.sense.models.reflection import Reflection


class Named(models.Model):
    """A `[[name]]` in a reflection, and the reflection it leads to once there is one. It goes on leading there when
    that one gets another title."""

    reflection = models.ForeignKey(Reflection, models.CASCADE, related_name="names")
    key = models.CharField(max_length=LONGEST_NAME)
    """`core.markdown.name_key` of the name."""
    to = models.ForeignKey(Reflection, models.SET_NULL, null=True, related_name="named_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reflection", "key"], name="name_once_per_reflection")]

    def __str__(self) -> str:
        return self.key
