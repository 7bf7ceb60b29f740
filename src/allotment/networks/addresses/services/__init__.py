"""The table of services: how their addresses look, and where their feeds are. One rule each.

The first rule that matches decides, so the particular come before the general.
"""

import re
from functools import cache
from typing import Final

from allotment.networks.addresses.services.blogs import BLOGS
from allotment.networks.addresses.services.closed import CLOSED
from allotment.networks.addresses.services.fediverse import FEDIVERSE
from allotment.networks.addresses.services.media import PODCASTS, VIDEO
from allotment.networks.addresses.services.places import BLUESKY, CODE, COMMUNITIES
from allotment.networks.addresses.services.rule import Rule

__all__ = ["FEED_PATTERN", "RULES", "Rule", "compiled"]

RULES: Final = (*VIDEO, *CODE, *PODCASTS, *COMMUNITIES, *BLOGS, *CLOSED, *BLUESKY, *FEDIVERSE)


@cache
def compiled() -> tuple[tuple[re.Pattern[str], Rule], ...]:
    """The rules with their patterns, made when the first address is to be understood."""
    return tuple((re.compile(rule.pattern), rule) for rule in RULES)


FEED_PATTERN: Final = re.compile(
    r"[^/?]+(?:/.*)?"
    r"(?:\.(?:rss|atom|rdf)|/(?:feed|rss|atom|index|rss2|feeds?/all)\.(?:xml|json)|/(?:rss|atom)/?|/feed/?"
    r"|/feeds/posts/default|[?&](?:format|feed|alt)=(?:rss2?|atom|feed|json))"
)
"""Addresses that say themselves that they are feeds; whether they are is seen when they are fetched."""
