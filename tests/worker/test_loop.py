import logging
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connections

from allotment.core import chores
from allotment.core.chores import Chore, all_chores, stopping
from allotment.core.models import Beat
from allotment.seek.models import Source
from allotment.worker import loop

pytestmark = pytest.mark.django_db(transaction=True)

PAST = datetime(2026, 1, 1, tzinfo=UTC)


class Done:
    """A chore that notes what it was asked to do."""

    def __init__(self, *, fails: Exception | None = None) -> None:
        self.batches: list[list[int]] = []
        self.fails = fails
        self.once = threading.Event()

    @property
    def all(self) -> list[int]:
        return [each for batch in self.batches for each in batch]

    def __call__(self, ids: Sequence[int]) -> None:
        self.batches.append(list(ids))
        self.once.set()
        if self.fails:
            raise self.fails
        Source.objects.filter(pk__in=ids).update(next_look_at=None, lease_until=None)


def chore(name: str, do: Done, *, batch: int = 2) -> Chore:
    return Chore(name=name, due=Source.objects.due, do=do, every=timedelta(seconds=0.05), batch=batch)


@pytest.fixture
def sources() -> list[int]:
    return [
        Source.objects.create(kind="feed", address=f"https://{n}.example/", address_key=n, next_look_at=PAST).pk
        for n in range(5)
    ]


@pytest.fixture
def walk(monkeypatch: pytest.MonkeyPatch) -> Iterator["Walk"]:
    """Runs the worker in a thread on these chores instead of the house's own."""
    walking = Walk(monkeypatch)
    yield walking
    walking.end()


class Walk:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._run)

    def over(self, *some: Chore) -> None:
        self.monkeypatch.setattr(loop, "all_chores", lambda: list(some))

    def start(self, *some: Chore) -> None:
        self.over(*some)
        self.thread.start()

    def _run(self) -> None:
        loop.run(self.stop)
        connections.close_all()  # a thread has connections of its own; a worker's end with its process

    def end(self) -> None:
        self.stop.set()
        if self.thread.ident:
            self.thread.join(5)


def until(true: object, seconds: float = 5) -> None:
    assert callable(true)
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.01)


def test_everything_due_is_done_in_batches_and_noted(sources: list[int], walk: Walk) -> None:
    done = Done()
    walk.over(chore("looks", done))
    assert loop.run_once() == {"looks": 5}
    assert [len(batch) for batch in done.batches] == [2, 2, 1]
    assert sorted(done.all) == sources


def test_what_another_worker_holds_is_left_alone(sources: list[int], walk: Walk) -> None:
    done = Done()
    one = chore("looks", done)
    held = chores.claim(one, now=datetime.now(UTC))
    walk.over(one)
    assert loop.run_once() == {"looks": 3}
    assert not set(held) & set(done.all)


def test_a_lease_that_ran_out_holds_nobody_back(sources: list[int], walk: Walk) -> None:
    done = Done()
    one = chore("looks", done)
    chores.claim(one, now=datetime.now(UTC) - timedelta(hours=1))
    walk.over(one)
    assert loop.run_once() == {"looks": 5}


def test_the_worker_works_until_it_is_told_to_stop(sources: list[int], walk: Walk) -> None:
    done = Done()
    walk.start(chore("looks", done))
    until(lambda: len(done.batches) == 3)
    walk.end()
    assert not walk.thread.is_alive()
    assert Beat.objects.get(chore="looks").error == ""
    assert not stopping.is_set()


def test_one_chores_mistake_does_not_keep_the_others_from_theirs(
    sources: list[int], walk: Walk, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = Done(fails=RuntimeError("tripped over a hose")), Done()
    with caplog.at_level(logging.ERROR):
        walk.start(chore("bad", bad, batch=1), chore("good", good, batch=9))
        until(lambda: Beat.objects.filter(chore="good", rows=4).exists())
    assert Beat.objects.get(chore="bad").error == "RuntimeError: tripped over a hose"
    assert "could not be done" in caplog.text


def test_a_busy_database_is_told_in_a_sentence(sources: list[int], walk: Walk) -> None:
    walk.start(chore("looks", Done(fails=OperationalError("database is locked"))))
    until(lambda: Beat.objects.filter(chore="looks").exclude(error="").exists())
    assert Beat.objects.get(chore="looks").error.startswith("The database is busy just now.")


def test_a_worker_at_rest_beats_and_hardly_works(walk: Walk) -> None:
    before = time.process_time()
    walk.start(*(chore(name, Done()) for name in ("a", "b")))
    until(lambda: Beat.objects.count() == 2)
    walk.end()
    assert time.process_time() - before < 1


def test_the_house_has_its_chores_each_with_a_name_of_its_own() -> None:
    names = [each.name for each in all_chores()]
    assert "looks" in names
    assert len(set(names)) == len(names)
    for each in all_chores():
        assert not each.due(PAST).exists()


def test_nothing_due_is_nothing_done() -> None:
    assert set(loop.run_once().values()) <= {0}
