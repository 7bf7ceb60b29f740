"""A look at many sources: retrieve → parse → decide → store, with a bounded amount of each in memory.

Requests are handed to the door as it has room for them; what comes back is parsed at once, and written whenever
some five hundred entries have gathered. So two thousand feeds need no more memory than two hundred.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Final

from django.db import DatabaseError, IntegrityError, OperationalError

from allotment.core.chores import release, stopping
from allotment.core.errors import from_database
from allotment.networks.errors import NetworkError
from allotment.networks.feeds import parse
from allotment.networks.http import Door, Failed, Outcome, Request, Retrieved
from allotment.networks.records import FeedRecord
from allotment.seek.deciding import Intent, SourceForLook, after_failure, after_nothing_new
from allotment.seek.deciding.looks import believed_move
from allotment.seek.fetching.doors import the_door
from allotment.seek.fetching.intending import Drafted, Parsed, drafted, intents_of, parsed
from allotment.seek.fetching.moving import move
from allotment.seek.fetching.reading import sources_for_look
from allotment.seek.fetching.storing import settle, store
from allotment.seek.models import Source

log = logging.getLogger(__name__)

ENTRIES: Final = 500
"""Parsed entries that may wait to be written."""
SETTLED: Final = 200
"""Looks without news that may wait to be written."""


@dataclass(slots=True)
class Report:
    """What became of the looks of one run."""

    looked: int = 0
    unchanged: int = 0
    changed: int = 0
    failed: int = 0
    new_posts: int = 0
    failures: list[SourceForLook] = field(default_factory=list)
    """The sources as they are now, with what went wrong."""


class Look:
    """One run over any number of sources."""

    def __init__(self, *, now: datetime, door: Door | None = None, seconds: float | None = None) -> None:
        """After `seconds` nothing new is begun: what is left is given back undone."""
        self.now = now
        self.report = Report()
        self._door = door
        self._until = None if seconds is None else time.monotonic() + seconds
        self._waiting: dict[int, SourceForLook] = {}
        self._parsed: list[Parsed] = []
        self._entries = 0
        self._settled: list[SourceForLook] = []

    def run(self, batches: Iterable[Sequence[int]], progress: Callable[[Report], None] | None = None) -> Report:
        """Looks at every source of every batch; a batch is taken when the one before is on its way."""
        door = self._door or the_door()
        for outcome in door.fetch_many(self._requests(batches)):
            self.take(self._waiting.pop(_key(outcome)), outcome)
            if progress:
                progress(self.report)
            if stopping.is_set():
                break
        self.write()
        self._give_back()
        return self.report

    def take(self, source: SourceForLook, outcome: Outcome) -> None:
        """Reads what came back; writes when enough has gathered."""
        self.report.looked += 1
        if isinstance(outcome, Failed):
            self._fail(source, outcome.error)
            return
        body_hash = hash_of(outcome.body)
        if outcome.status == 304 or body_hash == source.body_hash:
            self.report.unchanged += 1
            self._settle(after_nothing_new(source, outcome, self.now))
            return
        try:
            feed = feed_of(outcome, now=self.now)
        except NetworkError as error:
            self._fail(source, error)
        else:
            self.take_feed(parsed(source, outcome, feed, body_hash))

    def take_feed(self, feed: Parsed) -> None:
        """Takes a feed that is read already."""
        self._parsed.append(feed)
        self._entries += len(feed.entries)
        if self._entries >= ENTRIES:
            self.write()

    def write(self) -> None:
        """Stores all that has gathered. Raises Busy or DiskFull where the database cannot be written just now: then
        the sources are due as before."""
        feeds, settled, self._parsed, self._settled, self._entries = self._parsed, self._settled, [], [], 0
        try:
            settle(settled)
            intents = intents_of(feeds, self.now)
            for part in drafted(intents, self.now):
                self.report.new_posts += stored(part, self.now)
            for intent in intents:
                self._count(intent)
            for source in (*settled, *(intent.source for intent in intents)):
                if there := believed_move(source):
                    move(source.id, there, now=self.now)
        except DatabaseError as error:
            self._waiting |= {source.id: source for source in (*settled, *(feed.source for feed in feeds))}
            raise self._given_up(error) from error

    def _requests(self, batches: Iterable[Sequence[int]]) -> Iterator[Request]:
        for ids in batches:
            sources = sources_for_look(ids)
            self._waiting |= {source.id: source for source in sources}
            for source in sources:
                if stopping.is_set() or (self._until is not None and time.monotonic() > self._until):
                    return
                validators = (source.etag or None, source.last_modified or None)
                yield Request(source.address, *validators, key=source.id)

    def _fail(self, source: SourceForLook, error: NetworkError) -> None:
        self.report.failed += 1
        after = after_failure(source, error, self.now)
        self.report.failures.append(after)
        self._settle(after)

    def _settle(self, source: SourceForLook) -> None:
        self._settled.append(source)
        if len(self._settled) >= SETTLED:
            self.write()

    def _count(self, intent: Intent) -> None:
        if intent.source.error_code:
            self.report.failed += 1
            self.report.failures.append(intent.source)
        elif intent.new or intent.replaced:
            self.report.changed += 1
        else:
            self.report.unchanged += 1

    def _given_up(self, error: DatabaseError) -> Exception:
        """Tries to free the leases; where even that cannot be written they expire."""
        with suppress(DatabaseError):
            self._give_back()
        return from_database(error) or error

    def _give_back(self) -> None:
        if self._waiting:
            release(Source, self._waiting)
            self._waiting = {}


def look(ids: Sequence[int], *, now: datetime, seconds: float | None = None) -> Report:
    """Looks at these sources once."""
    return Look(now=now, seconds=seconds).run([ids])


def hash_of(body: bytes) -> int:
    return int.from_bytes(blake2b(body, digest_size=8).digest(), "big", signed=True)


def feed_of(answer: Retrieved, *, now: datetime) -> FeedRecord:
    """The feed in an answer. Raises NetworkError."""
    try:
        content_type = answer.headers.get("content-type")
        return parse(answer.body, address=answer.address, content_type=content_type, now=now)
    except NetworkError:
        raise
    except Exception as error:
        log.exception("The parser stumbled over %s", answer.address)
        raise NetworkError("unreadable", "Something in this feed could not be understood.") from error


def stored(part: Drafted, now: datetime) -> int:
    """Writes a part; a row that no database takes is left out, and said, instead of spoiling the others."""
    try:
        return _stored_in_turn(part, now)
    except OperationalError:
        raise
    except (DatabaseError, ValueError, OverflowError):
        if not part.rows:
            raise
        if part.rows == 1:
            log.exception("A post could not be stored: %s", part.first_address)
            return stored(part.without_rows(), now)
    return sum(stored(half, now) for half in part.halves())


def _stored_in_turn(part: Drafted, now: datetime) -> int:
    """Where two workers of one PostgreSQL choose the same id at once, the later one chooses again."""
    for _ in range(3):
        try:
            return store(part, now)
        except IntegrityError:
            log.info("Two posts wanted one number; choosing again.")
    return store(part, now)


def _key(outcome: Outcome) -> int:
    key = outcome.request.key
    if not isinstance(key, int):
        raise TypeError("a look's requests carry the source's id")
    return key
