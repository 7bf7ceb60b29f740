"""Files that belong to an entry: podcasts, pictures, films."""

from allotment.networks.feeds.drafts import Link, Media
from allotment.networks.feeds.events import Attributes


def enclosure_of(attributes: Attributes) -> Link | None:
    address = attributes.get("url") or attributes.get("href")
    if not address:
        return None
    return address, "enclosure", attributes.get("type", "").lower(), attributes.get("length", "")


def media_of(attributes: Attributes) -> Media | None:
    """Only what states its kind: pictures without one are an engine's ornaments and avatars."""
    kind = attributes.get("type", "").lower()
    address = attributes.get("url", "")
    if not address or not kind.startswith(("image/", "audio/", "video/")):
        return None
    lower = {name.lower(): value for name, value in attributes.items()}
    return address, kind, lower.get("filesize", ""), lower.get("duration", "")
