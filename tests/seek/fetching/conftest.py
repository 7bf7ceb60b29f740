"""A source on the fake web, and a look at it."""

from collections.abc import Callable
from datetime import datetime

import pytest

from allotment.networks.addresses import url_key
from allotment.networks.http import Door
from allotment.seek.fetching.looking import Look, Report
from allotment.seek.models import Source
from tests.fakenet import FakeNet
from tests.seek.feeds import NOW

type LookAt = Callable[..., Report]


def make_source(address: str, **values: object) -> Source:
    return Source.objects.create(
        kind="feed", address=address, address_key=url_key(address), **{"next_look_at": NOW, **values}
    )


@pytest.fixture
def source(db: None, net: FakeNet) -> Source:
    return make_source(net.address("/feed"))


@pytest.fixture
def look(door: Door) -> LookAt:
    """Looks at these sources at that time; afterwards they are fresh from the database."""

    def act(*sources: Source, at: datetime = NOW) -> Report:
        report = Look(now=at, door=door).run([[source.pk for source in sources]])
        for source in sources:
            source.refresh_from_db()
        return report

    return act
