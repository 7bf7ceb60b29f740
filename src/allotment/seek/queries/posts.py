"""What the page of one post shows."""

from dataclasses import dataclass

from allotment.core.models import Owner
from allotment.people.models import Person
from allotment.seek.models import Post, PostState, Preferences
from allotment.seek.queries.editions import ItemRecord, PersonName, item_record

SECONDS_A_MINUTE = 60


@dataclass(frozen=True, slots=True)
class SoundRecord:
    address: str
    minutes: int | None


@dataclass(frozen=True, slots=True)
class PostRecord:
    """A post with its text, as this owner sees it."""

    item: ItemRecord
    html: str
    language: str
    sounds: tuple[SoundRecord, ...]
    has_pictures: bool
    always_pictures: bool


def post_record(*, owner: Owner, post_id: int) -> PostRecord | None:
    """None where the owner may not see it. Five queries."""
    post = Post.objects.visible_to(owner).filter(pk=post_id).select_related("source").first()
    if post is None:
        return None
    html = post.html
    wish = Preferences.objects.filter(owner=owner).values_list("show_images", flat=True).first()
    return PostRecord(
        item=item_record(owner=owner, post_id=post_id) or _outside_editions(owner, post),
        html=html,
        language=post.language,
        sounds=tuple(
            SoundRecord(sound["address"], _minutes(sound.get("seconds")))
            for sound in post.enclosures or ()
            if sound.get("media_type", "").startswith(("audio/", "video/"))
        ),
        has_pictures='class="picture"' in html,
        always_pictures=bool(wish),
    )


def _minutes(seconds: int | None) -> int | None:
    return max(1, round(seconds / SECONDS_A_MINUTE)) if seconds else None


def _outside_editions(owner: Owner, post: Post) -> ItemRecord:
    """A post that was found rather than offered."""
    person = Person.objects.visible_to(owner).filter(follows__source=post.source_id, follows__owner=owner).first()
    state = PostState.objects.filter(owner=owner, post=post).first()
    return ItemRecord(
        post_id=post.pk,
        title=post.title,
        url=post.address,
        author=post.author,
        person=PersonName(person.pk, person.name, person.place) if person else None,
        also=(),
        source_id=post.source_id,
        source=post.source.title or post.source.address,
        published=post.published_at,
        minutes=post.minutes,
        excerpt=post.excerpt,
        outsider=False,
        reasons=(),
        opened=bool(state and state.opened_at),
        kept=bool(state and state.kept_at),
        passed=bool(state and (state.passed_at or state.not_useful_at)),
    )
