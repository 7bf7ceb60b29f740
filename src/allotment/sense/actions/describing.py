"""Writing about what was kept, and removing it for good."""

from typing import Any

from django.db import transaction

from allotment.core.models import Owner
from allotment.core.pictures import describe_picture, remove_picture
from allotment.seek.models import PostState
from allotment.sense.actions.keeping import bounded, resource_for, state_of
from allotment.sense.models import Resource
from allotment.sense.searchable import put_resources, take_resources


@transaction.atomic
def describe_resource(
    *, owner: Owner, resource_id: int, base: int, title: str, words: str, alt: str | None = None
) -> Resource:
    """Writes about a thing, over the version `base` of it; raises EditedMeanwhile where that is not the last one."""
    resource = resource_for(owner=owner, resource_id=resource_id)
    changes: dict[str, Any] = {"title": title.strip()[:500], "words": bounded(words)}
    resource.save_over(base=base, **changes)
    if resource.state != Resource.State.LET_GO:
        resource.state = state_of(resource)
        resource.save(update_fields=["state"])
    if alt is not None and resource.picture_id:
        describe_picture(owner=owner, picture_id=resource.picture_id, alt=alt.strip())
    put_resources([resource.pk])
    return resource


@transaction.atomic
def remove_resource(*, owner: Owner, resource_id: int) -> None:
    """Takes it away for good, its photo and its words too. A piece stays with the others of its source."""
    resource = resource_for(owner=owner, resource_id=resource_id)
    take_resources([resource])
    if resource.post_id:
        PostState.objects.filter(owner=owner, post_id=resource.post_id).update(kept_at=None)
    resource.delete()
    if resource.picture_id:
        remove_picture(owner=owner, picture_id=resource.picture_id)
