"""An owner, a fake web, and a door that may go there."""

from collections.abc import Iterator
from ipaddress import ip_network

import pytest

from allotment.core.models import Owner
from allotment.networks.http import Door
from tests.fakenet import FakeNet


@pytest.fixture
def owner(db: None) -> Owner:
    return Owner.objects.create(name="me")


@pytest.fixture
def net() -> Iterator[FakeNet]:
    with FakeNet() as web:
        yield web


@pytest.fixture
def door() -> Iterator[Door]:
    with Door(
        allow_networks=[ip_network("127.0.0.0/8")], user_agent="Allotment/test", connect_seconds=2, whole_seconds=2
    ) as it:
        yield it
