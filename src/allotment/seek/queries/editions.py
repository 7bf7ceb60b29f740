"""What a page, the terminal, an e-mail or a feed shows of an edition."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max, Min, Prefetch, Q

from allotment.core.models import Owner
from allotment.people.models import Person
from allotment.seek.models import Edition, EditionItem, PostState


@dataclass(frozen=True, slots=True)
class ReasonRecord:
    """Why an item is here: a kind for programs, a sentence for people."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PersonName:
    id: int
    name: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """One item of an edition with everything that is shown of it."""

    post_id: int
    title: str
    url: str
    author: str
    person: PersonName | None
    also: tuple[PersonName, ...]
    source_id: int
    source: str
    published: datetime
    minutes: int
    excerpt: str
    outsider: bool
    reasons: tuple[ReasonRecord, ...]
    opened: bool = False
    kept: bool = False
    passed: bool = False


@dataclass(frozen=True, slots=True)
class EditionRecord:
    """An edition as it was made."""

    date: date
    ration_minutes: int
    minutes: int
    back_from_pause: bool
    items: tuple[ItemRecord, ...] = field(default_factory=tuple)


def edition_record(edition: Edition) -> EditionRecord:
    """Three queries: items with their posts, who else shares them, what the owner did with them."""
    also = Prefetch("also", queryset=Person.objects.only("id", "name", "place").order_by("id"))
    items = (
        EditionItem.objects.filter(edition=edition)
        .select_related("post__source", "person")
        .defer("post__packed_html", "post__link_keys")
        .prefetch_related(also)
        .order_by("position")
    )
    states = {
        state.post_id: state
        for state in PostState.objects.filter(owner_id=edition.owner_id, post__in=edition.items.values("post_id"))
    }
    return EditionRecord(
        date=edition.date,
        ration_minutes=edition.ration_minutes,
        minutes=edition.minutes,
        back_from_pause=edition.back_from_pause,
        items=tuple(_item(item, states.get(item.post_id)) for item in items),
    )


def item_record(*, owner: Owner, post_id: int) -> ItemRecord | None:
    """One item of the owner's latest edition that holds this post, for a part of a page. Three queries."""
    item = (
        EditionItem.objects.filter(edition__owner=owner, post_id=post_id)
        .select_related("post__source", "person")
        .defer("post__packed_html", "post__link_keys")
        .order_by("-edition__date")
        .first()
    )
    if item is None:
        return None
    return _item(item, PostState.objects.filter(owner=owner, post_id=post_id).first())


def _item(item: EditionItem, state: PostState | None) -> ItemRecord:
    post, person = item.post, item.person
    return ItemRecord(
        post_id=post.pk,
        title=post.title,
        url=post.address,
        author=post.author,
        person=_name(person) if person else None,
        also=tuple(_name(other) for other in item.also.all()),
        source_id=post.source_id,
        source=post.source.title or post.source.address,
        published=post.published_at,
        minutes=post.minutes,
        excerpt=post.excerpt,
        outsider=item.outsider,
        reasons=tuple(ReasonRecord(reason["kind"], reason["text"]) for reason in item.reasons),
        opened=bool(state and state.opened_at),
        kept=bool(state and state.kept_at),
        passed=bool(state and (state.passed_at or state.not_useful_at)),
    )


def _name(person: Person) -> PersonName:
    return PersonName(person.pk, person.name, person.place)


def has_editions(*, owner: Owner) -> bool:
    """Whether there was ever one. One query."""
    return Edition.objects.visible_to(owner).exists()


def days_beside(*, owner: Owner, day: date) -> tuple[date | None, date | None]:
    """The nearest days before and after that have an edition. One query."""
    mine = Edition.objects.visible_to(owner)
    beside = mine.aggregate(before=Max("date", filter=Q(date__lt=day)), after=Min("date", filter=Q(date__gt=day)))
    return beside["before"], beside["after"]


def latest_editions(*, owner: Owner, limit: int) -> list[tuple[EditionRecord, datetime]]:
    """The newest editions with when they were made, newest first. One query, and three an edition."""
    editions = Edition.objects.visible_to(owner).order_by("-date")[:limit]
    return [(edition_record(edition), edition.made_at) for edition in editions]
