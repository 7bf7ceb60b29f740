"""What pages show of learning questions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from allotment.core.models import Owner
from allotment.seek.models import Question


@dataclass(frozen=True, slots=True)
class QuestionName:
    id: int
    text: str


def questions_for_choice(*, owner: Owner, today: date, also: Collection[int] = ()) -> list[QuestionName]:
    """Those that are open, and those named. One query."""
    mine = Question.objects.visible_to(owner)
    is_open = Q(state=Question.State.OPEN, ends_on__gte=today)
    found = mine.filter(is_open | Q(pk__in=also)).values_list("pk", "text")
    return [QuestionName(pk, text) for pk, text in found]
