"""Owners, sources and posts, a line each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from struct import pack

import pytest

from allotment.core.ids import chronological_id, free_id, key64
from allotment.core.models import Owner
from allotment.networks.addresses import url_key
from allotment.people.actions import add_person
from allotment.seek.actions.editions import edition_for
from allotment.seek.editions.gathering import preferences_of
from allotment.seek.models import Edition, Follow, Post, Preferences, Source
from allotment.seek.models.post import pack_html
from allotment.seek.queries.editions import EditionRecord, edition_record
from allotment.seek.searchable import POSTS, document
from tests.cast import NOON


@dataclass(slots=True)
class Days:
    """One owner, day after day: `now` is noon of a day, and editions are asked for as a page does."""

    owner: Owner
    now: datetime = NOON

    @property
    def day(self) -> date:
        return self.owner.day(self.now)

    def later(self, days: int = 1) -> "Days":
        self.now += timedelta(days=days)
        return self

    def edition(self) -> Edition | None:
        return edition_for(owner=self.owner, day=self.day, now=self.now)

    def record(self) -> EditionRecord:
        edition = self.edition()
        assert edition is not None
        return edition_record(edition)

    def titles(self) -> list[str]:
        edition = self.edition()
        return [item.title for item in edition_record(edition).items] if edition else []

    def reasons(self, title: str) -> set[str]:
        (found,) = (item for item in self.record().items if item.title == title)
        return {reason.kind for reason in found.reasons}

    def wishes(self, **changes: object) -> Preferences:
        preferences = preferences_of(self.owner)
        for name, value in changes.items():
            setattr(preferences, name, value)
        preferences.save()
        return preferences

    def follows(self, name: str, *, often: float = 4.0, introduced: bool = True, nobody: bool = False) -> Follow:
        """Somebody who writes `often` times a month; the owner has had something of theirs before."""
        site = f"https://{name.lower().replace(' ', '-')}.example"
        source, _made = Source.objects.get_or_create(
            address_key=url_key(f"{site}/feed"),
            defaults={
                "kind": "feed",
                "address": f"{site}/feed",
                "title": f"Notes by {name}",
                "site_address": f"{site}/",
                "language": "en",
                "posts_per_month": often,
                "looked_at": NOON,
                "next_look_at": NOON + timedelta(days=90),
            },
        )
        return Follow.objects.create(
            owner=self.owner,
            source=source,
            person=None if nobody else add_person(owner=self.owner, name=name, now=NOON),
            gathers=nobody,
            added_at=NOON - timedelta(days=90),
            introduced_on=NOON.date() - timedelta(days=60) if introduced else None,
        )

    def writes(self, follow: Follow, title: str, *, ago: float = 0.3, **more: object) -> Post:
        return write(follow.source, title, self.now - timedelta(days=ago), **more)  # type: ignore[arg-type]  # as write has them


def write(
    source: Source,
    title: str,
    at: datetime,
    *,
    minutes: int = 3,
    words: str = "What the kettle said.",
    address: str = "",
    links: Iterable[str] = (),
    author: str = "",
    reply: str = "",
) -> Post:
    key = key64(source.pk, title)
    place = address or f"{source.site_address}{key}"
    number = free_id(chronological_id(at, key), set(Post.objects.values_list("pk", flat=True)))
    found = [url_key(link) for link in links]
    POSTS.add([document(number, source.pk, "en", title, author, words)])
    return Post.objects.create(
        id=number,
        source=source,
        guid_key=key,
        url_key=url_key(place),
        content_hash=1,
        address=place,
        title=title,
        author=author,
        published_at=at,
        seen_at=at,
        language="en",
        minutes=minutes,
        excerpt=words[:280],
        packed_html=pack_html(f"<p>{words}</p>"),
        link_keys=pack(f">{len(found)}q", *found),
        in_reply_to=reply,
    )


@pytest.fixture
def days(alice: Owner) -> Days:
    return Days(alice)


@pytest.fixture
def three(days: Days) -> list[Post]:
    """Three people, each with something of today."""
    return [days.writes(days.follows(name), f"By {name}") for name in ("Ada", "Bea", "Cleo")]
