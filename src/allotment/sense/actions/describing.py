"""Writing about what was kept, and removing it for good."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from allotment.core.models import Owner
from allotment.core.pictures import describe_picture, remove_picture
from allotment.seek.models import PostState
from allotment.sense.actions.crediting import credit, take_back_credit
from allotment.sense.actions.keeping import bounded, resource_for, state_of
from allotment.sense.actions.tagging import keep_for_questions, put_under
from allotment.sense.models import CopiedPicture, Resource
from allotment.sense.searchable import put_resources, take_resources


@dataclass(frozen=True, slots=True)
class About:
    """What one writes about a thing; `alt` where it is a photo."""

    title: str = ""
    words: str = ""
    alt: str | None = None
    tags: tuple[str, ...] = ()
    questions: tuple[int, ...] = ()
    benefits: tuple[str, ...] = ()
    credits: Mapping[str, Iterable[str]] = field(default_factory=dict)
    """Names by kind of credit."""


@transaction.atomic
def describe_resource(*, owner: Owner, resource_id: int, base: int, about: About, now: datetime) -> Resource:
    """Writes about a thing, over the version `base` of it; raises EditedMeanwhile where that is not the last one."""
    resource = resource_for(owner=owner, resource_id=resource_id)
    benefits = [value for value in Resource.Benefit.values if value in about.benefits]
    resource.save_over(base=base, title=about.title.strip()[:500], words=bounded(about.words), benefits=benefits)
    if resource.state != Resource.State.LET_GO:
        resource.state = state_of(resource)
        resource.save(update_fields=["state"])
    if about.alt is not None and resource.picture_id:
        describe_picture(owner=owner, picture_id=resource.picture_id, alt=about.alt.strip())
    put_under(owner=owner, resource=resource, names=about.tags)
    keep_for_questions(owner=owner, resource=resource, question_ids=about.questions)
    credit(owner=owner, of=resource, names=about.credits, now=now)
    put_resources([resource.pk])
    return resource


@transaction.atomic
def tag_resource(*, owner: Owner, resource: Resource, tags: Iterable[str]) -> None:
    """Keeps it under these words too, beside those it is kept under."""
    known = resource.tags.values_list("name", flat=True)
    put_under(owner=owner, resource=resource, names=[*known, *tags])
    put_resources([resource.pk])


@transaction.atomic
def remove_resource(*, owner: Owner, resource_id: int) -> None:
    """Takes it away for good, its photo and its words too. A piece stays with the others of its source."""
    resource = resource_for(owner=owner, resource_id=resource_id)
    take_resources([resource])
    if resource.post_id:
        PostState.objects.filter(owner=owner, post_id=resource.post_id).update(kept_at=None)
    put_under(owner=owner, resource=resource, names=())
    for each in resource.credits.all():
        take_back_credit(owner=owner, of=resource, credit=each)
    for copied in CopiedPicture.objects.filter(copy=resource.pk):
        remove_picture(owner=owner, picture_id=copied.picture_id)
    resource.delete()
    if resource.picture_id:
        remove_picture(owner=owner, picture_id=resource.picture_id)
