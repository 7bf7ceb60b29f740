"""What an owner wishes their editions to be, and what that would change today."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from allotment.core.models import Owner
from allotment.seek.editions.composing import compose, sliders_of
from allotment.seek.editions.gathering import preferences_of
from allotment.seek.models import EditionItem, MutedWord, Post, Preferences
from allotment.seek.rows import title_of

SLIDERS = ("wider", "quieter", "serendipity")
PREFERENCES = (*SLIDERS, "ration_minutes", "weekdays", "interests", "own_addresses", "show_images")


@dataclass(frozen=True, slots=True)
class Changed:
    """What another wish would do to today, as titles in their order."""

    coming: tuple[str, ...]
    going: tuple[str, ...]


@transaction.atomic
def keep_preferences(*, owner: Owner, given: dict[str, Any]) -> Preferences:
    """Stores what the form said; muted words are replaced as a whole."""
    preferences = preferences_of(owner)
    for name in PREFERENCES:
        setattr(preferences, name, given[name])
    preferences.save(update_fields=PREFERENCES)
    MutedWord.objects.filter(owner=owner).exclude(text__in=given["muted"]).delete()
    MutedWord.objects.bulk_create((MutedWord(owner=owner, text=text) for text in given["muted"]), ignore_conflicts=True)
    return preferences


def would_change(*, owner: Owner, day: date, now: datetime, given: dict[str, Any] | None = None) -> Changed:
    """Today as it stands against today composed anew, with the wishes given or with those that are kept."""
    composed = compose(owner=owner, day=day, now=now)
    if given is not None:
        tried = Preferences(owner=owner, **{name: given[name] for name in SLIDERS})
        composed = composed.with_wishes(
            sliders=sliders_of(tried), muted=tuple(given["muted"]), ration_minutes=given["ration_minutes"]
        )
    after = [item.post_id for item in composed.chosen().items]
    stored = EditionItem.objects.filter(edition__owner=owner, edition__date=day).order_by("position")
    before = list(stored.values_list("post_id", flat=True))
    titles = _titles({*before, *after})
    return Changed(
        coming=tuple(titles[post] for post in after if post not in before and post in titles),
        going=tuple(titles[post] for post in before if post not in after and post in titles),
    )


def _titles(posts: Collection[int]) -> dict[int, str]:
    rows = Post.objects.filter(pk__in=posts).values_list("id", "title", "excerpt", "address")
    return {post_id: title_of(title, excerpt, address) for post_id, title, excerpt, address in rows}


def new_feed_token(*, owner: Owner) -> str:
    """A new secret address for the edition's feed; the old one stops working."""
    token = secrets.token_urlsafe(32)
    preferences_of(owner)
    Preferences.objects.filter(owner=owner).update(feed_token=token)
    return token


def no_feed(*, owner: Owner) -> None:
    """Closes the edition's feed."""
    Preferences.objects.filter(owner=owner).update(feed_token="")
