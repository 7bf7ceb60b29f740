"""What a reflection is about, and the `[[names]]` in it."""

from collections.abc import Collection, Iterable

from django.db.models import Q

from allotment.core.markdown import name_key, names_in
from allotment.core.models import Owner
from allotment.people.models import Person
from allotment.seek.models import Post, Question
from allotment.sense.actions.keeping import state_of
from allotment.sense.models import Mention, Named, Reflection, Resource
from allotment.sense.records import About


def mention(*, owner: Owner, reflection: Reflection, about: Iterable[About]) -> None:
    """The reflection is about these, and about nothing else. What is not the owner's is passed over."""
    ids: dict[str, set[int]] = {"post": set(), "resource": set(), "person": set(), "question": set()}
    for each in about:
        ids[each.kind].add(each.id)
    visible = {
        "post": Post.objects.visible_to(owner),
        "resource": Resource.objects.visible_to(owner),
        "person": Person.objects.visible_to(owner),
        "question": Question.objects.visible_to(owner),
    }
    wanted = {
        (kind, pk)
        for kind, some in ids.items()
        if some
        for pk in visible[kind].filter(pk__in=some).values_list("pk", flat=True)
    }
    taken = set()
    for known in reflection.mentions.all():
        pair = next((kind, pk) for kind in ids if (pk := getattr(known, f"{kind}_id")) is not None)
        if pair in wanted:
            wanted.remove(pair)
        else:
            known.delete()
            taken.add(pair)
    Mention.objects.bulk_create([Mention(reflection=reflection, **{f"{kind}_id": pk}) for kind, pk in sorted(wanted)])
    _settle(owner, wanted | taken)


def _settle(owner: Owner, changed: Collection[tuple[str, int]]) -> None:
    """What was kept is made sense of once something is written about it, and no more when that is gone."""
    resources, posts = ({pk for kind, pk in changed if kind == wanted} for wanted in ("resource", "post"))
    if resources or posts:
        kept = Resource.objects.visible_to(owner).kept().filter(Q(pk__in=resources) | Q(post__in=posts))
        for resource in kept:
            resource.state = state_of(resource)
            resource.save(update_fields=["state"])


def link_names(*, owner: Owner, reflection: Reflection) -> None:
    """Notes the `[[names]]` of its texts and where they lead; and leads others here that name it."""
    texts = (reflection.text, reflection.so_what, reflection.now_what, reflection.unsure)
    keys = {name_key(name) for text in texts for name in names_in(text)}
    known = set(reflection.names.values_list("key", flat=True))
    reflection.names.exclude(key__in=keys).delete()
    mine = Reflection.objects.visible_to(owner)
    titled = dict(mine.filter(title_key__in=keys - known).order_by("-pk").values_list("title_key", "pk"))
    Named.objects.bulk_create(
        [Named(reflection=reflection, key=key, to_id=titled.get(key)) for key in sorted(keys - known)]
    )
    if reflection.title_key:
        waiting = Named.objects.filter(reflection__owner=owner, key=reflection.title_key, to=None)
        waiting.update(to=reflection)
