"""What pages and commands show of sources: their state in words, never an alarm."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from allotment.core import words
from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.core.rows import Asked, attributes
from allotment.people.models import Person
from allotment.seek.models import Follow, FollowRequest, Source

A_PAGE = 50
FIRST_LOOKS_TAKE = timedelta(minutes=2)
"""How long a first edition waits for the rest of what was asked for."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as a list shows it, and as programs want it."""

    id: int
    title: str
    kind: str
    address: str
    site_address: str
    state: str
    state_words: str
    person_id: int | None
    person: str
    next_look: datetime | None
    error_code: str
    error_message: str
    paused_until: date | None
    less_until: date | None


@dataclass(frozen=True, slots=True)
class FollowRecord:
    """One follow as its page shows it."""

    line: SourceLine
    why: str
    question_ids: tuple[int, ...]
    description: str
    language: str
    looked_at: datetime | None


@dataclass(frozen=True, slots=True)
class SourceLines:
    """Some of the sources by title, and the id and title the next ones begin with; empty where they end."""

    sources: tuple[SourceLine, ...]
    next_from: str


def follows_anything(*, owner: Owner) -> bool:
    """One query."""
    return Follow.objects.visible_to(owner).exists()


def waits_for_first_looks(*, owner: Owner, now: datetime) -> bool:
    """Whether what the owner asked to follow these last minutes is still being looked at. Two queries."""
    since = now - FIRST_LOOKS_TAKE
    waiting = FollowRequest.Status.WAITING
    asked = FollowRequest.objects.filter(batch__owner=owner, batch__asked_at__gte=since, status=waiting)
    new = Follow.objects.visible_to(owner).filter(
        added_at__gte=since, source__looked_at=None, source__next_look_at__lte=now
    )
    return asked.exists() or new.exists()


def sources_of(*, owner: Owner, now: datetime) -> list[SourceLine]:
    """All of them, by title. One query."""
    return list(_lines(Follow.objects.visible_to(owner).order_by("source__title", "source_id"), now))


def a_page_of_sources(*, owner: Owner, now: datetime, after: str = "", holds: str = "") -> SourceLines:
    """The next fifty by title; with `holds`, those whose title, address or person hold it. One query."""
    follows = Follow.objects.visible_to(owner).order_by("source__title", "source_id")
    if holds:
        follows = follows.filter(
            Q(source__title__icontains=holds) | Q(source__address__icontains=holds) | Q(person__name__icontains=holds)
        )
    title, _mark, pk = after.rpartition("~")
    if pk.isascii() and pk.isdigit():
        follows = follows.filter(source__title__gte=title).exclude(source__title=title, source_id__lte=int(pk))
    lines = list(_lines(follows[: A_PAGE + 1], now))
    last = lines[A_PAGE - 1] if len(lines) > A_PAGE else None
    return SourceLines(tuple(lines[:A_PAGE]), f"{last.title}~{last.id}" if last else "")


OF_FOLLOW, OF_SOURCE, OF_PERSON = attributes(Follow), attributes(Source), ["id", "name"]
_OF_PERSON = Asked(
    lambda owner, person: (
        Follow.objects.filter(owner=owner, person=person)
        .order_by("id")
        .values_list(*OF_FOLLOW, *attributes(Source, behind="source"), "person__id", "person__name")
    ),
    int,
    int,
)


def sources_of_person(*, owner: Owner, person_id: int, now: datetime) -> list[SourceLine]:
    """One query."""
    return [line_of(_follow(row), now) for row in _OF_PERSON(owner.pk, person_id)]


def _follow(row: Sequence[Any]) -> Follow:
    """A row of `_OF_PERSON` with its source and what is shown of the person."""
    follow, source = len(OF_FOLLOW), len(OF_FOLLOW) + len(OF_SOURCE)
    made = Follow.from_db(connection.alias, OF_FOLLOW, row[:follow])
    made.source = Source.from_db(connection.alias, OF_SOURCE, row[follow:source])
    made.person = Person.from_db(connection.alias, OF_PERSON, row[source:])
    return made


def follow_of(*, owner: Owner, source_id: int, now: datetime) -> FollowRecord:
    """One followed source; NotFound where the owner does not follow it. Two queries."""
    follow = Follow.objects.visible_to(owner).filter(source_id=source_id).select_related("source", "person").first()
    if follow is None:
        raise NotFound
    source = follow.source
    return FollowRecord(
        line=line_of(follow, now),
        why=follow.why,
        question_ids=tuple(follow.questions.values_list("pk", flat=True)),
        description=source.description,
        language=source.language,
        looked_at=source.looked_at,
    )


def _lines(follows: QuerySet[Follow], now: datetime) -> Iterable[SourceLine]:
    return (line_of(follow, now) for follow in follows.select_related("source", "person"))


def line_of(follow: Follow, now: datetime) -> SourceLine:
    """Reads what came with the follow."""
    source, person = follow.source, follow.person
    return SourceLine(
        id=source.pk,
        title=source.title or source.address,
        kind=source.kind,
        address=source.address,
        site_address=source.site_address,
        state=source.state,
        state_words=state_words(source, follow, now),
        person_id=person.pk if person else None,
        person=person.name if person else "",
        next_look=source.next_look_at,
        error_code=source.error_code,
        error_message=source.error_message,
        paused_until=follow.paused_until,
        less_until=follow.less_until,
    )


def state_words(source: Source, follow: Follow, now: datetime) -> str:
    """“Last wrote on Friday. Next look at 14:20.”, “No answer since 3 March. The address is gone. Next look …”"""
    today = timezone.localtime(now).date()
    said = [*_pauses(follow, today), *_health(source, today), *_next(source, now)]
    return " ".join(f"{words.sentence_start(sentence.rstrip('.'))}." for sentence in said)


def _pauses(follow: Follow, today: date) -> Iterable[str]:
    if follow.paused_until and follow.paused_until > today:
        yield _("paused until %(day)s") % {"day": words.day_with_year(follow.paused_until, today)}
    if follow.less_until and follow.less_until > today:
        yield _("resting until %(day)s") % {"day": words.day_with_year(follow.less_until, today)}


def _health(source: Source, today: date) -> Iterable[str]:
    if source.state == Source.State.GONE:
        yield _("gone for good; its posts stay here")
    elif source.error_code:
        since = timezone.localtime(source.failing_since).date() if source.failing_since else today
        if since < today:
            yield _("no answer since %(day)s") % {"day": words.day_with_year(since, today)}
        yield source.error_message or _("the last look failed")
    elif source.newest_post_at:
        yield _("last wrote %(when)s") % {"when": words.since(timezone.localtime(source.newest_post_at).date(), today)}
    elif source.looked_at:
        yield _("nothing written yet")


def _next(source: Source, now: datetime) -> Iterable[str]:
    if source.state == Source.State.RESTING:
        yield _("we let it rest; look again whenever you like")
    elif source.next_look_at is None:
        return
    elif source.next_look_at <= now:
        yield _("next look any minute now")
    else:
        yield _("next look %(when)s") % {"when": _moment(source.next_look_at, now)}


def _moment(at: datetime, now: datetime) -> str:
    """“at 14:20”, “on Monday at 09:10”, “on 3 December”."""
    local, today = timezone.localtime(at), timezone.localtime(now).date()
    days, time = (local.date() - today).days, date_format(local, "H:i")
    if days == 0:
        return _("at %(time)s") % {"time": time}
    if days < 7:
        return _("on %(weekday)s at %(time)s") % {"weekday": date_format(local, "l"), "time": time}
    return _("on %(day)s") % {"day": words.day_with_year(local.date(), today)}
