from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest
from django.conf import LazySettings

from allotment.core.chores import claim
from allotment.networks.addresses import url_key
from allotment.seek.chores import LOOKS
from allotment.seek.fetching.doors import the_door
from allotment.seek.models import Post, Source
from allotment.worker import looks
from tests.fakenet import FakeNet
from tests.seek.feeds import items, rss

pytestmark = pytest.mark.django_db

PAST = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def net(settings: LazySettings) -> Iterator[FakeNet]:
    settings.ALLOW_NETWORKS = (ip_network("127.0.0.0/8"),)
    the_door.cache_clear()
    with FakeNet() as web:
        yield web
    the_door.cache_clear()


def add(net: FakeNet, path: str, *, due: datetime | None = PAST, body: bytes | None = None) -> Source:
    if body is not None:
        net.page(path, body, kind="application/rss+xml", etag='"1"')
    address = net.address(path)
    return Source.objects.create(kind="feed", address=address, address_key=url_key(address), next_look_at=due)


def test_fetch_looks_at_what_is_due_and_tells_what_came_of_it(net: FakeNet) -> None:
    add(net, "/ada", body=rss("https://ada.example", items(1, 2)))
    gone = add(net, "/gone")
    add(net, "/later", due=datetime.now(UTC) + timedelta(hours=1), body=rss("https://bob.example", items(1)))
    add(net, "/unfollowed", due=None, body=rss("https://eve.example", items(1)))
    told = looks.fetch().as_json()
    seconds = told.pop("seconds")
    gone.refresh_from_db()
    assert gone.next_look_at is not None
    assert told == {
        "looked": 2,
        "unchanged": 0,
        "changed": 1,
        "failed": 1,
        "new_posts": 2,
        "failures": [
            {
                "source": gone.address,
                "code": "missing",
                "message": gone.error_message,
                "next_look": gone.next_look_at.isoformat(),
            }
        ],
    }
    assert 0 < seconds < 30


def test_fetch_all_looks_also_at_what_is_not_due_but_not_at_what_nobody_follows(net: FakeNet) -> None:
    add(net, "/ada", due=datetime.now(UTC) + timedelta(hours=1), body=rss("https://ada.example", items(1)))
    add(net, "/unfollowed", due=None, body=rss("https://eve.example", items(1)))
    assert looks.how_many(every=True) == 1
    assert looks.fetch(every=True).looked == 1
    again = looks.fetch(every=True)
    assert (again.looked, again.unchanged) == (1, 1)


def test_fetch_looks_once_at_each_however_many_there_are(net: FakeNet) -> None:
    for number in range(looks.BATCH + 5):
        add(net, f"/{number}", body=rss(f"https://{number}.example", items(1)))
    told: list[int] = []
    assert looks.fetch(every=True, progress=told.append).looked == looks.BATCH + 5
    assert told == list(range(1, looks.BATCH + 6))
    assert Post.objects.count() == looks.BATCH + 5


def test_fetch_waits_for_what_another_worker_is_looking_at(net: FakeNet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "WAIT", 0.5)
    add(net, "/ada", body=rss("https://ada.example", items(1)))
    claim(LOOKS, now=datetime.now(UTC))
    done = looks.fetch()
    assert done.looked == 0
    assert done.seconds >= 0.5
