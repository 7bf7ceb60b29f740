"""What is asked of the door and what it hands back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from allotment.networks.errors import NetworkError

Method = Literal["GET", "HEAD", "POST"]

MAX_BYTES: Final = 10 * 1024 * 1024
ACCEPT: Final = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9,"
    " application/xml;q=0.8, text/html;q=0.7, */*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to fetch. `key` is the caller's own and comes back untouched with the outcome."""

    address: str
    etag: str | None = None
    last_modified: str | None = None
    accept: str = ACCEPT
    method: Method = "GET"
    body: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()
    """Sent to the host of `address` only: they stay behind where a redirect leads elsewhere."""
    key: object = None
    max_bytes: int = MAX_BYTES
    """Counted after decompression."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """An answer worth reading: 2xx with its body, or 304 without."""

    request: Request
    address: str
    """Where the answer came from, after every redirect."""
    status: int
    headers: Mapping[str, str]
    """Names in lower case; what was sent several times is joined with a comma."""
    body: bytes
    permanent_address: str | None = None
    """Where this lives from now on: only when every redirect on the way was permanent (301, 308)."""


@dataclass(frozen=True, slots=True)
class Failed:
    """No answer, and why."""

    request: Request
    error: NetworkError


type Outcome = Retrieved | Failed
