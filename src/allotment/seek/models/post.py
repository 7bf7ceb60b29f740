"""One item of a source, and what one owner did with it."""

import brotli
from django.conf import settings
from django.db import models

from allotment.core.models import Owner
from allotment.seek.models.source import Source

QUALITY = 1
"""Half the size for three fifths of zlib's fastest; anything denser costs more than it saves."""


def pack_html(html: str) -> bytes:
    packed: bytes = brotli.compress(
        html.encode("utf-8", "surrogatepass"), mode=brotli.MODE_TEXT, quality=QUALITY, lgwin=16
    )
    return packed


def unpack_html(packed: bytes) -> str:
    html: bytes = brotli.decompress(packed) if packed else b""
    return html.decode("utf-8", "surrogatepass")


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, owner: Owner) -> "PostQuerySet":
        """Posts of the sources the owner follows, and those that were in an edition of theirs or kept."""
        return self.filter(
            models.Exists(Source.objects.filter(pk=models.OuterRef("source_id"), follows__owner=owner))
            | models.Exists(PostState.objects.filter(post_id=models.OuterRef("pk"), owner=owner))
        )

    def newest_first(self) -> "PostQuerySet":
        return self.order_by("-id")


class Post(models.Model):
    """Shared by all owners who follow its source; clean, ready to be read, and numbered by time.

    The id is chronological (`core.ids`). Markup is stored cleaned and packed; its text is taken from it again
    for an excerpt in search, so that no word is stored twice.
    """

    id = models.BigIntegerField(primary_key=True)
    source = models.ForeignKey(Source, models.CASCADE, related_name="posts", db_index=False)
    guid_key = models.BigIntegerField(unique=True)
    """Fingerprint of source and guid."""
    url_key = models.BigIntegerField(null=True)
    """`networks.addresses.url_key` of the address: the same item from two sources has the same."""
    content_hash = models.BigIntegerField()
    address = models.CharField(max_length=2000, blank=True)
    title = models.CharField(max_length=500, blank=True)
    author = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField()
    """As dated by its writer, else the moment it was first seen."""
    seen_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=12, blank=True)
    minutes = models.PositiveSmallIntegerField(default=1)
    excerpt = models.CharField(max_length=300, blank=True)
    packed_html = models.BinaryField(default=b"")
    link_keys = models.BinaryField(default=b"")
    """`url_key` of what it links to, eight bytes each, big-endian, signed."""
    in_reply_to = models.CharField(max_length=2000, blank=True)
    categories = models.JSONField(null=True)
    enclosures = models.JSONField(null=True)
    """[{"address", "media_type", "seconds"}]"""

    objects = PostQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["source", "id"], name="post_of_source"),
            models.Index(fields=["url_key"], name="post_by_url", condition=models.Q(url_key__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title or self.excerpt or self.address

    @property
    def html(self) -> str:
        return unpack_html(bytes(self.packed_html))


class PostState(models.Model):
    """What one owner did with a post: a row only for posts that were offered, kept or opened."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, related_name="states")
    offered_on = models.DateField(null=True)
    opened_at = models.DateTimeField(null=True)
    kept_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)
    more_like_at = models.DateTimeField(null=True)
    not_useful_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "post"], name="state_once")]
