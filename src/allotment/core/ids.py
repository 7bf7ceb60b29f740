"""Chronological 64-bit ids: newest first is the order of rows, in tables and in the search index.

An id holds whole seconds since 1970 above six bits that come from what is numbered, so that the same thing
asks for the same id again. Two things of one second meet in one of sixty-four; whoever inserts moves the later
one up by a second. Six bits because the search index writes the distance to the last id beside every word: with
24 a post takes 390 bytes more (docs/decisions/0025-search.md).
"""

from collections.abc import Container
from datetime import UTC, datetime
from hashlib import blake2b

LOW_BITS = 6
LOW_MASK = (1 << LOW_BITS) - 1


def key64(*parts: str | int) -> int:
    """A signed 64-bit fingerprint of a few values, the same in every process."""
    told = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big", signed=True)


def chronological_id(at: datetime, key: int) -> int:
    """The id of something that happened at `at` (1970 or later) and has the fingerprint `key`."""
    return int(at.timestamp()) << LOW_BITS | key & LOW_MASK


def free_id(wanted: int, taken: Container[int]) -> int:
    """`wanted`, or the same place in the next second where nobody is: posts that bear only a day share its first
    second by the hundred, and the seconds after it are empty."""
    while wanted in taken:
        wanted += 1 << LOW_BITS
    return wanted


def first_id_at(at: datetime) -> int:
    """The smallest id of that second: `id >= first_id_at(since)` are the things since then."""
    return max(int(at.timestamp()), 0) << LOW_BITS


def when(chronological: int) -> datetime:
    """The second that an id holds."""
    return datetime.fromtimestamp(chronological >> LOW_BITS, UTC)
