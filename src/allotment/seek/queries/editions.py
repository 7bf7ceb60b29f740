"""What a page, the terminal, an e-mail or a feed shows of an edition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from allotment.core.models import Owner
from allotment.core.rows import Asked
from allotment.seek.models import Edition, EditionItem

OF_EDITION = ("id", "date", "ration_minutes", "minutes", "back_from_pause")
OF_ITEM = (
    "id",
    "edition_id",
    "outsider",
    "reasons",
    "opened",
    "kept",
    "passed",
    "person_id",
    "person__name",
    "person__place",
    "post_id",
    "post__title",
    "post__address",
    "post__author",
    "post__published_at",
    "post__minutes",
    "post__excerpt",
    "post__source_id",
    "post__source__title",
    "post__source__address",
)


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


_EDITION = Asked(lambda owner, day: Edition.objects.filter(owner=owner, date=day).values_list(*OF_EDITION), int, date)
_ITEMS = Asked(
    lambda owner, edition: _items(owner).filter(edition=edition).order_by("position").values_list(*OF_ITEM),
    int,
    int,
)
_LATEST_ITEM = Asked(
    lambda owner, post: (
        _items(owner).filter(edition__owner=owner, post=post).order_by("-edition__date").values_list(*OF_ITEM)[:1]
    ),
    int,
    int,
)
_ALSO = Asked(
    lambda edition: (
        EditionItem.also.through.objects.filter(editionitem__edition=edition)
        .order_by("person_id")
        .values_list("editionitem_id", "person_id", "person__name", "person__place")
    ),
    int,
)


def _items(owner: Any) -> QuerySet[EditionItem]:
    """Items with what this owner did with their posts."""
    return EditionItem.objects.annotate(
        state=FilteredRelation("post__states", condition=Q(post__states__owner=owner)),
        opened=Q(state__opened_at__isnull=False),
        kept=Q(state__kept_at__isnull=False),
        passed=Q(state__passed_at__isnull=False) | Q(state__not_useful_at__isnull=False),
    )


def edition_on(*, owner: Owner, day: date) -> EditionRecord | None:
    """The edition of that day, where it has been made. Three queries."""
    found = _EDITION(owner.pk, day)
    return _record(owner.pk, *found[0]) if found else None


def edition_record(edition: Edition) -> EditionRecord:
    """Two queries: items with their posts and what the owner did with them, and who else shares them."""
    return _record(
        edition.owner_id, edition.pk, edition.date, edition.ration_minutes, edition.minutes, edition.back_from_pause
    )


def _record(owner_id: int, pk: int, day: date, ration: int, minutes: int, back: bool) -> EditionRecord:  # noqa: FBT001 - a row's columns
    rows, also = _ITEMS(owner_id, pk), _also(pk)
    return EditionRecord(day, ration, minutes, back, tuple(_item(row, also) for row in rows))


def item_record(*, owner: Owner, post_id: int) -> ItemRecord | None:
    """One item of the owner's latest edition that holds this post, for a part of a page. Two queries."""
    rows = _LATEST_ITEM(owner.pk, post_id)
    return _item(rows[0], _also(rows[0][1])) if rows else None


def _also(edition_id: int) -> dict[int, tuple[PersonName, ...]]:
    """Others who share an item, by item."""
    found: dict[int, tuple[PersonName, ...]] = {}
    for item_id, *person in _ALSO(edition_id):
        found[item_id] = (*found.get(item_id, ()), PersonName(*person))
    return found


def _item(row: Sequence[Any], also: Mapping[int, tuple[PersonName, ...]]) -> ItemRecord:
    item_id, _edition, outsider, reasons, opened, kept, passed, person_id, name, place, *post = row
    post_id, title, address, author, published, minutes, excerpt, source_id, source, source_address = post
    return ItemRecord(
        post_id=post_id,
        title=title,
        url=address,
        author=author,
        person=PersonName(person_id, name, place) if person_id else None,
        also=also.get(item_id, ()),
        source_id=source_id,
        source=source or source_address,
        published=published,
        minutes=minutes,
        excerpt=excerpt,
        outsider=outsider,
        reasons=tuple(ReasonRecord(reason["kind"], reason["text"]) for reason in reasons),
        opened=opened,
        kept=kept,
        passed=passed,
    )


def has_editions(*, owner: Owner) -> bool:
    """Whether there was ever one. One query."""
    return Edition.objects.visible_to(owner).exists()


_BEFORE = Asked(
    lambda owner, day: Edition.objects.filter(owner=owner, date__lt=day).order_by("-date").values_list("date")[:1],
    int,
    date,
)
_AFTER = Asked(
    lambda owner, day: Edition.objects.filter(owner=owner, date__gt=day).order_by("date").values_list("date")[:1],
    int,
    date,
)


def days_beside(*, owner: Owner, day: date) -> tuple[date | None, date | None]:
    """The nearest days before and after that have an edition. Two queries."""
    before, after = _BEFORE(owner.pk, day), _AFTER(owner.pk, day)
    return before[0][0] if before else None, after[0][0] if after else None


def latest_editions(*, owner: Owner, limit: int) -> list[tuple[EditionRecord, datetime]]:
    """The newest editions with when they were made, newest first. One query, and two an edition."""
    editions = Edition.objects.visible_to(owner).order_by("-date")[:limit]
    return [(edition_record(edition), edition.made_at) for edition in editions]
