"""Apple's answer about a podcast."""

import json
from typing import Any

from allotment.networks.addresses import canonical, is_web_address
from allotment.networks.errors import NetworkError


def feed_in(body: bytes) -> str:
    """The feed that the answer names. Raises no_feed_found and unreadable."""
    try:
        answer: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NetworkError("unreadable", "Apple's answer about this podcast cannot be read.") from error
    results = answer.get("results") if isinstance(answer, dict) else None
    for result in results if isinstance(results, list) else []:
        address = result.get("feedUrl") if isinstance(result, dict) else None
        if isinstance(address, str) and is_web_address(feed := canonical(address)):
            return feed
    raise NetworkError("no_feed_found", "Apple's list names no feed for this podcast.")
