"""A source that moved for good: it keeps its posts under the new address, or joins the source that is there already."""

from datetime import datetime

from django.db import transaction
from django.db.models import ManyToOneRel

from allotment.networks.addresses import url_key
from allotment.seek.fetching.indexing import documents_of_posts
from allotment.seek.models import EditionItem, Follow, Post, PostState, Source
from allotment.seek.searchable import POSTS


@transaction.atomic
def move(source_id: int, there: str, *, now: datetime) -> int:
    """Gives the source its new address; the id of the source that is followed from now on."""
    key = url_key(there)
    found = {source.pk: source for source in Source.objects.select_for_update().filter(pk=source_id)}
    if source_id not in found:
        return source_id
    other = Source.objects.select_for_update().filter(address_key=key).exclude(pk=source_id).first()
    if other is None:
        Source.objects.filter(pk=source_id).update(address=there, address_key=key, moved_to="", moved_times=0)
        return source_id
    _join(found[source_id], other)
    if other.next_look_at is None:
        Source.objects.filter(pk=other.pk).update(state=Source.State.ACTIVE, next_look_at=now)
    return other.pk


def _join(source: Source, other: Source) -> None:
    """Everything of `source` becomes `other`'s; what both have stays once."""
    following = set(other.follows.values_list("owner_id", flat=True))
    Follow.objects.filter(source=source, owner__in=following).delete()
    Follow.objects.filter(source=source).update(source=other)
    twins = _twins(source, other)
    for old, new in twins.items():
        _hand_over(old, new)
    POSTS.remove(documents_of_posts(twins))
    Post.objects.filter(pk__in=twins).delete()
    kept = list(source.posts.values_list("pk", flat=True))
    before = documents_of_posts(kept)
    Post.objects.filter(source=source).update(source=other)
    POSTS.replace(before, documents_of_posts(kept))
    source.delete()


def _twins(source: Source, other: Source) -> dict[int, int]:
    """Posts of `source` that `other` has too, by address or by title and date."""
    places: dict[int | None, int] = {}
    titles: dict[tuple[str, datetime], int] = {}
    for pk, url, title, at in other.posts.values_list("pk", "url_key", "title", "published_at"):
        places[url] = pk
        titles[title, at] = pk
    found = {}
    for pk, url, title, at in source.posts.values_list("pk", "url_key", "title", "published_at"):
        twin = (places.get(url) if url is not None else None) or (titles.get((title, at)) if title else None)
        if twin is not None:
            found[pk] = twin
    return found


def _hand_over(old: int, new: int) -> None:
    """What owners did with the one they did with the other; and what upper areas know of it, they know of the other."""
    owners = set(PostState.objects.filter(post_id=new).values_list("owner_id", flat=True))
    PostState.objects.filter(post_id=old).exclude(owner_id__in=owners).update(post_id=new)
    editions = set(EditionItem.objects.filter(post_id=new).values_list("edition_id", flat=True))
    EditionItem.objects.filter(post_id=old).exclude(edition_id__in=editions).update(post_id=new)
    for relation in Post._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and relation.related_model not in {PostState, EditionItem}:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: old})
            rows.update(**{relation.field.name: new})
