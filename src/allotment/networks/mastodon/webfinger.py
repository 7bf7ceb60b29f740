"""From `@user@host` to the account's page and feeds: https://docs.joinmastodon.org/spec/webfinger/"""

import json
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from allotment.networks.addresses import canonical, is_web_address, origin_of_host, understand
from allotment.networks.errors import NetworkError

ACCEPT: Final = "application/jrd+json, application/json"
_PAGE: Final = "http://webfinger.net/rel/profile-page"
_UPDATES: Final = "http://schemas.google.com/g/2010#updates-from"
_AVATAR: Final = "http://webfinger.net/rel/avatar"


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """What a server says about one of its accounts."""

    page_address: str | None
    feed_addresses: tuple[str, ...]
    handle: str | None
    avatar_address: str | None


def webfinger_address(user: str, host: str) -> str:
    return f"{origin_of_host(host)}/.well-known/webfinger?resource=acct:{quote(user)}@{quote(host, safe=':[]')}"


def to_account(body: bytes) -> AccountRecord:
    """Reads a JRD. Raises unreadable."""
    try:
        answer: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NetworkError("unreadable", "The server's answer about this account cannot be read.") from error
    links = [link for link in _list(answer, "links") if isinstance(link, dict)]
    page = _address(links, _PAGE)
    feeds = [_address(links, _UPDATES), *_feeds_of(page)]
    subject = answer.get("subject") if isinstance(answer, dict) else None
    handle = subject.removeprefix("acct:") if isinstance(subject, str) else ""
    return AccountRecord(
        page_address=page,
        feed_addresses=tuple(dict.fromkeys(feed for feed in feeds if feed)),
        handle=f"@{handle[:200]}" if "@" in handle else None,
        avatar_address=_address(links, _AVATAR),
    )


def _list(answer: object, name: str) -> list[Any]:
    found = answer.get(name) if isinstance(answer, dict) else None
    return found if isinstance(found, list) else []


def _address(links: list[dict[str, Any]], rel: str) -> str | None:
    for link in links:
        href = link.get("href")
        if link.get("rel") == rel and isinstance(href, str) and is_web_address(address := canonical(href)):
            return address
    return None


def _feeds_of(page: str | None) -> tuple[str, ...]:
    if page is None:
        return ()
    try:
        understood = understand(page)
    except NetworkError:
        return ()
    return understood.feed_addresses or (f"{page}.rss",)
