"""Making an edition, once a day, and what the owner does with its items."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max, Q

from allotment.core.models import Owner
from allotment.seek.editions.composing import compose
from allotment.seek.editions.gathering import preferences_of
from allotment.seek.models import Edition, EditionItem, Follow, Post, PostState, Preferences, Question
from allotment.seek.queries.sources import waits_for_first_looks
from allotment.seek.ranking import Chosen

UNTOUCHED = Q(opened_at=None, kept_at=None, passed_at=None, more_like_at=None, not_useful_at=None)
AWAY_DAYS = 7
"""After a week without an edition, coming back is said kindly."""


def edition_for(*, owner: Owner, day: date, now: datetime) -> Edition | None:
    """The edition of that day: the stored one, else a new one where the day is today and has one; else None.

    The very first waits a little until all that was asked for has been looked at: it is to be chosen from everybody."""
    found = Edition.objects.visible_to(owner).filter(date=day).first()
    if found is not None or day != owner.day(now) or not has_edition(owner, preferences_of(owner), day):
        return found
    if not Edition.objects.visible_to(owner).exists() and waits_for_first_looks(owner=owner, now=now):
        return None
    return make_edition(owner=owner, day=day, now=now)


def has_edition(owner: Owner, preferences: Preferences, day: date) -> bool:
    """Whether a day of this owner has an edition at all: not while away, and only on their days."""
    return not owner.is_paused(day) and str(day.weekday()) in preferences.weekdays


def make_edition(*, owner: Owner, day: date, now: datetime) -> Edition | None:
    """Chooses and stores one day's edition; where two make it at once, both get the same. None when there is
    nothing to offer yet, so that a first fetch can still fill today."""
    chosen = compose(owner=owner, day=day, now=now).chosen()
    if not chosen.items:
        return None
    try:
        return store(owner=owner, day=day, chosen=chosen, now=now)
    except IntegrityError:
        return Edition.objects.visible_to(owner).get(date=day)


@transaction.atomic
def store(*, owner: Owner, day: date, chosen: Chosen, now: datetime) -> Edition:
    preferences = preferences_of(owner)
    edition = Edition.objects.create(
        owner=owner,
        date=day,
        ration_minutes=preferences.ration_minutes,
        minutes=chosen.minutes,
        made_at=now,
        back_from_pause=_is_back(owner, day),
        mail_due_at=now if preferences.mail_edition and owner.email else None,
    )
    _fill(edition, chosen)
    if preferences.next_edition_at is None:
        plan_next(owners=[owner], now=now)
    return edition


def _is_back(owner: Owner, day: date) -> bool:
    """Whether this is the first edition after a pause, or after a week without any."""
    last = Edition.objects.visible_to(owner).filter(date__lt=day).order_by("-date").first()
    if last is None:
        return False
    was_paused = owner.paused_until is not None and last.date < owner.paused_until <= day
    return was_paused or (day - last.date).days > AWAY_DAYS


def _fill(edition: Edition, chosen: Chosen) -> None:
    _store_items(edition, chosen)
    _note_offered(edition.owner, [item.post_id for item in chosen.items], edition.date)


def _store_items(edition: Edition, chosen: Chosen) -> None:
    questions = _questions_on(edition)
    items = EditionItem.objects.bulk_create(
        EditionItem(
            edition=edition,
            position=position,
            post_id=item.post_id,
            person_id=item.person_id,
            outsider=item.outsider,
            reasons=[{"kind": reason.kind, "text": reason.text} for reason in item.reasons],
            question_id=questions.get(item.question),
        )
        for position, item in enumerate(chosen.items, 1)
    )
    also = EditionItem.also.through
    also.objects.bulk_create(
        also(editionitem_id=stored.pk, person_id=sharer.person_id)
        for stored, item in zip(items, chosen.items, strict=True)
        for sharer in item.also
        if sharer.person_id is not None
    )


def _questions_on(edition: Edition) -> dict[str, int]:
    """The questions that are open that day, by their words; the older of two that say the same."""
    asked = Question.objects.visible_to(edition.owner).open(edition.date)
    return dict(asked.order_by("-pk").values_list("text", "pk"))


def _note_offered(owner: Owner, posts: Sequence[int], day: date) -> None:
    PostState.objects.bulk_create((PostState(owner=owner, post_id=post_id) for post_id in posts), ignore_conflicts=True)
    PostState.objects.filter(owner=owner, post_id__in=posts).update(offered_on=day)
    follows = Follow.objects.visible_to(owner).filter(source__posts__in=Post.objects.filter(pk__in=posts))
    chosen = set(follows.values_list("pk", flat=True))
    Follow.objects.filter(pk__in=chosen).update(last_offered_on=day)
    Follow.objects.filter(pk__in=chosen, introduced_on=None).update(introduced_on=day)


def remake_edition(*, owner: Owner, day: date, now: datetime) -> Edition | None:
    """Composes today anew after the owner changed what they wish for; what they opened or kept stays offered. It
    stays the same edition: one whose letter has left is not sent again."""
    if not Edition.objects.visible_to(owner).filter(date=day).exists():
        return edition_for(owner=owner, day=day, now=now)
    chosen = compose(owner=owner, day=day, now=now).chosen()
    with transaction.atomic():
        edition = Edition.objects.visible_to(owner).select_for_update().get(date=day)
        _take_back(owner, edition)
        if not chosen.items and edition.mail_started_at is None:
            edition.delete()
            return None
        edition.ration_minutes, edition.minutes = preferences_of(owner).ration_minutes, chosen.minutes
        edition.made_at = now
        edition.save(update_fields=["ration_minutes", "minutes", "made_at"])
        _fill(edition, chosen)
    return edition


def _take_back(owner: Owner, edition: Edition) -> None:
    posts = list(edition.items.values_list("post_id", flat=True))
    edition.items.all().delete()
    PostState.objects.filter(owner=owner, post_id__in=posts).filter(UNTOUCHED).delete()
    turns = EditionItem.objects.filter(edition__owner=owner, post__source__posts__in=posts)
    last = dict(turns.values_list("post__source_id").annotate(Max("edition__date")))
    for follow in Follow.objects.visible_to(owner).filter(source__posts__in=posts):
        follow.last_offered_on = last.get(follow.source_id)
        follow.introduced_on = follow.introduced_on if follow.last_offered_on else None
        follow.save(update_fields=["last_offered_on", "introduced_on"])


def plan_next(*, owners: Iterable[Owner], now: datetime) -> None:
    """Sets when each owner's next edition is due: at the start of their next day."""
    for owner in owners:
        following = owner.start_of(owner.day(now) + timedelta(days=1))
        Preferences.objects.filter(owner=owner).update(next_edition_at=following, lease_until=None)
