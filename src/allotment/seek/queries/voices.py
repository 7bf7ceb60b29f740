"""What somebody wrote: the posts of one person's sources, or of one source, newest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from allotment.core.models import Owner
from allotment.core.rows import Asked
from allotment.seek.models import Follow, Post

A_PAGE = 12


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post as a list shows it."""

    id: int
    title: str
    excerpt: str
    url: str
    published: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class PostLines:
    """Some posts, and the id before which the next ones are; None where they end."""

    posts: tuple[PostLine, ...]
    before: int | None


OF_POST = ("id", "title", "excerpt", "address", "published_at", "minutes")
END_OF_TIME = 2**62

_FOLLOWED = Asked(
    lambda owner, person: Follow.objects.filter(owner=owner, person=person).values_list("source_id"), int, int
)
_OF_ONE = Asked(
    lambda source, before: (
        Post.objects.filter(source=source, pk__lt=before).order_by("-id").values_list(*OF_POST)[: A_PAGE + 1]
    ),
    int,
    int,
)


def posts_by_person(*, owner: Owner, person_id: int, before: int | None = None) -> PostLines:
    """Two queries."""
    return posts_of_sources([source_id for (source_id,) in _FOLLOWED(owner.pk, person_id)], before)


def posts_of_sources(sources: list[int], before: int | None) -> PostLines:
    """The newest posts of these sources. Of one source they stand at the end of its index; of several the index of
    each is read, and some milliseconds go by where they have written ten thousand."""
    until = END_OF_TIME if before is None else before
    rows: Iterable[Sequence[Any]]
    if len(sources) == 1:
        rows = _OF_ONE(sources[0], until)
    else:
        newest = Post.objects.filter(source__in=sources, pk__lt=until).order_by("-id").values("id")[: A_PAGE + 1]
        rows = Post.objects.filter(pk__in=newest).order_by("-id").values_list(*OF_POST)
    return _a_page_of(rows)


def post_lines(posts: QuerySet[Post]) -> PostLines:
    """The first page of these, in their order, which is by falling id. One query."""
    return _a_page_of(posts.values_list(*OF_POST)[: A_PAGE + 1])


def _a_page_of(rows: Iterable[Sequence[Any]]) -> PostLines:
    found = [PostLine(*row) for row in rows]
    return PostLines(tuple(found[:A_PAGE]), found[A_PAGE - 1].id if len(found) > A_PAGE else None)
