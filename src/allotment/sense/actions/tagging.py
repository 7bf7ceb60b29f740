"""Under which words and for which questions a thing is kept."""

from collections.abc import Iterable

from allotment.core.models import Owner
from allotment.people.actions import sort_key
from allotment.seek.models import Question
from allotment.sense.models import Resource, Tag

LONGEST_TAG = 60
MOST_TAGS = 20


def put_under(*, owner: Owner, resource: Resource, names: Iterable[str]) -> None:
    """These tags and no others; one that nothing is kept under any more is forgotten."""
    wanted = {sort_key(name)[:LONGEST_TAG]: name for name in map(_tidy, names) if name}
    wanted = dict(list(wanted.items())[:MOST_TAGS])
    before = list(resource.tags.values_list("pk", flat=True))
    Tag.objects.bulk_create(
        [Tag(owner=owner, name=name, key=key) for key, name in sorted(wanted.items())], ignore_conflicts=True
    )
    resource.tags.set(Tag.objects.visible_to(owner).filter(key__in=wanted))
    Tag.objects.filter(pk__in=before, resources=None).delete()


def keep_for_questions(*, owner: Owner, resource: Resource, question_ids: Iterable[int]) -> None:
    """For these of the owner's questions and no others."""
    resource.questions.set(Question.objects.visible_to(owner).filter(pk__in=list(question_ids)))


def tags_in_line(text: str) -> tuple[str, ...]:
    """Words with commas between, with or without a hash."""
    return tuple(dict.fromkeys(filter(None, map(_tidy, text.split(",")))))


def _tidy(name: str) -> str:
    return " ".join(name.replace("#", " ").split())[:LONGEST_TAG]
