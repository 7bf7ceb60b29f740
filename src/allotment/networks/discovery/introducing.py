"""Who stands behind a feed, from all that was seen on the way."""

from collections.abc import Iterator
from typing import Final

from allotment.networks.addresses import Understood, canonical, host_of, is_web_address, profile_of, url_key
from allotment.networks.bluesky.convert import name_of
from allotment.networks.html import PageRecord, excerpt, title_text
from allotment.networks.mastodon.convert import headline_of
from allotment.networks.records import FeedRecord, ProfileRecord

_NAMED_BY_HANDLE: Final = frozenset({"github", "gitlab", "codeberg", "reddit"})
"""Their feeds are titled by what happens in them, not by who does it."""
_SEVERAL: Final = 3
_MOST: Final = 20


def is_planet(feed: FeedRecord, feed_address: str) -> bool:
    """Whether many people's posts are gathered here: several authors, and most posts at home elsewhere."""
    authors = {author.name.casefold() for entry in feed.entries for author in entry.authors[:1] if author.name}
    hosts = [_host(entry.address) for entry in feed.entries if entry.address]
    own = {_host(feed.site_address or feed_address), _host(feed_address)}
    elsewhere = [host for host in hosts if host and host not in own]
    return len(authors) >= _SEVERAL and len(elsewhere) * 2 > len(hosts) and len(set(elsewhere)) >= _SEVERAL


def introduced(understood: Understood, page: PageRecord | None, feed: FeedRecord, feed_address: str) -> ProfileRecord:
    """One profile: what the page's card says first, then the address, then the feed."""
    card = (page.profile if page else None) or ProfileRecord()
    known = understood.profile or ProfileRecord()
    site = _web(feed.site_address) or (page.address if page else None)
    address = known.address if known.kind != "website" else (card.address or site or known.address)
    return ProfileRecord(
        name=card.name or _name(understood, page, feed),
        address=address or feed_address,
        kind=known.kind if address else "feed",
        handle=known.handle,
        avatar_address=card.avatar_address or known.avatar_address or _web(feed.image_address),
        headline=card.headline or _headline(understood.kind, feed),
        place=card.place,
        addresses=(card.addresses or (page.me if page else ()))[:_MOST],
    )


def profiles_of(profile: ProfileRecord, feed: FeedRecord) -> tuple[tuple[str, str], ...]:
    """Kind and address of each place this person is known to be, each once."""
    places: dict[int, tuple[str, str]] = {}
    for kind, address in _places(profile, feed):
        places.setdefault(url_key(address), (kind, address))
    return tuple(places.values())[:_MOST]


def _places(profile: ProfileRecord, feed: FeedRecord) -> Iterator[tuple[str, str]]:
    if profile.address:
        yield profile.kind, profile.address
    site = _web(feed.site_address)
    if profile.kind in {"website", "feed"} and site:
        yield "website", site
    for address in profile.addresses:
        named = profile_of(address)
        yield named.kind, named.address or address


def _name(understood: Understood, page: PageRecord | None, feed: FeedRecord) -> str:
    handle = understood.profile.handle if understood.profile else None
    if handle and understood.kind in _NAMED_BY_HANDLE:
        return handle.removeprefix("u/")
    title = title_text(feed.title, 200)
    if understood.kind == "bluesky":
        return name_of(title)
    authors = {author.name for author in feed.authors if author.name}
    single = authors.pop() if len(authors) == 1 else ""
    return title_text(single, 200) or title or (page.title if page else "") or handle or ""


def _headline(kind: str, feed: FeedRecord) -> str:
    words = excerpt(title_text(feed.description, 1_000), 200)
    return headline_of(words) if kind == "mastodon" else words


def _web(address: str | None) -> str | None:
    spelled = canonical(address) if address else ""
    return spelled if is_web_address(spelled) else None


def _host(address: str) -> str:
    return host_of(canonical(address)).removeprefix("www.")
