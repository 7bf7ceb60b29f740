"""Writes looks: posts, their words in the index and the sources' outcome in one transaction.

Wherever the process is killed, each post is there once with its words, or not at all, and then its source is as it
was before the look. Two processes that look at the same source at once take turns: the second finds the first's
posts by their guids.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any, Final

from django.db import transaction

from allotment.core.ids import free_id
from allotment.core.rows import insert_rows, update_rows
from allotment.seek.deciding import Replaced, SourceForLook
from allotment.seek.fetching.candidates import note_candidates
from allotment.seek.fetching.indexing import documents_of_drafts, documents_of_posts
from allotment.seek.fetching.intending import Drafted
from allotment.seek.fetching.introducing import introduce
from allotment.seek.fetching.joining import join_people
from allotment.seek.fetching.making import COLUMNS, Draft
from allotment.seek.fetching.reading import SOURCE_FIELDS
from allotment.seek.models import Post, Source
from allotment.seek.searchable import POSTS

OUTCOME_COLUMNS: Final = tuple(name for name in SOURCE_FIELDS if name not in {"id", "address", "address_key"})
SETTLED_COLUMNS: Final = (
    *("state", "etag", "last_modified", "next_look_at", "looked_at", "moved_to", "moved_times"),
    *("failing_since", "failures", "error_code", "error_message"),
)
"""All that a look without news changes."""

KEPT_COLUMNS: Final = {"id", "source", "published_at", "seen_at"}
REPLACED_COLUMNS: Final = tuple(name for name in COLUMNS if name not in KEPT_COLUMNS)
REPLACED_PLACES: Final = tuple(COLUMNS.index(name) for name in REPLACED_COLUMNS)


def store(part: Drafted, now: datetime) -> int:
    """Writes one part; how many posts are new by it."""
    with transaction.atomic():
        alive = _alive({draft.source_id for draft in part.new} | {source.id for source in part.sources})
        new = _numbered([draft for draft in part.new if draft.source_id in alive])
        insert_rows(Post, COLUMNS, [draft.row for draft in new])
        POSTS.add(documents_of_drafts(new))
        _replace(part.replaced, now)
        _write_sources([source for source in part.sources if source.id in alive], OUTCOME_COLUMNS)
        note_candidates(new, now=now)
        first = [source for source in part.sources if source.id in part.first]
        introduce(first)
        join_people(first)
    return len(new)


def settle(sources: Sequence[SourceForLook]) -> None:
    """Writes the outcome of looks that brought no news."""
    if sources:
        with transaction.atomic():
            _write_sources(sources, SETTLED_COLUMNS)


def _write_sources(sources: Iterable[SourceForLook], columns: Sequence[str]) -> None:
    rows = [(*(getattr(source, name) for name in columns), None, source.id) for source in sources]
    update_rows(Source, [*columns, "lease_until"], rows)


def _alive(ids: set[int]) -> set[int]:
    """Those of the sources that still exist, locked so that a second worker waits for its turn."""
    return set(Source.objects.filter(pk__in=ids).order_by("pk").select_for_update().values_list("pk", flat=True))


def _numbered(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts whose post is not there yet, each with an id that nobody has."""
    if not drafts:
        return []
    keys = [draft.keyed.guid_key for draft in drafts]
    stored = set(Post.objects.filter(guid_key__in=keys).values_list("guid_key", flat=True))
    new: list[Draft] = []
    taken: set[int] = set()
    for draft in drafts:
        if draft.keyed.guid_key not in stored:
            stored.add(draft.keyed.guid_key)
            draft.id = free_id(draft.id, taken)
            taken.add(draft.id)
            new.append(draft)
    # In the order of their ids: FTS5 begins a new segment for each that is smaller than the one before, which is
    # three times as dear.
    return sorted(_moved_up(new), key=attrgetter("id"))


def _moved_up(drafts: list[Draft]) -> list[Draft]:
    """Gives the next free id to each whose id another post has."""
    taken = {draft.id for draft in drafts}
    asked = drafts
    while held := _held([draft.id for draft in asked]):
        taken |= held
        asked = [draft for draft in asked if draft.id in held]
        for draft in asked:
            draft.id = free_id(draft.id, taken)
            taken.add(draft.id)
    return drafts


def _held(ids: Sequence[int]) -> set[int]:
    return set(Post.objects.filter(pk__in=ids).values_list("pk", flat=True))


def _replace(pairs: Sequence[tuple[Replaced, Draft]], now: datetime) -> None:
    """Writes what a feed now has otherwise over the posts it had."""
    if not pairs:
        return
    drafts = {replaced.post_id: draft for replaced, draft in pairs}
    keys = {draft.keyed.guid_key: post_id for post_id, draft in drafts.items()}
    for guid_key, holder in Post.objects.filter(guid_key__in=keys).values_list("guid_key", "pk"):
        if holder != keys[guid_key]:
            drafts.pop(keys[guid_key], None)
    old = documents_of_posts(drafts)
    drafts = {document.id: drafts[document.id] for document in old}
    rows: list[Sequence[Any]] = []
    for post_id, draft in drafts.items():
        draft.id = post_id
        values = draft.row
        rows.append([*(values[place] for place in REPLACED_PLACES), post_id])
    update_rows(Post, REPLACED_COLUMNS, rows)
    edited = [replaced.post_id for replaced, _ in pairs if replaced.edited and replaced.post_id in drafts]
    update_rows(Post, ["edited_at"], [(now, post_id) for post_id in edited])
    POSTS.replace(sorted(old), sorted(documents_of_drafts(drafts.values())))
