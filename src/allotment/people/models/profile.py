"""Where a person is found."""

from typing import Final

from django.conf import settings
from django.db import models

from allotment.people.models.person import Person

DIRECT: Final = ("email", "telephone")
"""Kinds of addresses that are `mailto:` and `tel:`, and no pages."""


class ProfileQuerySet(models.QuerySet["Profile"]):
    def on_the_web(self) -> "ProfileQuerySet":
        return self.exclude(kind__in=DIRECT)


class Profile(models.Model):
    """One address of a person: website, feed, Mastodon, Bluesky, e-mail, …"""

    person = models.ForeignKey(Person, models.CASCADE, related_name="profiles")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    address = models.CharField(max_length=2000)
    address_key = models.BigIntegerField()
    handle = models.CharField(max_length=300, blank=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["owner", "address_key"], name="profile_once_per_owner")]

    def __str__(self) -> str:
        return self.handle or self.address

    @property
    def is_direct(self) -> bool:
        return self.kind in DIRECT
