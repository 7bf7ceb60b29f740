"""What was kept: one thing with all that is said about it, and the shelf."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.core.rows import Asked
from allotment.seek.models import Question
from allotment.seek.models.post import unpack_html
from allotment.sense.models import Copy, Credit, Resource, Tag
from allotment.sense.records import CreditLine

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
    "benefits",
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
    benefits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopyRecord:
    """What could be read at a link's address, and how the last look went."""

    is_due: bool
    next_look: datetime | None
    trouble: str
    copied_at: datetime | None
    language: str
    minutes: int
    html: str
    pictures: dict[str, int]
    """Which picture of ours stands for which address."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Under which words and for which questions a thing is kept, by number."""

    tags: dict[int, str]
    questions: dict[int, str]
    credits: tuple[CreditLine, ...]
    """To whom it owes what."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Some of what was kept, the last first, and the number before which the next ones are; None at the end."""

    resources: tuple[ResourceRecord, ...]
    before: int | None


_QUESTIONS: Final = Resource.questions.through.objects

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
    return _shelf((_LET_GO if let_go else _KEPT)(owner.pk, END_OF_TIME if before is None else before))


def _shelf(rows: Sequence[Sequence[Any]]) -> Shelf:
    found = tuple(_record(row) for row in rows[:A_PAGE])
    return Shelf(found, found[-1].id if len(rows) > A_PAGE else None)


def shelf_of_tag(*, owner: Owner, tag_id: int, before: int | None = None) -> tuple[str, Shelf]:
    """The word, and what is kept under it; NotFound where it is none of this owner's. Two queries."""
    tag = Tag.objects.visible_to(owner).filter(pk=tag_id).first()
    if tag is None:
        raise NotFound
    kept = tag.resources.kept().filter(pk__lt=END_OF_TIME if before is None else before)
    return tag.name, _shelf(list(kept.order_by("-id").values_list(*COLUMNS)[: A_PAGE + 1]))


def copy_of(*, resource_id: int, now: datetime) -> CopyRecord | None:
    """Of a link whose owner was asked for before. Two queries."""
    copy = Copy.objects.filter(pk=resource_id).first()
    if copy is None:
        return None
    return CopyRecord(
        is_due=copy.due_at is not None and copy.due_at <= now,
        next_look=copy.due_at,
        trouble=copy.error_message,
        copied_at=copy.copied_at,
        language=copy.language,
        minutes=copy.minutes,
        html=unpack_html(bytes(copy.packed_html)),
        pictures=dict(copy.pictures.values_list("address", "picture_id")),
    )


def surroundings_of(*, resource_id: int) -> Surroundings:
    """Of a thing whose owner was asked for before. Three queries."""
    tags = Tag.objects.filter(resources=resource_id).values_list("id", "name")
    questions = Question.objects.filter(pk__in=_QUESTIONS.filter(resource=resource_id).values("question_id"))
    credits_ = Credit.objects.filter(resource=resource_id).order_by("kind", "person__sort_key", "person_id")
    owed = tuple(CreditLine(*row) for row in credits_.values_list("kind", "person_id", "person__name"))
    return Surroundings(dict(tags), dict(questions.values_list("id", "text")), owed)


def choosable_questions(*, owner: Owner, today: date, chosen: Iterable[int]) -> list[tuple[int, str]]:
    """The open questions, and those that were chosen before. One query."""
    mine = Question.objects.visible_to(owner)
    return list((mine.open(today) | mine.filter(pk__in=list(chosen))).values_list("id", "text"))


def tag_names(*, owner: Owner) -> list[str]:
    """Every word the owner keeps things under. One query."""
    return list(Tag.objects.visible_to(owner).values_list("name", flat=True))


def as_json(resource: Resource, *, again: bool) -> dict[str, Any]:
    """What programs are told of a thing that was kept just now. One query."""
    return {
        "id": resource.pk,
        "kind": resource.kind,
        "state": resource.state,
        "title": resource.title,
        "address": resource.address or None,
        "words": resource.words,
        "tags": [tag.name for tag in resource.tags.all()],
        "at": resource.at.isoformat(),
        "again": again,
    }


def resource_of_post(*, owner: Owner, post_id: int) -> int | None:
    """Under which number a piece is kept. One query."""
    found = _OF_POST(owner.pk, post_id)
    return int(found[0][0]) if found else None


def _record(row: Sequence[Any]) -> ResourceRecord:
    pk, kind, state, title, address, words, at, version, post_id, excerpt, minutes, *photo, benefits = row
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
        benefits=tuple(benefits),
    )
