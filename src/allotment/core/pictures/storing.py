"""Pictures as rows: in, described, out."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from allotment.core.errors import NotFound
from allotment.core.models import Owner, Picture, PictureBody
from allotment.core.pictures.limits import LONGEST_ALT


@transaction.atomic
def store_picture(*, owner: Owner, body: bytes, now: datetime, alt: str = "") -> Picture:
    """The picture in `body`, drawn anew. Raises NotAPicture."""
    from allotment.core.pictures.drawing import drawn

    seen = drawn(body)
    picture = Picture.objects.create(
        owner=owner,
        digest=digest_of(body),
        width=seen.width,
        height=seen.height,
        alt=alt[:LONGEST_ALT],
        made_at=now,
    )
    for size, written in ((PictureBody.Size.WHOLE, seen.whole), (PictureBody.Size.SMALL, seen.small)):
        PictureBody.objects.create(picture=picture, size=size, body=written)
    return picture


def digest_of(body: bytes) -> str:
    """By which a file that was handed in before is known."""
    return sha256(body).hexdigest()


def describe_picture(*, owner: Owner, picture_id: int, alt: str) -> None:
    """What somebody would hear who cannot see it."""
    Picture.objects.visible_to(owner).filter(pk=picture_id).update(alt=alt[:LONGEST_ALT])


def body_of(*, owner: Owner, picture_id: int, size: str) -> bytes:
    """Its file as WebP; NotFound where it is no picture of this owner's. One query."""
    found = PictureBody.objects.filter(picture__owner=owner, picture_id=picture_id, size=size)
    body = found.values_list("body", flat=True).first()
    if body is None:
        raise NotFound
    return bytes(body)


def remove_picture(*, owner: Owner, picture_id: int) -> None:
    """Takes it away for good; twice is the same as once."""
    Picture.objects.visible_to(owner).filter(pk=picture_id).delete()
