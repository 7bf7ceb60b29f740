"""The fetches of one discovery: each address once, a bounded number of them."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from allotment.networks.addresses import canonical
from allotment.networks.discovery.records import Getter
from allotment.networks.errors import NetworkError
from allotment.networks.feeds import parse
from allotment.networks.http import Retrieved
from allotment.networks.records import FeedRecord

MOST_FETCHES: Final = 24
_MOST_WAITS: Final = 2
_WAITS: Final = frozenset({"rate_limited", "unavailable", "timed_out", "unreachable"})
_HTML: Final = re.compile(
    rb"[\s\xef\xbb\xbf]*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|link)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class FeedFound:
    """A feed where it was found."""

    address: str
    feed: FeedRecord
    retrieved: Retrieved


@dataclass(slots=True)
class Look:
    """Remembers what it has asked, and what went wrong."""

    door: Getter
    now: datetime | None = None
    """Dates of posts far beyond it are not believed."""
    first_error: NetworkError | None = None
    waits: int = 0
    """How often somebody did not answer, or asked us to stay away."""
    _asked: dict[str, Retrieved | NetworkError] = field(default_factory=dict)

    @property
    def is_tired(self) -> bool:
        """Whether it would be impolite, or take minutes, to go on guessing."""
        return self.waits >= _MOST_WAITS

    def get(self, address: str, **fields: Any) -> Retrieved:
        """Raises NetworkError, the same again for an address that has failed before."""
        known = self._asked.get(address)
        if known is None:
            known = self._asked[address] = self._fetched(address, fields)
        if isinstance(known, NetworkError):
            raise known
        return known

    def try_feed(self, address: str) -> FeedFound | None:
        """The feed at an address, or None; why not is kept if it is the first reason."""
        try:
            return self.feed_in(self.get(address))
        except NetworkError as error:
            self.first_error = self.first_error or error
            return None

    def feed_in(self, retrieved: Retrieved) -> FeedFound:
        """What was fetched, read as a feed. Raises NetworkError."""
        content_type = retrieved.headers.get("content-type")
        feed = parse(retrieved.body, address=retrieved.address, content_type=content_type, now=self.now)
        address = retrieved.permanent_address or retrieved.request.address
        return FeedFound(canonical(address), feed, retrieved)

    def _fetched(self, address: str, fields: dict[str, Any]) -> Retrieved | NetworkError:
        if len(self._asked) >= MOST_FETCHES:
            return NetworkError("no_feed_found", "No feed was found in all the likely places.")
        try:
            return self.door.get(address, **fields)
        except NetworkError as error:
            self.waits += error.code in _WAITS
            return error


def is_page(retrieved: Retrieved) -> bool:
    """Whether an answer is HTML, whatever it says: by its beginning, else by its type."""
    start = retrieved.body[:4_096]
    return bool(_HTML.match(start)) or (
        "html" in retrieved.headers.get("content-type", "") and not start.lstrip().startswith((b"<?xml", b"{"))
    )
