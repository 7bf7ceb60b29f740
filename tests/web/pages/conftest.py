"""Two owners with a network each, on the same installation."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from allotment.core.models import Owner, Session
from tests.cast import client_of
from tests.ladder import Ladder
from tests.network import Network, plant

ALICES, BOBS = "quillwort", "bryony"
"""Words that stand in every private row of the one, and nowhere in the other's."""


@pytest.fixture
def alices(alice: Owner, noon: datetime) -> Network:
    return plant(alice, mark=ALICES)


@pytest.fixture
def bobs(bob: Owner, noon: datetime) -> Network:
    return plant(bob, mark=BOBS)


def browser_of(network: Network) -> Client:
    """A signed-in browser that was seen a moment ago, and bears the owner's mark."""
    client = client_of(network.owner)
    client.get("/settings/", headers={"user-agent": f"{network.mark} Firefox/140.0"})
    Session.objects.filter(owner=network.owner).update(browser=f"{network.mark} Firefox/140.0")
    return client


@pytest.fixture
def ladder(alices: Network, bob: Owner, valid_html: Callable[[str], None]) -> Ladder:
    return Ladder(owner=browser_of(alices), stranger=client_of(bob), nobody=Client(), valid_html=valid_html)
