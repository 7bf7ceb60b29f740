"""From what somebody pasted to what can be followed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from allotment.networks.addresses import Understood, canonical, host_of, understand
from allotment.networks.discovery.introducing import introduced, is_planet, profiles_of
from allotment.networks.discovery.looking import FeedFound, Look, is_page
from allotment.networks.discovery.places import well_known_places
from allotment.networks.discovery.records import Found, Getter
from allotment.networks.errors import NetworkError
from allotment.networks.html import PageRecord, page
from allotment.networks.http import Retrieved
from allotment.networks.mastodon.webfinger import ACCEPT, to_account, webfinger_address
from allotment.networks.opml import looks_like_opml, to_records
from allotment.networks.podcasts.convert import feed_in as podcast_feed_in
from allotment.networks.youtube.convert import PAGE_HEADERS, channel_feed

_CLOSED: Final = {
    "facebook": "Facebook",
    "instagram": "Instagram",
    "linkedin": "LinkedIn",
    "spotify": "Spotify",
    "threads": "Threads",
    "tiktok": "TikTok",
    "x": "X",
}
_HTTP_MAY_HELP: Final = frozenset({"unreachable", "tls", "timed_out"})
_ANSWER_BYTES: Final = 1024 * 1024
_MOST_DECLARED: Final = 4
_MOST_MENTIONED: Final = 3


def discover(text: str, door: Getter, *, now: datetime | None = None) -> Found:
    """What can be followed at `text`, fetched and read. Raises NetworkError with a sentence for the owner.

    Asks at most 24 addresses, usually one or two, one after another.
    """
    understood = understand(text)
    if understood.closed:
        name = _CLOSED[understood.kind]
        raise NetworkError("no_feed_found", f"{name} gives nothing that can be followed from outside.")
    look = Look(door, now)
    understood = _asked_for(understood, look)
    for address in understood.feed_addresses:
        if found := look.try_feed(address):
            return _found(understood, found, None, look)
    return _by_page(understood, look)


def _asked_for(understood: Understood, look: Look) -> Understood:
    """With the feeds that the account's server, or the podcast's list, names."""
    if understood.webfinger:
        return _account(understood, look)
    if understood.lookup_address:
        answer = look.get(understood.lookup_address, accept="application/json", max_bytes=_ANSWER_BYTES)
        return replace(understood, feed_addresses=(podcast_feed_in(answer.body),))
    return understood


def _account(understood: Understood, look: Look) -> Understood:
    user, host = understood.webfinger or ("", "")
    try:
        answer = look.get(webfinger_address(user, host), accept=ACCEPT, max_bytes=_ANSWER_BYTES)
        account = to_account(answer.body)
    except NetworkError as error:
        if error.code not in {"missing", "gone", "forbidden", "unreadable", "server_error", "refused"}:
            raise
        return understood
    profile = understood.profile
    if profile is not None:
        profile = replace(
            profile,
            address=account.page_address or profile.address,
            handle=account.handle or profile.handle,
            avatar_address=account.avatar_address,
        )
    feeds = dict.fromkeys([*account.feed_addresses, *understood.feed_addresses])
    page_address = account.page_address or understood.page_address
    return replace(understood, page_address=page_address, feed_addresses=tuple(feeds), profile=profile)


def _by_page(understood: Understood, look: Look) -> Found:
    answer = _page_answer(understood, look)
    if not is_page(answer):
        return _not_a_page(understood, answer, look)
    record = page(answer.body, answer.address, answer.headers.get("content-type"))
    for candidate in _candidates(understood, answer, record):
        if found := look.try_feed(candidate):
            return _found(understood, found, record, look)
        if look.is_tired:
            break
    raise _nothing_found()


def _page_answer(understood: Understood, look: Look) -> Retrieved:
    """The page, over http where https was our guess and nobody answers it."""
    address = understood.page_address or understood.feed_addresses[0]
    fields: dict[str, Any] = {"headers": PAGE_HEADERS} if understood.kind == "youtube" else {}
    try:
        return look.get(address, **fields)
    except NetworkError as error:
        if not understood.scheme_guessed or error.code not in _HTTP_MAY_HELP:
            raise
        return look.get(address.replace("https:", "http:", 1), **fields)


def _not_a_page(understood: Understood, answer: Retrieved, look: Look) -> Found:
    if looks_like_opml(answer.body):
        return Found("opml", outlines=tuple(to_records(answer.body)), has_person=False)
    return _found(understood, look.feed_in(answer), None, look)


def _candidates(understood: Understood, answer: Retrieved, record: PageRecord) -> Iterator[str]:
    """Addresses worth trying, the surest first."""
    if understood.kind == "youtube" and (feed := channel_feed(answer.body)):
        yield feed
    yield from (link.address for link in record.feeds[:_MOST_DECLARED])
    yield from (link.address for link in record.mentioned_feeds[:_MOST_MENTIONED])
    yield from well_known_places(record.address)


def _found(understood: Understood, found: FeedFound, record: PageRecord | None, look: Look) -> Found:
    has_person = understood.has_person and not is_planet(found.feed, found.address)
    kind = "feed" if understood.kind == "website" else understood.kind
    if not has_person:
        return Found(kind, found.address, found.feed, found.retrieved, has_person=False)
    record = record or _home_page(understood, found, look)
    profile = introduced(understood, record, found.feed, found.address)
    profiles = profiles_of(profile, found.feed)
    return Found(kind, found.address, found.feed, found.retrieved, profile, profiles)


def _home_page(understood: Understood, found: FeedFound, look: Look) -> PageRecord | None:
    """The site's own page, for its card: only for plain feeds, and only on the host that was asked anyway."""
    site = canonical(found.feed.site_address or "")
    if understood.kind not in {"feed", "website"} or host_of(site) != host_of(found.retrieved.address):
        return None
    try:
        answer = look.get(site)
    except NetworkError:
        return None
    return page(answer.body, answer.address, answer.headers.get("content-type")) if is_page(answer) else None


def _nothing_found() -> NetworkError:
    return NetworkError("no_feed_found", "This page names no feed, and none was found in the usual places.")
