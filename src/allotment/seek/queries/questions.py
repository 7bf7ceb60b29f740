"""What pages and commands show of learning questions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.seek.models import EditionItem, Follow, Post, Question
from allotment.seek.queries.voices import END_OF_TIME, PostLines, post_lines

MOST_SHOWN = 200
"""Questions on one page: three a quarter for a long life."""


@dataclass(frozen=True, slots=True)
class QuestionName:
    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Serving:
    """A source that is followed for the sake of a question, and who stands behind it."""

    source_id: int
    title: str
    person: str


def questions_for_choice(*, owner: Owner, today: date, also: Collection[int] = ()) -> list[QuestionName]:
    """Those that are open, and those named. One query."""
    mine = Question.objects.visible_to(owner)
    is_open = Q(state=Question.State.OPEN, ends_on__gte=today)
    found = mine.filter(is_open | Q(pk__in=also)).values_list("pk", "text")
    return [QuestionName(pk, text) for pk, text in found]


def questions_of(*, owner: Owner) -> list[Question]:
    """The newest first. One query."""
    return list(Question.objects.visible_to(owner)[:MOST_SHOWN])


def question_of(*, owner: Owner, question_id: int) -> Question:
    """NotFound where it is not the owner's. One query."""
    found = Question.objects.visible_to(owner).filter(pk=question_id).first()
    if found is None:
        raise NotFound
    return found


def serving(*, owner: Owner, question_id: int) -> list[Serving]:
    """What is followed for the sake of this question, by title. One query."""
    follows = Follow.objects.visible_to(owner).filter(questions=question_id).order_by("source__title", "source_id")
    rows = follows.values_list("source_id", "source__title", "source__address", "person__name")
    return [Serving(source_id, title or address, person or "") for source_id, title, address, person in rows]


def posts_chosen_for(*, owner: Owner, question_id: int, before: int | None = None) -> PostLines:
    """What came into editions because of this question, the newest first. One query."""
    items = EditionItem.objects.filter(question=question_id, edition__owner=owner)
    until = END_OF_TIME if before is None else before
    return post_lines(Post.objects.filter(pk__in=items.values("post_id"), pk__lt=until).order_by("-id"))
