"""What a process leaves behind that is killed, doubled, locked out or out of room."""

import json
import random
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from allotment.core.errors import Busy, DiskFull
from allotment.networks.http import Door
from allotment.seek.fetching.looking import Look
from allotment.seek.fetching.reading import sources_for_look
from allotment.seek.models import Post, Source
from tests.fakenet import FakeNet
from tests.installation import Installation, fresh
from tests.seek.feeds import NOW, Item, items, rss
from tests.seek.fetching.conftest import LookAt, make_source
from tests.seek.fetching.processes import add_sources, audit, fetching

FEEDS = 40
KILLS = 50
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite says it")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Installation]:
    with fresh(tmp_path, ALLOTMENT_ALLOW_NETWORKS="127.0.0.0/8", ALLOTMENT_LOG="error") as found:
        yield found


@pytest.fixture
def busy_net(net: FakeNet) -> FakeNet:
    """Forty feeds of thirty posts and one of twelve hundred, none of them quick."""
    net.delay = 0.02
    for number in range(FEEDS):
        net.page(f"/{number}", rss(f"https://{number}.example", items(*range(30))), kind="application/rss+xml")
    long = [Item(number) for number in range(-1100, 100)]
    net.page("/long", rss("https://long.example", long), kind="application/rss+xml")
    return net


def addresses(net: FakeNet) -> list[str]:
    return [net.address(f"/{number}") for number in range(FEEDS)] + [net.address("/long")]


WHOLE = FEEDS * 30 + 1200


@pytest.mark.slow
def test_fifty_kills_at_any_moment_leave_every_post_there_once(home: Installation, busy_net: FakeNet) -> None:
    add_sources(home, addresses(busy_net))
    chance = random.Random(7)
    finished = 0
    for _ in range(KILLS):
        process = fetching(home)
        try:
            process.wait(timeout=chance.uniform(0.3, 4.0))
            finished += 1
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
    last = fetching(home)
    assert last.communicate(timeout=120)[1] == b""
    assert audit(home) == [WHOLE, 0, 0, 0, 0]
    assert finished < KILLS


@pytest.mark.slow
def test_two_processes_at_once_leave_every_post_there_once(home: Installation, busy_net: FakeNet) -> None:
    add_sources(home, addresses(busy_net))
    both = [fetching(home), fetching(home)]
    told = [json.loads(process.communicate(timeout=120)[0]) for process in both]
    assert sum(each["looked"] for each in told) == FEEDS + 1
    assert sum(each["new_posts"] for each in told) == WHOLE
    assert audit(home) == [WHOLE, 0, 0, 0, 0]


@pytest.mark.slow
def test_a_worker_that_was_killed_is_not_waited_for(home: Installation, busy_net: FakeNet) -> None:
    add_sources(home, addresses(busy_net))
    busy_net.delay = 5
    first = fetching(home)
    until = time.monotonic() + 30
    while not busy_net.requests:
        assert time.monotonic() < until
        time.sleep(0.02)
    first.kill()
    first.communicate()
    busy_net.delay = 0
    told = json.loads(fetching(home).communicate(timeout=60)[0])
    assert (told["looked"], told["seconds"] < 30) == (FEEDS + 1, True)


def test_two_looks_at_one_source_at_once_store_each_post_once(net: FakeNet, source: Source, door: Door) -> None:
    """As when a lease ran out while its worker was still at it."""
    net.page("/feed", rss("https://ada.example", items(1, 2)), kind="application/rss+xml")
    first, second = (Look(now=NOW, door=door) for _ in range(2))
    for look in (first, second):
        (facts,) = sources_for_look([source.pk])
        look.take(facts, door.get(source.address, key=source.pk))
    for look in (first, second):
        look.write()
    assert [look.report.new_posts for look in (first, second)] == [2, 0]
    assert Post.objects.count() == 2


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_full_disk_is_said_and_the_next_look_succeeds(net: FakeNet, look: LookAt) -> None:
    words = " ".join(f"word{number}" for number in range(20_000))
    net.page("/feed", rss("https://ada.example", [Item(n, words=words) for n in range(9)]), kind="application/rss+xml")
    source = make_source(net.address("/feed"))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 4}")
    try:
        with pytest.raises(DiskFull, match="disk is full"):
            look(source)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    source.refresh_from_db()
    assert not Post.objects.exists()
    assert (source.looked_at, source.lease_until, source.failures) == (None, None, 0)
    assert look(source, at=NOW + timedelta(minutes=1)).new_posts == 9


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_locked_database_is_said_and_the_next_look_succeeds(net: FakeNet, look: LookAt) -> None:
    net.page("/feed", rss("https://ada.example", items(1)), kind="application/rss+xml")
    source = make_source(net.address("/feed"))
    name = connection.settings_dict["NAME"]
    if connection.is_in_memory_db():  # type: ignore[attr-defined]  # SQLite's own
        pytest.skip("a database in memory has nobody to lock it")
    with closing(sqlite3.connect(name, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(Busy, match="busy"):
            look(source)
        other.execute("ROLLBACK")
    assert look(source, at=NOW + timedelta(minutes=1)).new_posts == 1
