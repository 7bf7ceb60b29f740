"""Which entries of a feed are posts we have, under whatever guid.

A post is recognised by its guid; else by its address, as long as title or date agree; else by title and date;
else, where it has no date, by its words. Each of these must be unmistakable: what two entries or two posts share
recognises nothing, so that a feed whose entries all link to its home page, or all carry one guid, loses none.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Final

from allotment.core.ids import key64
from allotment.networks.addresses import url_key
from allotment.networks.records import EntryRecord
from allotment.seek.deciding.plain import web_address
from allotment.seek.deciding.stages import Keyed, Known, Matched, Replaced


def keyed(source_id: int, entries: Sequence[EntryRecord]) -> tuple[Keyed, ...]:
    """The entries with their fingerprints; one that stands there twice comes once, the first of them."""
    times = Counter(entry.guid for entry in entries)
    if len(times) == len(entries):
        return tuple(Keyed(key64(source_id, entry.guid), content_hash(entry), entry) for entry in entries)
    places = Counter((entry.guid, entry.address) for entry in entries)
    found: dict[int, Keyed] = {}
    for entry in entries:
        told = identity(entry, times, places)
        found.setdefault(key64(source_id, *told), Keyed(key64(source_id, *told), content_hash(entry), entry))
    return tuple(found.values())


def identity(
    entry: EntryRecord, times: Mapping[str, int], places: Mapping[tuple[str, str | None], int]
) -> tuple[str, ...]:
    """What tells an entry from the others of its feed: its guid, unless the feed uses one for several."""
    if times[entry.guid] == 1:
        return (entry.guid,)
    if places[entry.guid, entry.address] == 1:
        return (entry.guid, entry.address or "")
    return (entry.guid, entry.address or "", entry.title, str(entry.published or ""))


def content_hash(entry: EntryRecord) -> int:
    """A fingerprint of the words and their markup, signed 64 bits."""
    told = f"{entry.title}\x1f{entry.content}\x1f{entry.summary}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big", signed=True)


def unmatched(entries: Iterable[Keyed], by_guid: Mapping[int, Known]) -> list[Keyed]:
    """Those that no guid recognises."""
    return [each for each in entries if each.guid_key not in by_guid]


def matched(entries: Sequence[Keyed], by_guid: Mapping[int, Known], others: Iterable[Known] = ()) -> Matched:
    """Tells new, changed and unchanged entries apart. `others` are posts of the same source that an entry without
    a known guid may be."""
    replaced: list[Replaced] = []
    for each in entries:
        known = by_guid.get(each.guid_key)
        if known is not None and (changed := _changed(each, known)):
            replaced.append(changed)
    strangers = unmatched(entries, by_guid)
    told = {each.guid_key for each in entries}
    again = recognised(strangers, [known for known in others if known.guid_key not in told])
    replaced += [Replaced(known.id, each, edited=each.content_hash != known.content_hash) for each, known in again]
    found = {each.guid_key for each, _ in again}
    new = tuple(each for each in strangers if each.guid_key not in found)
    return Matched(new, tuple(replaced), len(entries) - len(new) - len(replaced))


def recognised(strangers: Sequence[Keyed], others: Sequence[Known]) -> list[tuple[Keyed, Known]]:
    """Pairs of an entry and the post that it is under another guid."""
    pairs: list[tuple[Keyed, Known]] = []
    left, free = list(strangers), list(others)
    for of_entry, of_known in FEATURES:
        knowns = _single(free, of_known)
        for key, each in _single(left, of_entry).items():
            known = knowns.get(key)
            if known is not None and _agree(each, known):
                pairs.append((each, known))
                left.remove(each)
                free.remove(known)
    return pairs


def _changed(each: Keyed, known: Known) -> Replaced | None:
    edited = each.content_hash != known.content_hash
    moved = each.entry.address != known.address and web_address(each.entry.address) not in {"", known.address}
    return Replaced(known.id, each, edited=edited) if edited or moved else None


def _single[T](things: Iterable[T], feature: Callable[[T], Hashable]) -> dict[Hashable, T]:
    """Things by a feature that is theirs alone; None is no feature."""
    keys = [(feature(thing), thing) for thing in things]
    times = Counter(key for key, _ in keys)
    return {key: thing for key, thing in keys if key is not None and times[key] == 1}


def _agree(each: Keyed, known: Known) -> bool:
    """Whether date or words are the same too, or the title, unless it is the home page that they link to: a weekly
    letter may have one title and one link for all its numbers."""
    entry = each.entry
    same_title = bool(entry.title) and entry.title[:500] == known.title
    return (
        entry.published == known.published_at
        or each.content_hash == known.content_hash
        or (same_title and not _is_home(known.address))
    )


def _is_home(address: str) -> bool:
    return "/" not in address.partition("://")[2].rstrip("/")


def _place_of_entry(each: Keyed) -> Hashable:
    return url_key(each.entry.address) if each.entry.address else None


def _place_of_known(known: Known) -> Hashable:
    return known.url_key


def _headline_of_entry(each: Keyed) -> Hashable:
    entry = each.entry
    return (entry.title[:500], entry.published) if entry.title and entry.published else None


def _headline_of_known(known: Known) -> Hashable:
    return (known.title, known.published_at) if known.title else None


def _words_of_entry(each: Keyed) -> Hashable:
    return None if each.entry.published else each.content_hash


def _words_of_known(known: Known) -> Hashable:
    return known.content_hash


FEATURES: Final[Sequence[tuple[Callable[[Keyed], Hashable], Callable[[Known], Hashable]]]] = (
    (_place_of_entry, _place_of_known),
    (_headline_of_entry, _headline_of_known),
    (_words_of_entry, _words_of_known),
)
