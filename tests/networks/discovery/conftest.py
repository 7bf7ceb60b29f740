"""A small web to find feeds in, and a door that leads nowhere else."""

from collections.abc import Iterator
from dataclasses import replace
from ipaddress import ip_network
from typing import Any

import pytest

from allotment.networks.http import Door, Retrieved
from tests.fakenet import FakeNet

LOOPBACK = [ip_network("127.0.0.0/8")]


@pytest.fixture
def net() -> Iterator[FakeNet]:
    with FakeNet() as net:
        yield net


@pytest.fixture
def door() -> Iterator[Door]:
    with Door(allow_networks=LOOPBACK, user_agent="Allotment/test", connect_seconds=1, whole_seconds=2) as door:
        yield door


class Elsewhere:
    """Services that live on hosts of their own, played by paths of the small web: `/host/path`."""

    def __init__(self, door: Door, net: FakeNet) -> None:
        self.asked: list[str] = []
        self._door = door
        self._net = net

    def get(self, address: str, **fields: Any) -> Retrieved:
        self.asked.append(address)
        answer = self._door.get(self._net.address("/" + address.partition("://")[2]), **fields)
        return replace(answer, address=address, request=replace(answer.request, address=address))


@pytest.fixture
def elsewhere(door: Door, net: FakeNet) -> Elsewhere:
    return Elsewhere(door, net)
