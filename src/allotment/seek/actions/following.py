"""Following a source, and no longer; what the owner keeps with it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from allotment.core.errors import NotFound
from allotment.core.leases import this_process
from allotment.core.models import Owner
from allotment.networks.addresses import understand, url_key
from allotment.networks.discovery import Found, discover
from allotment.networks.errors import NetworkError
from allotment.networks.http import Door
from allotment.seek.actions.behind import behind, person_behind
from allotment.seek.actions.importing import register_outlines
from allotment.seek.actions.outcomes import Followed, Status, failed
from allotment.seek.fetching.doors import the_door
from allotment.seek.fetching.intending import parsed
from allotment.seek.fetching.looking import Look, hash_of
from allotment.seek.fetching.reading import sources_for_look
from allotment.seek.models import Follow, Question, Source

FIRST_LOOK: Final = timedelta(minutes=2)
"""How long a worker leaves a source alone whose first look is being stored by whoever followed it."""


def follow(
    *, owner: Owner, text: str, now: datetime, person_name: str = "", door: Door | None = None
) -> list[Followed]:
    """Finds what can be followed at `text`, over the network, follows it and stores what it has. One record, or one a
    line where it is a subscription list."""
    try:
        known = followed_already(owner, text)
        found = None if known else discover(text, door or the_door(), now=now)
    except NetworkError as error:
        return [failed(text, error)]
    if known:
        return [known]
    if found is None or found.outlines:
        return register_outlines(owner=owner, outlines=found.outlines if found else (), now=now)
    return [follow_found(owner=owner, text=text, found=found, now=now, person_name=person_name, door=door)]


def follow_found(
    *,
    owner: Owner,
    text: str,
    found: Found,
    now: datetime,
    person_name: str = "",
    fields: Sequence[str] = (),
    door: Door | None = None,
) -> Followed:
    """Follows what was found. The feed that came with it is stored at once."""
    if found.feed_address is None:
        return failed(text, NetworkError("no_feed_found", "Nothing was found there that could be followed."))
    with transaction.atomic():
        source, fresh = _source(found, now)
        following = Follow.objects.filter(owner=owner, source=source).select_related("person").first()
        status: Status = "already" if following else "followed"
        if following is None:
            following = _new_follow(owner, source, found, now, person_name, fields)
    if fresh and found.feed is not None and found.retrieved is not None:
        _store_first_look(source, found, now, door)
        source.refresh_from_db()
    return _outcome(text, status, following, source)


def followed_already(owner: Owner, text: str) -> Followed | None:
    """Where the text is the address of a source that the owner follows: no network is needed to say so. Raises
    NetworkError for what is no address."""
    meant = understand(text)
    keys = [url_key(address) for address in meant.feed_addresses]
    mine = Follow.objects.visible_to(owner).filter(source__address_key__in=keys)
    following = mine.select_related("person", "source").first() if keys else None
    return _outcome(text, "already", following, following.source) if following else None


def unfollow(*, owner: Owner, source_id: int) -> None:
    """No longer follows it. Posts stay for whoever kept them; a source that nobody follows rests."""
    following = _following(owner, source_id)
    with transaction.atomic():
        following.delete()
        unused = Source.objects.filter(pk=source_id, follows__isnull=True)
        unused.update(next_look_at=None, hub_due_at=None)


def pause_follow(*, owner: Owner, source_id: int, until: date | None) -> None:
    """Hears nothing of it before that day; None: hears it again."""
    following = _following(owner, source_id)
    following.paused_until = until
    following.save(update_fields=["paused_until"])


def tell_why(*, owner: Owner, source_id: int, why: str, question_ids: Iterable[int] = ()) -> None:
    """Keeps why the owner follows it, and which of their learning questions it serves."""
    following = _following(owner, source_id)
    with transaction.atomic():
        following.why = why
        following.save(update_fields=["why"])
        following.questions.set(Question.objects.visible_to(owner).filter(pk__in=question_ids))


def look_again(*, owner: Owner, source_id: int, now: datetime) -> None:
    """Has the worker look at once, also where it had given up."""
    _following(owner, source_id)
    Source.objects.filter(pk=source_id).update(next_look_at=now, state=Source.State.ACTIVE)


def _following(owner: Owner, source_id: int) -> Follow:
    found = Follow.objects.visible_to(owner).filter(source_id=source_id).first()
    if found is None:
        raise NotFound
    return found


def _source(found: Found, now: datetime) -> tuple[Source, bool]:
    """The source, and whether its first look is ours to store."""
    address = found.feed_address or ""
    source, made = Source.objects.get_or_create(
        address_key=url_key(address),
        defaults={
            "kind": found.kind[:20],
            "address": address,
            "next_look_at": now,
            "lease_until": now + FIRST_LOOK,
            "lease_holder": this_process(),
        },
    )
    if not made and source.next_look_at is None:
        Source.objects.filter(pk=source.pk).update(next_look_at=now, state=Source.State.ACTIVE)
    return source, made


def _new_follow(
    owner: Owner, source: Source, found: Found, now: datetime, person_name: str, fields: Sequence[str]
) -> Follow:
    person = None
    if found.has_person or person_name:
        person = person_behind(owner=owner, known=behind(found), now=now, name=person_name, fields=fields)
    following, _ = Follow.objects.get_or_create(
        owner=owner, source=source, defaults={"person": person, "gathers": person is None, "added_at": now}
    )
    return following


def _store_first_look(source: Source, found: Found, now: datetime, door: Door | None) -> None:
    (facts,) = sources_for_look([source.pk])
    if found.feed is None or found.retrieved is None:
        return
    look = Look(now=now, door=door)
    look.take_feed(parsed(facts, found.retrieved, found.feed, hash_of(found.retrieved.body)))
    look.write()


def _outcome(text: str, status: Status, following: Follow, source: Source) -> Followed:
    return Followed(
        address=text,
        status=status,
        source_id=source.pk,
        source=source.address,
        title=source.title or source.address,
        kind=source.kind,
        person=following.person.name if following.person else None,
        follow_id=following.pk,
    )
