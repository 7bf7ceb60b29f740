"""The source as it shall be after a look."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, Protocol

from allotment.networks.addresses import canonical
from allotment.networks.errors import NetworkError
from allotment.networks.records import FeedRecord
from allotment.seek.deciding import rhythm
from allotment.seek.deciding.plain import LONGEST_ADDRESS, language_tag, plain, web_address
from allotment.seek.deciding.stages import SourceForLook

MOVES_AFTER: Final = 3
"""Looks in a row that must find the same permanent redirect before it is believed."""
RESTS_AFTER: Final = timedelta(days=30)
UNTIL_RESTING_LOOK: Final = timedelta(days=30)


class Answer(Protocol):
    """What of `networks.http.Retrieved` counts here."""

    @property
    def status(self) -> int: ...
    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def permanent_address(self) -> str | None: ...


def after_nothing_new(source: SourceForLook, answer: Answer, now: datetime) -> SourceForLook:
    """304, or the same body again."""
    moved_to, times = _moved(source, answer.permanent_address)
    settled = replace(
        source,
        state="active",
        etag=_validator(answer, "etag", source.etag, 500),
        last_modified=_validator(answer, "last-modified", source.last_modified, 100),
        looked_at=now,
        failing_since=None,
        failures=0,
        error_code="",
        error_message="",
        moved_to=moved_to,
        moved_times=times,
    )
    return replace(settled, next_look_at=rhythm.after_success(settled, answer.headers, now))


def after_feed(
    source: SourceForLook, answer: Answer, feed: FeedRecord, now: datetime, *, body_hash: int, changed: bool
) -> SourceForLook:
    """A feed that could be read. `changed`: it held something new or edited."""
    told = _with_hub(_as_told(source, feed, now), feed, now)
    heard = replace(told, body_hash=body_hash, changed_at=now if changed or source.is_new else source.changed_at)
    return after_nothing_new(heard, answer, now)


def after_failure(source: SourceForLook, error: NetworkError, now: datetime) -> SourceForLook:
    """Nothing came, or nothing that could be read. Validators stay: what they stand for, we still have."""
    since = source.failing_since or now
    failed = replace(
        source,
        failures=source.failures + 1,
        failing_since=since,
        error_code=error.code,
        error_message=plain(error.message, 1000),
        looked_at=now,
    )
    if error.code == "gone":
        return replace(failed, state="gone", next_look_at=None)
    if now - since >= RESTS_AFTER:
        return replace(failed, state="resting", next_look_at=now + UNTIL_RESTING_LOOK)
    return replace(failed, next_look_at=rhythm.after_failures(failed, error.retry_after, now))


def believed_move(source: SourceForLook) -> str:
    """The address it has moved to, once said often enough; else empty."""
    return source.moved_to if source.moved_times >= MOVES_AFTER else ""


def _validator(answer: Answer, name: str, stored: str, most: int) -> str:
    """What to send along next time. A 304 need not repeat it; a cut one would never match."""
    said = answer.headers.get(name, stored if answer.status == 304 else "")
    return said if len(said) <= most else ""


def _moved(source: SourceForLook, permanent: str | None) -> tuple[str, int]:
    there = canonical(permanent) if permanent else ""
    if not there or len(there) > LONGEST_ADDRESS or there == source.address:
        return "", 0
    return there, source.moved_times + 1 if there == source.moved_to else 1


def _as_told(source: SourceForLook, feed: FeedRecord, now: datetime) -> SourceForLook:
    """With what the feed says about itself; where it says nothing, what it said before."""
    dates = [entry.published for entry in feed.entries if entry.published]
    past = [at for at in (*dates, source.newest_post_at) if at and at <= now]
    often = rhythm.posts_per_month(dates, now)
    return replace(
        source,
        title=plain(feed.title, 300) or source.title,
        description=plain(feed.description, 1000) or source.description,
        site_address=web_address(feed.site_address) or source.site_address,
        image_address=web_address(feed.image_address) or source.image_address,
        language=language_tag(feed.language) or source.language,
        newest_post_at=max(past, default=source.newest_post_at),
        posts_per_month=source.posts_per_month if often is None else often,
        ttl_minutes=min(max(feed.ttl_minutes or 0, 0), 1440),
        skip_hours=sum(1 << hour for hour in feed.skip_hours if 0 <= hour < 24),
    )


def _with_hub(source: SourceForLook, feed: FeedRecord, now: datetime) -> SourceForLook:
    """With whom to ask for being told at once; to be asked again when hub or topic change."""
    hub = web_address(feed.hub)
    topic = (web_address(feed.self_address) or source.address) if hub else ""
    if (hub, topic) == (source.hub, source.hub_topic):
        return source
    return replace(source, hub=hub, hub_topic=topic, hub_due_at=now if hub else None)
