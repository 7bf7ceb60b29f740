"""The cast: Alice, whose network it is; Bob, who has another on the same installation; and nobody, signed out."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from allotment.core.accounts.actions import add_owner
from allotment.core.models import Owner

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
"""A Sunday in November."""
PASSWORD = "a kettle, two cups and time"


def client_of(owner: Owner) -> Client:
    """A browser that is signed in."""
    client = Client()
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def noon() -> Iterator[datetime]:
    """The clock of views stands at noon."""
    with time_machine.travel(NOON, tick=False):
        yield NOON


@pytest.fixture
def alice(db: None) -> Owner:
    return add_owner(name="alice", password=PASSWORD, email="alice@allotment.example", time_zone="Europe/London")


@pytest.fixture
def bob(db: None) -> Owner:
    return add_owner(name="bob", password=PASSWORD, time_zone="Asia/Tokyo")


@pytest.fixture
def as_alice(alice: Owner) -> Client:
    return client_of(alice)


@pytest.fixture
def as_bob(bob: Owner) -> Client:
    return client_of(bob)


@pytest.fixture
def as_nobody(db: None) -> Client:
    return Client()
