"""What the owner holds to be so from experience, and how others see it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allotment.core.editing import Versioned
from allotment.core.models import Owner
from allotment.people.models import Person
from allotment.sense.naming import beginning_of


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, owner: Owner) -> "ClaimQuerySet":
        return self.filter(owner=owner)


class Claim(Versioned):
    """“In my experience …”, and what the owner thinks of it by now."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.CharField(max_length=500)
    what_i_think = models.TextField(blank=True)
    made_at = models.DateTimeField()
    tended_at = models.DateTimeField()

    objects = ClaimQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "-tended_at", "-id"], name="claim_by_tending")]

    def __str__(self) -> str:
        return beginning_of(self.text)


class ClaimVersion(models.Model):
    """The words of a claim as they were written at one time; the newest are those that stand."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="versions")
    text = models.CharField(max_length=500)
    what_i_think = models.TextField(blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return beginning_of(self.text)


class View(models.Model):
    """How somebody else sees a claim."""

    class Stance(models.TextChoices):
        AGREE = "agree", _("agrees")
        DIFFER = "differ", _("differs")
        DEPENDS = "depends", _("says it depends")

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="views")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    """As it was written; it stays where the person goes. Empty where it does not matter who."""
    stance = models.CharField(max_length=7, choices=Stance)
    why = models.TextField(blank=True)
    context = models.TextField(blank=True)
    """Where they come from with it: their work, their place, their time."""
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.get_stance_display()}".strip()
