"""What was kept: one thing with all that is said about it, and the shelf."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.core.rows import Asked
from allotment.sense.models import Resource

A_PAGE: Final = 20
END_OF_TIME: Final = 2**62
COLUMNS: Final = (
    "id",
    "kind",
    "state",
    "title",
    "address",
    "words",
    "at",
    "version",
    "post_id",
    "post__excerpt",
    "post__minutes",
    "picture_id",
    "picture__alt",
    "picture__width",
    "picture__height",
)


@dataclass(frozen=True, slots=True)
class PhotoRecord:
    """A photo, and what is said of it for who cannot see it."""

    id: int
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ResourceRecord:
    """Something that was kept."""

    id: int
    kind: str
    state: str
    title: str
    address: str
    words: str
    at: datetime
    version: int
    post_id: int | None
    excerpt: str
    minutes: int | None
    photo: PhotoRecord | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Some of what was kept, the last first, and the number before which the next ones are; None at the end."""

    resources: tuple[ResourceRecord, ...]
    before: int | None


_ONE = Asked(lambda owner, pk: Resource.objects.filter(owner=owner, pk=pk).values_list(*COLUMNS), int, int)
_KEPT = Asked(
    lambda owner, before: (
        Resource.objects.filter(owner=owner, pk__lt=before).kept().order_by("-id").values_list(*COLUMNS)[: A_PAGE + 1]
    ),
    int,
    int,
)
_LET_GO = Asked(
    lambda owner, before: (
        Resource.objects.filter(owner=owner, pk__lt=before, state=Resource.State.LET_GO)
        .order_by("-id")
        .values_list(*COLUMNS)[: A_PAGE + 1]
    ),
    int,
    int,
)
_OF_POST = Asked(lambda owner, post: Resource.objects.filter(owner=owner, post=post).kept().values_list("id"), int, int)


def resource_of(*, owner: Owner, resource_id: int) -> ResourceRecord:
    """One thing; NotFound where it is nothing of this owner's. One query."""
    found = _ONE(owner.pk, resource_id)
    if not found:
        raise NotFound
    return _record(found[0])


def shelf(*, owner: Owner, before: int | None = None, let_go: bool = False) -> Shelf:
    """What is kept, or what was let go. One query."""
    rows = (_LET_GO if let_go else _KEPT)(owner.pk, END_OF_TIME if before is None else before)
    found = tuple(_record(row) for row in rows[:A_PAGE])
    return Shelf(found, found[-1].id if len(rows) > A_PAGE else None)


def resource_of_post(*, owner: Owner, post_id: int) -> int | None:
    """Under which number a piece is kept. One query."""
    found = _OF_POST(owner.pk, post_id)
    return int(found[0][0]) if found else None


def _record(row: Sequence[Any]) -> ResourceRecord:
    pk, kind, state, title, address, words, at, version, post_id, excerpt, minutes, *photo = row
    return ResourceRecord(
        id=pk,
        kind=kind,
        state=state,
        title=title,
        address=address,
        words=words,
        at=at,
        version=version,
        post_id=post_id,
        excerpt=excerpt or "",
        minutes=minutes,
        photo=PhotoRecord(*photo) if photo[0] else None,
    )
