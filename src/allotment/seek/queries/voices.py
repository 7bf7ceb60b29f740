"""What somebody wrote: the posts of one person's sources, or of one source, newest first."""

from dataclasses import dataclass
from datetime import datetime

from allotment.core.models import Owner
from allotment.seek.models import Follow, Post, PostState

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


def kept_posts(*, owner: Owner, before: datetime | None = None) -> tuple[list[PostLine], datetime | None]:
    """What the owner kept for later, the last kept first, and the moment before which the next ones were kept;
    None where they end. One query."""
    states = PostState.objects.filter(owner=owner, kept_at__isnull=False)
    if before is not None:
        states = states.filter(kept_at__lt=before)
    columns = ("post_id", "post__title", "post__excerpt", "post__address", "post__published_at", "post__minutes")
    rows = list(states.order_by("-kept_at", "-post_id").values_list("kept_at", *columns)[: A_PAGE + 1])
    lines = [PostLine(*row[1:]) for row in rows[:A_PAGE]]
    return lines, rows[A_PAGE - 1][0] if len(rows) > A_PAGE else None
