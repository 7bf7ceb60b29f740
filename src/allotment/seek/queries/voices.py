"""What somebody wrote: the posts of one person's sources, or of one source, newest first."""

from dataclasses import dataclass
from datetime import datetime

from allotment.core.models import Owner
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


def posts_by_person(*, owner: Owner, person_id: int, before: int | None = None) -> PostLines:
    """Two queries."""
    follows = Follow.objects.visible_to(owner).filter(person_id=person_id)
    return posts_of_sources(list(follows.values_list("source_id", flat=True)), before)


def posts_of_sources(sources: list[int], before: int | None) -> PostLines:
    """The newest posts of these sources; one walk of the index a source, merged."""
    columns = ("id", "title", "excerpt", "address", "published_at", "minutes")
    rows = Post.objects.filter(source__in=sources)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = [PostLine(*row) for row in rows.order_by("-id").values_list(*columns)[: A_PAGE + 1]]
    return PostLines(tuple(found[:A_PAGE]), found[A_PAGE - 1].id if len(found) > A_PAGE else None)
