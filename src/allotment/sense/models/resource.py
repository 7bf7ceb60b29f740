"""Something that was kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allotment.core.editing import Versioned
from allotment.core.models import Owner, Picture
from allotment.seek.models import Post, Question
from allotment.sense.models.tag import Tag


class ResourceQuerySet(models.QuerySet["Resource"]):
    def visible_to(self, owner: Owner) -> "ResourceQuerySet":
        return self.filter(owner=owner)

    def kept(self) -> "ResourceQuerySet":
        return self.exclude(state=Resource.State.LET_GO)


class Resource(Versioned):
    """Something an owner kept: a post, a link, a photo of something drawn, or a thought.

    Last kept first is the order of the ids. What stands in `title` and `address` of a post is its own as it was when
    it was kept, so that it can be told when the post is gone.
    """

    class Kind(models.TextChoices):
        POST = "post", _("a piece")
        LINK = "link", _("a link")
        PHOTO = "photo", _("a photo")
        THOUGHT = "thought", _("a thought")

    class State(models.TextChoices):
        KEPT = "kept", _("kept")
        SENSED = "sensed", _("in my own words")
        LET_GO = "let-go", _("let go")

    class Benefit(models.TextChoices):
        """What a network brings, in the words of the practice this is built on (docs/why.md)."""

        NEW = "new", _("new information")
        EXCHANGE = "exchange", _("an exchange of ideas")
        RESOURCE = "resource", _("a resource")
        TEST = "test", _("a test of my experience")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.KEPT)
    title = models.CharField(max_length=500, blank=True)
    address = models.CharField(max_length=2000, blank=True)
    address_key = models.BigIntegerField(null=True)
    """`networks.addresses.url_key` of a link's address; None for everything else."""
    words = models.TextField(blank=True)
    """Why it was kept; of a thought, the thought."""
    post = models.ForeignKey(Post, models.SET_NULL, null=True, related_name="+")
    picture = models.OneToOneField(Picture, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    tags = models.ManyToManyField(Tag, blank=True, related_name="resources")
    questions = models.ManyToManyField(Question, blank=True, related_name="+")
    benefits = models.JSONField(default=list)
    """Values of Benefit, in its order."""

    objects = ResourceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "post"], name="post_kept_once"),
            models.UniqueConstraint(fields=["owner", "address_key"], name="link_kept_once"),
            models.CheckConstraint(
                condition=Q(kind="link", address_key__isnull=False) | (~Q(kind="link") & Q(address_key__isnull=True)),
                name="links_have_addresses",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-id"], name="resource_of_owner"),
            models.Index(fields=["owner", "-at", "-id"], name="resource_by_time"),
            models.Index(fields=["owner", "state", "-id"], name="resource_by_state"),
        ]

    @property
    def alt(self) -> str:
        """What is on the photo, where it is one."""
        return self.picture.alt if self.picture else ""

    def __str__(self) -> str:
        return self.title or self.words or self.address
