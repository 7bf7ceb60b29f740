"""What the ranking is to know about one owner and one day; ten queries, however many people and posts there are."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from allotment.core.ids import first_id_at, when
from allotment.core.models import Owner
from allotment.core.rows import Asked
from allotment.networks.addresses import host_of
from allotment.people.models import Person
from allotment.seek.models import EditionItem, Follow, MutedWord, Post, PostState, Preferences, Question, Source

FRESH_DAYS = 7
RARE_DAYS = 30
RARE_WRITER = 1.0
REMEMBERED_DAYS = 120
"""How long something that was offered is remembered: longer than anything stays fresh."""
NEW_SOURCE_POSTS = 3
LIKED_DAYS = 90
TURN_DAYS = 30
UNDATED = timedelta(minutes=40)
"""In a first look, what seems to be written so shortly before has no date of its own: undated entries are numbered
a second apart from the moment they are seen."""

# When a post was published its id tells; reading a date from a column costs more than all the rest of the row.
POST_COLUMNS = (
    "id",
    "source_id",
    "title",
    "author",
    "minutes",
    "url_key",
    "link_keys",
    "language",
    "excerpt",
    "in_reply_to",
    "address",
)


@dataclass(frozen=True, slots=True)
class FollowFacts:
    """One follow with what the ranking wants to know about its source and person."""

    source_id: int
    person_id: int | None
    voice: str
    posts_per_month: float
    language: str
    country: str
    introduced: bool
    last_offered_on: date | None
    less_until: date | None
    in_network: bool
    host: str
    """Of the source's own site; empty where it is not known."""


FOLLOWED = (
    "source_id",
    "person_id",
    "person__name",
    "source__title",
    "source__posts_per_month",
    "person__language",
    "source__language",
    "person__country",
    "introduced_on",
    "last_offered_on",
    "less_until",
    "person__state",
    "source__site_address",
)


_FOLLOWS = Asked(
    lambda owner, day: Follow.objects.filter(owner=owner).heard_on(day).values_list(*FOLLOWED),
    int,
    date,
)


def follows_of(owner: Owner, day: date) -> list[FollowFacts]:
    """The follows that are heard on that day. One query."""
    return [
        FollowFacts(
            source_id=source_id,
            person_id=person_id,
            voice=name or title or "",
            posts_per_month=4.0 if often is None else often,
            language=(language or source_language or "").partition("-")[0].lower(),
            country=country or "",
            introduced=introduced is not None and introduced < day,
            last_offered_on=last_offered,
            less_until=less_until,
            in_network=state == Person.State.NETWORK,
            host=host_of(site_address or "").removeprefix("www."),
        )
        for (
            source_id,
            person_id,
            name,
            title,
            often,
            language,
            source_language,
            country,
            introduced,
            last_offered,
            less_until,
            state,
            site_address,
        ) in _FOLLOWS(owner.pk, day)
    ]


def fields_of_people(owner: Owner) -> dict[int, frozenset[str]]:
    """Each person's fields, in lower case. One query."""
    found: dict[int, set[str]] = {}
    through = Person.fields.through.objects.filter(person__owner=owner)
    for person_id, name in through.values_list("person_id", "field__name"):
        found.setdefault(person_id, set()).add(name.casefold())
    return {person_id: frozenset(names) for person_id, names in found.items()}


def _posts(**only: Any) -> QuerySet[Post, tuple[Any, ...]]:
    return Post.objects.filter(**only).values_list(*POST_COLUMNS)


_FRESH = Asked(
    lambda owner, since, until: _posts(source__follows__owner=owner, id__gte=since, id__lt=until), int, int, int
)
_RARE = Asked(
    lambda owner, since, until: _posts(
        source__follows__owner=owner, source__posts_per_month__lt=RARE_WRITER, id__gte=since, id__lt=until
    ),
    int,
    int,
    int,
)


def posts_in_reach(owner: Owner, follows: Iterable[FollowFacts], now: datetime) -> list[Sequence[Any]]:
    """Posts of the last week, of the last month from those who rarely write, and the newest few of each source
    that has not introduced itself yet. Four queries at most."""
    fresh, rare = first_id_at(now - timedelta(days=FRESH_DAYS + 1)), first_id_at(now - timedelta(days=RARE_DAYS + 1))
    rows = _FRESH(owner.pk, fresh, first_id_at(now + timedelta(days=1)))
    rows += _RARE(owner.pk, rare, fresh)
    if new := [follow.source_id for follow in follows if not follow.introduced]:
        rows += _posts(id__in=_newest_ids(new))
    return list({row[0]: row for row in rows}.values())


def _newest_ids(sources: list[int]) -> list[int]:
    """The newest few posts of each source, by one walk of the index a source."""
    newest = Post.objects.filter(source=OuterRef("pk")).order_by("-id").values("id")
    marks = {f"newest_{n}": Subquery(newest[n : n + 1]) for n in range(NEW_SOURCE_POSTS)}
    rows = Source.objects.filter(pk__in=sources).annotate(**marks).values_list(*marks)
    return [post_id for row in rows for post_id in row if post_id is not None]


def undated(rows: Iterable[Sequence[Any]], sources: Collection[int]) -> set[int]:
    """Which of the posts of these sources bear the moment at which they were first seen. One query at most."""
    ids = [row[0] for row in rows if row[1] in sources]
    seen = Post.objects.filter(pk__in=ids).values_list("id", "seen_at") if ids else ()
    return {post_id for post_id, at in seen if at - when(post_id) < UNDATED}


def met_before(owner: Owner, day: date) -> list[tuple[int, int | None]]:
    """Posts that the owner was offered on earlier days, kept, passed or opened, with their address keys. One query.

    What was offered on the day itself may be chosen again: an edition that is composed anew starts from the same."""
    states = PostState.objects.filter(owner=owner).exclude(offered_on=day)
    recent = Q(offered_on__gte=day - timedelta(days=REMEMBERED_DAYS)) | Q(offered_on=None)
    return list(states.filter(recent).values_list("post_id", "post__url_key"))


def liked_and_not(owner: Owner, now: datetime) -> tuple[list[str], list[str]]:
    """The words of posts the owner asked for more of lately, and of those they found not useful. One query."""
    since = now - timedelta(days=LIKED_DAYS)
    states = PostState.objects.filter(owner=owner).filter(Q(more_like_at__gte=since) | Q(not_useful_at__gte=since))
    more: list[str] = []
    less: list[str] = []
    for title, excerpt, more_at in states.values_list("post__title", "post__excerpt", "more_like_at"):
        (more if more_at else less).append(f"{title}\n{excerpt}")
    return more, less


def open_questions(owner: Owner, day: date) -> list[str]:
    """One query."""
    return list(Question.objects.visible_to(owner).open(day).values_list("text", flat=True))


def questions_served(owner: Owner, day: date) -> dict[int, str]:
    """Sources that the owner follows for the sake of an open question, with that question. One query."""
    serving = Follow.questions.through.objects.filter(
        follow__owner=owner, question__state=Question.State.OPEN, question__ends_on__gte=day
    )
    return dict(serving.order_by("-question_id").values_list("follow__source_id", "question__text"))


def muted_words(owner: Owner) -> tuple[str, ...]:
    """One query."""
    return tuple(MutedWord.objects.filter(owner=owner).values_list("text", flat=True))


@dataclass(frozen=True, slots=True)
class Turn:
    """That something was in an edition, and whose it was."""

    day: date
    source_id: int
    person_id: int | None
    author: str
    long_read: bool


def recent_turns(owner: Owner, day: date) -> list[Turn]:
    """What was in the editions of the month before. One query."""
    items = EditionItem.objects.filter(
        edition__owner=owner, edition__date__lt=day, edition__date__gte=day - timedelta(days=TURN_DAYS)
    )
    columns = ("edition__date", "post__source_id", "person_id", "post__author", "reasons")
    return [
        Turn(on, source_id, person_id, author, any(reason["kind"] == "long_read" for reason in reasons))
        for on, source_id, person_id, author, reasons in items.values_list(*columns)
    ]


def wrote_before(sources: Collection[int]) -> dict[int, date]:
    """When each source wrote the piece before its newest. One query, a short walk of the index a source."""
    newest = Post.objects.filter(source=OuterRef("pk")).order_by("-id").values("id")
    rows = Source.objects.filter(pk__in=sources).annotate(second=Subquery(newest[1:2])).values_list("pk", "second")
    return {source_id: when(post_id).date() for source_id, post_id in rows if post_id is not None}


def preferences_of(owner: Owner) -> Preferences:
    """The owner's, made with the defaults when there are none yet."""
    found, _made = Preferences.objects.get_or_create(owner=owner)
    return found


def usual(marks: Iterable[Sequence[str] | frozenset[str]], share: float) -> frozenset[str]:
    """The commonest marks that together make up `share` of all: what is usual for this owner. Pure."""
    told = Counter(mark for some in marks for mark in some if mark)
    enough, found, covered = share * told.total(), set(), 0
    for mark, times in sorted(told.items(), key=lambda one: (-one[1], one[0])):
        if covered >= enough:
            break
        found.add(mark)
        covered += times
    return frozenset(found)
