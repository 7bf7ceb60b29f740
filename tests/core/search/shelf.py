"""Sources and posts to search in, in the index as a refresh would put them there."""

from datetime import UTC, datetime

from allotment.core.ids import chronological_id, free_id, key64
from allotment.core.models import Owner
from allotment.people.actions import record_moment
from allotment.people.models import Person
from allotment.people.searchable import put_people
from allotment.seek.models import Follow, Post, Source
from allotment.seek.models.post import pack_html
from allotment.seek.searchable import POSTS, document

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def person(owner: Owner, name: str, headline: str = "") -> Person:
    made = Person.objects.create(owner=owner, name=name, sort_key=name.lower(), headline=headline, added_at=BEGAN)
    put_people([made.pk])
    return made


def moment(person: Person, words: str) -> None:
    record_moment(owner=person.owner, person=person, direction="with", kind="talk", at=BEGAN, words=words)


def source(title: str, *followers: Owner, behind: Person | None = None) -> Source:
    address = f"https://{title.lower().replace(' ', '-')}.example/feed.xml"
    made = Source.objects.create(kind="feed", title=title, address=address, address_key=key64(address))
    for owner in followers:
        behind_it = behind if behind and behind.owner_id == owner.pk else None
        Follow.objects.create(owner=owner, source=made, person=behind_it, added_at=BEGAN)
    return made


def post(
    source: Source, title: str, text: str, *, at: str = "2026-06-01", author: str = "", language: str = ""
) -> Post:
    published = datetime.fromisoformat(at).replace(tzinfo=UTC)
    key = key64(source.pk, title)
    number = free_id(chronological_id(published, key), set(Post.objects.values_list("pk", flat=True)))
    made = Post.objects.create(
        id=number, source=source, guid_key=key, content_hash=key, title=title, author=author,
        address=f"{source.address}#{key}", language=language, published_at=published, seen_at=published,
        excerpt=text[:280], packed_html=pack_html(f"<p>{text}</p>"),
    )  # fmt: skip
    POSTS.add([document(made.pk, source.pk, language, title, author, text)])
    return made
