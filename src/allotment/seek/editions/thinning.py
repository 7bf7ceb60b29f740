"""Which posts in reach are worth a closer look: of somebody who never stops writing not every one. Pure."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from operator import itemgetter
from struct import unpack
from typing import Any

from allotment.seek.editions.gathering import FollowFacts
from allotment.seek.ranking import VoiceKey, voice_key

NEWEST = 12
"""Posts of one voice that are looked at whatever they say; of these one may be offered, on a thin day two."""

type Row = Sequence[Any]


def links_of(packed: bytes) -> tuple[int, ...]:
    """`Post.link_keys`, unpacked."""
    return unpack(f">{len(packed) // 8}q", packed) if packed else ()


def thinned(
    rows: Iterable[Row], by_source: Mapping[int, FollowFacts], *, near: Container[int], own: Iterable[int]
) -> list[Row]:
    """The newest dozen of each voice, and its older ones where they are near something, answer somebody, link to an
    address of the owner's `own` or have one in common with another voice. `rows` are those of `POST_COLUMNS`."""
    voices = {row[0]: _voice(row, by_source[row[1]]) for row in rows}
    newest_first = sorted(rows, key=itemgetter(0), reverse=True)
    telling = _in_common(newest_first, voices).union(own)
    seen, kept = Counter[VoiceKey](), []
    for row in newest_first:
        post_id, voice = row[0], voices[row[0]]
        seen[voice] += 1
        if seen[voice] <= NEWEST or post_id in near or row[9] or not telling.isdisjoint(_keys(row)):
            kept.append(row)
    return kept


def _voice(row: Row, follow: FollowFacts) -> VoiceKey:
    return voice_key(follow.person_id, follow.source_id, row[3])


def _keys(row: Row) -> tuple[int, ...]:
    """The address of a post and those it links to."""
    return links_of(row[6]) if row[5] is None else (row[5], *links_of(row[6]))


def _in_common(rows: Iterable[Row], voices: Mapping[int, VoiceKey]) -> set[int]:
    """Addresses that two voices have."""
    whose: dict[int, VoiceKey] = {}
    common = set[int]()
    for row in rows:
        voice = voices[row[0]]
        common.update(key for key in _keys(row) if whose.setdefault(key, voice) != voice)
    return common
