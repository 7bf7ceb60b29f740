"""Which of a page's links lead to feeds, the best first."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from allotment.networks.addresses import canonical, host_of, url_key
from allotment.networks.addresses.services import FEED_PATTERN
from allotment.networks.html.reduction import Tag
from allotment.networks.html.words import title_text

_TYPES: Final = {
    "application/atom+xml": 0,
    "application/rss+xml": 0,
    "application/rdf+xml": 1,
    "application/feed+json": 1,
    "application/xml": 2,
    "text/xml": 2,
    "application/x.atom+xml": 2,
    "application/json": 3,
}
_REPLIES: Final = re.compile(
    r"comment|kommentar|comentari|commentaire|commenti|reacties|コメント|комментари|/replies", re.IGNORECASE
)
_PART_ONLY: Final = re.compile(r"/(?:category|categories|tags?|author|topics?)/", re.IGNORECASE)
_API: Final = re.compile(r"/wp-json/|oembed", re.IGNORECASE)
_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed as a page names it."""

    address: str
    title: str = ""
    media_type: str = ""


def declared_feeds(tags: Iterable[Tag], address: str, absolute: Callable[[str], str | None]) -> tuple[FeedLink, ...]:
    """`<link rel=alternate>`, the site's own before its categories; comments and APIs left out."""
    ranked: dict[int, tuple[tuple[bool, int], FeedLink]] = {}
    for tag in tags:
        media_type = tag["type"].partition(";")[0].strip().lower()
        rels = tag.rels()
        if tag.name != "link" or (media_type not in _TYPES and "feed" not in rels):
            continue
        target = absolute(tag["href"]) if rels & {"alternate", "feed"} else None
        if target is None or _is_aside(target, tag["title"], media_type):
            continue
        part_only = bool(_PART_ONLY.search(target)) and not _PART_ONLY.search(address)
        link = FeedLink(target, title_text(tag["title"]), media_type)
        ranked.setdefault(url_key(target), ((part_only, _TYPES.get(media_type, 0)), link))
    ordered = sorted(ranked.values(), key=lambda pair: pair[0])
    return tuple(link for _, link in ordered[:_MOST])


def mentioned_feeds(tags: Iterable[Tag], address: str, absolute: Callable[[str], str | None]) -> tuple[FeedLink, ...]:
    """Ordinary links on the same host that look like feeds: for pages that declare none."""
    found: dict[int, FeedLink] = {}
    host = host_of(canonical(address))
    for tag in tags:
        target = absolute(tag["href"]) if tag.name == "a" else None
        if target is None or host_of(target) != host or _is_aside(target, tag["title"], ""):
            continue
        if FEED_PATTERN.fullmatch(target.partition("://")[2]):
            found.setdefault(url_key(target), FeedLink(target))
    return tuple(found.values())[:_MOST]


def _is_aside(target: str, title: str, media_type: str) -> bool:
    looks_like_feed = media_type != "application/json" or FEED_PATTERN.fullmatch(target.partition("://")[2])
    return bool(_REPLIES.search(target) or _REPLIES.search(title) or _API.search(target)) or not looks_like_feed
