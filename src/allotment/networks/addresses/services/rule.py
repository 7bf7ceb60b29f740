"""What a rule says about one kind of address.

`pattern` is matched against the whole canonical address without its scheme and without `www.`. Its named
groups, and `origin` (scheme and host as pasted), fill `page`, `feeds`, `handle`, `lookup` and `account`.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of address is read."""

    kind: str
    pattern: str
    page: str
    feeds: tuple[str, ...] = ()
    """Where the feed is, the likeliest first; none where the page has to be asked."""
    handle: str | None = None
    has_person: bool = True
    lookup: str | None = None
    """An address that answers with JSON which names the feed."""
    account: str | None = None
    """`user@host`, where the account lives elsewhere than this page."""
    closed: bool = False
    """The service gives no feeds; known, so that we can say so."""


END: Final = r"(?:[/?].*)?"
NAME: Final = r"(?P<name>[A-Za-z0-9_.-]+)"
LABEL: Final = r"(?P<name>[a-z0-9-]+)"
HOST: Final = (
    r"(?:(?:[a-z0-9-]+\.)+[a-z0-9-]*[a-z][a-z0-9-]*|(?:\d{1,3}\.){3}\d{1,3}|localhost|\[[0-9a-f:.]+\])"
    r"(?::\d+)?"
)
