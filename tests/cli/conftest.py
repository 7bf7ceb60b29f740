"""The command in two ways: a process in a home of its own, and called inside the test where no process is needed."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.conf import LazySettings

from allotment.cli.root import allotment
from allotment.seek.fetching.doors import the_door
from tests.fakenet import FakeNet
from tests.installation import Installation, fresh

LOOPBACK = "127.0.0.0/8"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Ask = Callable[..., Answer]


@pytest.fixture
def ask(db: None) -> Ask:
    """`ask("today", "--json")` inside the test; `said` is standard input. No answer but an exit may escape it."""

    def ask(*arguments: str, said: str | bytes = "") -> Answer:
        done = CliRunner().invoke(allotment, arguments, input=said, prog_name="allotment")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Answer(done.exit_code, done.stdout, done.stderr)

    return ask


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """An empty home whose commands may fetch from this machine."""
    with fresh(tmp_path / "home with spaces", ALLOTMENT_ALLOW_NETWORKS=LOOPBACK, ALLOTMENT_LOG="warning") as made:
        made.home.mkdir()
        yield made


@pytest.fixture
def net(settings: LazySettings) -> Iterator[FakeNet]:
    """A web on loopback that commands inside the test may fetch from."""
    settings.ALLOW_NETWORKS = (ip_network(LOOPBACK),)
    the_door.cache_clear()
    with FakeNet() as web:
        yield web
    the_door.cache_clear()
