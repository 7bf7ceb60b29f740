"""A stream that is fetched once for everybody."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from allotment.core.chores import Leased


class SourceQuerySet(models.QuerySet["Source"]):
    def due(self, now: datetime) -> "SourceQuerySet":
        """Those to be looked at by `now`, longest waiting first."""
        return self.filter(next_look_at__lte=now).order_by("next_look_at")


class Source(Leased):
    """A feed, whatever network it comes from, with what is needed to look again politely."""

    class State(models.TextChoices):
        ACTIVE = "active", _("looked at regularly")
        RESTING = "resting", _("resting after a month without an answer")
        GONE = "gone", _("gone for good")

    kind = models.CharField(max_length=20)
    """feed, mastodon, tag, bluesky, youtube, github, podcast, …: the names of `networks.addresses`."""
    address = models.CharField(max_length=2000)
    address_key = models.BigIntegerField(unique=True)
    title = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    site_address = models.CharField(max_length=2000, blank=True)
    image_address = models.CharField(max_length=2000, blank=True)
    language = models.CharField(max_length=12, blank=True)

    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    body_hash = models.BigIntegerField(null=True)

    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    next_look_at = models.DateTimeField(null=True)
    """None: no more looks, because it is gone or nobody follows it."""
    looked_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    error_code = models.CharField(max_length=20, blank=True)
    error_message = models.TextField(blank=True)
    moved_to = models.CharField(max_length=2000, blank=True)
    moved_times = models.PositiveSmallIntegerField(default=0)

    newest_post_at = models.DateTimeField(null=True)
    posts_per_month = models.FloatField(null=True)
    """How often it writes, from the posts seen so far; None until the first look."""
    ttl_minutes = models.PositiveSmallIntegerField(default=0)
    """How long the feed asks to be left alone after a look (RSS `<ttl>`)."""
    skip_hours = models.PositiveIntegerField(default=0)
    """The hours (GMT) it asks not to be looked at; bit n is hour n (RSS `<skipHours>`)."""

    hub = models.CharField(max_length=2000, blank=True)
    hub_topic = models.CharField(max_length=2000, blank=True)
    hub_secret = models.CharField(max_length=64, blank=True)
    hub_due_at = models.DateTimeField(null=True)
    hub_until = models.DateTimeField(null=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["next_look_at"], name="source_due", condition=models.Q(next_look_at__isnull=False)),
            models.Index(fields=["hub_due_at"], name="source_hub_due", condition=models.Q(hub_due_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title or self.address
