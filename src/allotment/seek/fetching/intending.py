"""From parsed feeds to what shall be stored: the known is read, the rest decided, cleaned and drafted."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from allotment.networks.errors import NetworkError
from allotment.networks.http import Retrieved
from allotment.networks.records import FeedRecord
from allotment.seek.deciding import (
    Intent,
    Keyed,
    Replaced,
    SourceForLook,
    after_failure,
    after_feed,
    keyed,
    matched,
    unmatched,
)
from allotment.seek.deciding.looks import believed_move
from allotment.seek.fetching.languages import language_of
from allotment.seek.fetching.making import Draft, draft_of
from allotment.seek.fetching.reading import known_by_guid, known_otherwise

log = logging.getLogger(__name__)

ROWS: int = 500
"""How many rows a transaction writes, about: the lock is held for 50 ms."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A source whose feed was read."""

    source: SourceForLook
    answer: Retrieved
    feed: FeedRecord
    body_hash: int
    entries: tuple[Keyed, ...]


@dataclass(slots=True)
class Drafted:
    """What one transaction writes: posts, and sources once the last of their posts are in it."""

    new: list[Draft] = field(default_factory=list)
    replaced: list[tuple[Replaced, Draft]] = field(default_factory=list)
    sources: list[SourceForLook] = field(default_factory=list)
    first: set[int] = field(default_factory=set)
    """Sources of which nothing was stored before."""

    @property
    def rows(self) -> int:
        """Posts to write."""
        return len(self.new) + len(self.replaced)

    @property
    def weight(self) -> int:
        return self.rows + len(self.sources)

    @property
    def first_address(self) -> str | None:
        """Of a part with one post: where that is, for the log."""
        drafts = [*self.new, *(draft for _, draft in self.replaced)]
        return drafts[0].keyed.entry.address if drafts else None

    def halves(self) -> "tuple[Drafted, Drafted]":
        """Its posts in two parts, the sources with the second."""
        new, replaced = len(self.new) // 2, (len(self.replaced) + 1) // 2
        first = Drafted(self.new[:new], self.replaced[:replaced])
        return first, Drafted(self.new[new:], self.replaced[replaced:], self.sources, self.first)

    def without_rows(self) -> "Drafted":
        return Drafted(sources=self.sources, first=self.first)


def parsed(source: SourceForLook, answer: Retrieved, feed: FeedRecord, body_hash: int) -> Parsed:
    return Parsed(source, answer, feed, body_hash, keyed(source.id, feed.entries))


def intents_of(feeds: Sequence[Parsed], now: datetime) -> list[Intent]:
    """Reads what is known of all entries in one query, and of the unrecognised ones in two more."""
    by_guid = known_by_guid([each.guid_key for one in feeds if not one.source.is_new for each in one.entries])
    strangers = {one.source.id: unmatched(one.entries, by_guid) for one in feeds if not one.source.is_new}
    others = known_otherwise({source: entries for source, entries in strangers.items() if entries})
    intents = []
    for one in feeds:
        found = matched(one.entries, by_guid, others.get(one.source.id, ()))
        changed = bool(found.new or found.replaced)
        after = after_feed(one.source, one.answer, one.feed, now, body_hash=one.body_hash, changed=changed)
        intents.append(Intent(after, one.source.is_new, found.new, found.replaced, believed_move(after)))
    return intents


def drafted(intents: Sequence[Intent], now: datetime) -> Iterator[Drafted]:
    """Cleans what is new, and deals it out in transactions; a feed with more rows than fit comes in several."""
    part = Drafted()
    for intent in intents:
        try:
            source, new, replaced = _drafts(intent, now)
        except Exception:
            log.exception("The entries of %s could not be cleaned", intent.source.address)
            error = NetworkError("unreadable", "Something in this feed could not be understood.")
            source, new, replaced = after_failure(intent.source, error, now), [], []
        part.replaced += replaced
        for start in range(0, len(new), ROWS):
            part.new += new[start : start + ROWS]
            if part.weight >= ROWS and start + ROWS < len(new):
                yield part
                part = Drafted()
        part.sources.append(source)
        if intent.first:
            part.first.add(source.id)
        if part.weight >= ROWS:
            yield part
            part = Drafted()
    if part.weight:
        yield part


def _drafts(intent: Intent, now: datetime) -> tuple[SourceForLook, list[Draft], list[tuple[Replaced, Draft]]]:
    source = intent.source
    new = [draft_of(source, each, now, place) for place, each in enumerate(intent.new)]
    replaced = [(each, draft_of(source, each.keyed, now, 0)) for each in intent.replaced]
    if new and not source.language:
        source = replace(source, language=language_of(draft.text or draft.title for draft in new))
    for draft in (*new, *(draft for _, draft in replaced)):
        draft.language = draft.language or source.language
    return source, new, replaced
