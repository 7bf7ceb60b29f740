"""What an owner does with a post: read it, keep it, pass it, ask for more or less of the kind."""

from datetime import date, datetime, timedelta

from django.db import transaction

from allotment.core.errors import NotFound
from allotment.core.ids import key64
from allotment.core.models import Owner
from allotment.people.actions import record_moment
from allotment.people.models import Moment, Person
from allotment.seek.models import Follow, Post, PostState

LESS_FOR_DAYS = 30


def post_for(*, owner: Owner, post_id: int) -> Post:
    """The post where the owner may see it, else NotFound."""
    found = Post.objects.visible_to(owner).filter(pk=post_id).select_related("source").first()
    if found is None:
        raise NotFound
    return found


@transaction.atomic
def read_post(*, owner: Owner, post_id: int, now: datetime) -> Post:
    """Notes that the owner read it, as a moment with its person, once however often it is opened."""
    post = post_for(owner=owner, post_id=post_id)
    state = _state(owner, post)
    if state.opened_at is None:
        state.opened_at = now
        state.save(update_fields=["opened_at"])
        for person in people_of(owner, post):
            record_moment(
                owner=owner,
                person=person,
                direction=Moment.Direction.FROM,
                kind="read",
                at=now,
                words=post.title or post.excerpt,
                link=f"/posts/{post.pk}/",
                key=key64("read", post.pk),
            )
    return post


def people_of(owner: Owner, post: Post) -> list[Person]:
    """Who stands behind a post for this owner."""
    return list(Person.objects.visible_to(owner).filter(follows__source_id=post.source_id, follows__owner=owner))


@transaction.atomic
def keep_post(*, owner: Owner, post_id: int, now: datetime, keep: bool = True) -> None:
    """Keeps it for later, or lets go what was kept; twice is the same as once."""
    state = _state(owner, post_for(owner=owner, post_id=post_id))
    state.kept_at = (state.kept_at or now) if keep else None
    state.passed_at = None if keep else state.passed_at
    state.save(update_fields=["kept_at", "passed_at"])


@transaction.atomic
def pass_post(*, owner: Owner, post_id: int, now: datetime, let_pass: bool = True) -> None:
    """Passes it, or takes that back; twice is the same as once."""
    state = _state(owner, post_for(owner=owner, post_id=post_id))
    state.passed_at = (state.passed_at or now) if let_pass else None
    state.kept_at = None if let_pass else state.kept_at
    state.not_useful_at = state.not_useful_at if let_pass else None
    state.save(update_fields=["kept_at", "passed_at", "not_useful_at"])


@transaction.atomic
def more_like_post(*, owner: Owner, post_id: int, now: datetime) -> None:
    """What is near its words counts for more from now on."""
    state = _state(owner, post_for(owner=owner, post_id=post_id))
    state.more_like_at, state.not_useful_at = now, None
    state.save(update_fields=["more_like_at", "not_useful_at"])


@transaction.atomic
def not_useful(*, owner: Owner, post_id: int, now: datetime) -> None:
    """What is near its words counts for less from now on."""
    state = _state(owner, post_for(owner=owner, post_id=post_id))
    state.not_useful_at, state.more_like_at = now, None
    state.save(update_fields=["more_like_at", "not_useful_at"])


@transaction.atomic
def less_of_post(*, owner: Owner, post_id: int, today: date) -> date:
    """Everything by the person behind the post rests for a month; until when."""
    post = post_for(owner=owner, post_id=post_id)
    mine = Follow.objects.visible_to(owner)
    people = list(mine.filter(source_id=post.source_id, person__isnull=False).values_list("person_id", flat=True))
    until = today + timedelta(days=LESS_FOR_DAYS)
    (mine.filter(person_id__in=people) if people else mine.filter(source_id=post.source_id)).update(less_until=until)
    return until


@transaction.atomic
def less_of_person(*, owner: Owner, person_id: int, today: date, less: bool = True) -> date | None:
    """Everything by a person rests for a month, or is heard again; until when."""
    if not Person.objects.visible_to(owner).filter(pk=person_id).exists():
        raise NotFound
    until = today + timedelta(days=LESS_FOR_DAYS) if less else None
    Follow.objects.visible_to(owner).filter(person_id=person_id).update(less_until=until)
    return until


def _state(owner: Owner, post: Post) -> PostState:
    state, _made = PostState.objects.get_or_create(owner=owner, post=post)
    return state
