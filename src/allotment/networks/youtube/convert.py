"""From a page of YouTube's to the channel behind it."""

import re
from typing import Final

PAGE_HEADERS: Final = (("Cookie", "SOCS=CAI"),)

_CHANNEL: Final = rb"(UC[\w-]{22})"
_PLACES: Final = tuple(
    re.compile(place % _CHANNEL)
    for place in (
        rb"feeds/videos\.xml\?channel_id=%s",
        rb'itemprop="(?:identifier|channelId)" content="%s"',
        rb'"externalId":"%s"',
        rb'"externalChannelId":"%s"',
        rb'"channelId":"%s"',
        rb"youtube\.com/channel/%s",
    )
)


def channel_feed(page: bytes) -> str | None:
    """The feed of the channel that a channel's or a film's page belongs to; the surest place first."""
    for place in _PLACES:
        if found := place.search(page):
            return f"https://www.youtube.com/feeds/videos.xml?channel_id={found[1].decode('ascii')}"
    return None
