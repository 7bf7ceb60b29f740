"""A fake web, and doors that may and may not go there."""

from collections.abc import Iterator
from ipaddress import ip_network
from typing import Final

import pytest

from allotment.networks.errors import NetworkError
from allotment.networks.http import Door
from tests.fakenet import FakeNet

LOOPBACK: Final = (ip_network("127.0.0.0/8"), ip_network("::1/128"))


@pytest.fixture
def net() -> Iterator[FakeNet]:
    with FakeNet() as web:
        yield web


@pytest.fixture
def door() -> Iterator[Door]:
    """May go to loopback."""
    with Door(allow_networks=LOOPBACK, user_agent="Allotment/test", connect_seconds=2, whole_seconds=2) as it:
        yield it


@pytest.fixture
def strict_door() -> Iterator[Door]:
    """As it is for everybody who has not said otherwise."""
    with Door(user_agent="Allotment/test", connect_seconds=2, whole_seconds=2) as it:
        yield it


def error_of(door: Door, address: str, **fields: object) -> NetworkError:
    """What goes wrong there. Fails when nothing does."""
    with pytest.raises(NetworkError) as caught:
        door.get(address, **fields)
    return caught.value
