"""Asking a hub to tell us (https://www.w3.org/TR/websub/#subscriber-sends-subscription-request)."""

from typing import Any, Protocol
from urllib.parse import urlencode

from allotment.networks.http import Retrieved


class Poster(Protocol):
    """The part of the door that is used here."""

    def post(self, address: str, body: bytes, headers: Any = ()) -> Retrieved: ...


def subscribe(door: Poster, *, hub: str, topic: str, callback: str, secret: str, seconds: int) -> None:
    """Asks; whether the hub agrees it says later, at the callback. Raises NetworkError where it cannot be asked."""
    form = {
        "hub.mode": "subscribe",
        "hub.topic": topic,
        "hub.callback": callback,
        "hub.secret": secret,
        "hub.lease_seconds": str(seconds),
    }
    kind = ("Content-Type", "application/x-www-form-urlencoded")
    door.post(hub, urlencode(form).encode("ascii"), [kind])
