"""Where sites keep their feeds when they do not say so."""

from typing import Final
from urllib.parse import urlsplit

from allotment.networks.addresses import canonical

_AT_THE_ROOT: Final = ("feed", "rss", "rss.xml", "atom.xml", "feed.xml", "index.xml", "feeds/posts/default")
_BESIDE: Final = ("feed", "index.xml", "feed.xml", "rss.xml")
_MOST: Final = 8


def well_known_places(page: str) -> list[str]:
    """At most eight addresses on the page's own host, the likeliest first.

    Deep inside a host nothing at its root is tried: that would be somebody else's feed.
    """
    parts = urlsplit(canonical(page))
    origin = f"{parts.scheme}://{parts.netloc}/"
    segments = [segment for segment in parts.path.split("/") if segment]
    beside = [f"{origin}{'/'.join(segments)}/{place}" for place in _BESIDE] if segments else []
    shared = len(segments) > 1 or (segments and segments[0].startswith("~"))
    at_the_root = [] if shared else [f"{origin}{place}" for place in _AT_THE_ROOT]
    return [canonical(place) for place in (beside[:2] + at_the_root if at_the_root else beside)][:_MOST]
