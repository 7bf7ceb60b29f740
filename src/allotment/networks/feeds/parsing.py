"""The one function in front of the three lanes."""

from datetime import UTC, datetime
from typing import Final

from allotment.networks.errors import NetworkError
from allotment.networks.feeds.dates import AHEAD
from allotment.networks.feeds.doubts import DoubtError, ExcessiveError, IllFormedError
from allotment.networks.feeds.encodings import decoded
from allotment.networks.feeds.json_feed import parse_json
from allotment.networks.feeds.strict import parse_strictly
from allotment.networks.feeds.tidying import tidied
from allotment.networks.records import FeedRecord

_SPACE: Final = b" \t\r\n\x0b\x0c\x00"
_ALWAYS: Final = datetime.max.replace(tzinfo=UTC)
_BOM: Final = b"\xef\xbb\xbf"


def parse(body: bytes, *, address: str, content_type: str | None = None, now: datetime | None = None) -> FeedRecord:
    """The feed in `body`, whatever its format: at most 2 000 entries, the newest first.

    `address` is where it came from in the end, and what relative links resolve against. Dates more than
    two days after `now` are not believed; without it every date from 1970 on is. Raises NetworkError with
    the code empty, not_a_feed or unreadable, and nothing else.
    """
    latest = now + AHEAD if now else _ALWAYS
    if not body.strip(_SPACE + _BOM):
        raise NetworkError("empty", "The address answered with nothing at all; the feed may be back later.")
    start = body.removeprefix(_BOM).lstrip()
    if start[:1] == b"<":
        try:
            return parse_strictly(start, address=address, latest=latest)
        except ExcessiveError:
            raise _unreadable() from None
        except DoubtError as doubt:
            return _with_care(body, address, content_type, latest, again=isinstance(doubt, IllFormedError))
    return _with_care(body, address, content_type, latest, again=True)


def _with_care(body: bytes, address: str, content_type: str | None, latest: datetime, *, again: bool) -> FeedRecord:
    """What the strict lane leaves: decoded, tidied, and tried once more where that may have mended it."""
    text = decoded(body, content_type)
    if text.lstrip()[:1] in {"{", "["}:
        return parse_json(text, address=address, latest=latest)
    tidy = tidied(text)
    if tidy is None:
        raise _not_a_feed(text)
    if again:
        try:
            return parse_strictly(tidy.encode(), address=address, latest=latest)
        except ExcessiveError:
            raise _unreadable() from None
        except DoubtError:
            pass
    # feedparser costs a tenth of a second to load, and most refreshes never need it.
    from allotment.networks.feeds.tolerant import parse_tolerantly

    return parse_tolerantly(tidy, address=address, latest=latest)


def _unreadable() -> NetworkError:
    return NetworkError("unreadable", "The feed is built so strangely that reading it would take too long.")


def _not_a_feed(text: str) -> NetworkError:
    if "<html" in text[:4096].lower() or "<!doctype html" in text[:4096].lower():
        return NetworkError("not_a_feed", "This address is a web page, not a feed; give the page to follow instead.")
    return NetworkError("not_a_feed", "What came back is neither a feed nor a web page.")
