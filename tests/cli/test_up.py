"""`allotment up`: web and worker as processes, how they begin and how they end."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path

import pytest

from tests.cli.contract import differences
from tests.installation import Installation, Running, free_port, fresh

pytestmark = pytest.mark.slow

PATIENCE = 30.0
"""Seconds; alone it takes two at most, but the tests share two cores."""


@pytest.fixture(scope="session")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that pages load, packed once for all of these tests."""
    with fresh(tmp_path_factory.mktemp("packed"), ALLOTMENT_LOG="warning") as made, made.up():
        return made.home / "static"


@pytest.fixture(autouse=True)
def packed_already(installation: Installation, packed: Path) -> None:
    shutil.copytree(packed, installation.home / "static")


@pytest.fixture
def running(installation: Installation) -> Iterator[Running]:
    with installation.up() as up:
        yield up


def status_of(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - only ever our own http address
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def children(parent: int) -> list[int]:
    """The processes that this one started; those that have ended are left out."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, ppid = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(ppid) == parent and state != "Z":
            found.append(int(folder.name))
    return found


def alive(number: int) -> bool:
    try:
        return (Path("/proc") / str(number) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def worker_of(up: Running) -> int | None:
    """The child that has no children: those of the other serve pages."""
    own = children(up.process.pid)
    return next((pid for pid in own if not children(pid)), None) if len(own) == 2 else None


def all_of(up: Running) -> list[int]:
    """Web, web's own processes and worker, once all are there."""
    eventually(lambda: worker_of(up))
    own = children(up.process.pid)
    return [*own, *(pid for each in own for pid in children(each))]


def eventually[T](look: Callable[[], T]) -> T:
    """What `look` says once it is true."""
    until = time.monotonic() + PATIENCE
    while not (found := look()) and time.monotonic() < until:
        time.sleep(0.1)
    assert found
    return found


def test_it_serves_pages_and_lets_nobody_in_but_by_the_link(running: Running) -> None:
    assert status_of(f"{running.address}/health") == HTTPStatus.OK
    assert status_of(f"{running.address}/sign-in/") == HTTPStatus.OK
    assert status_of(running.claim) == HTTPStatus.OK
    guessed = re.sub(r"/claim/.", "/claim/_", running.claim)
    assert status_of(guessed) == HTTPStatus.NOT_FOUND
    assert status_of(f"{running.address}/claim/{'a' * 32}/") == HTTPStatus.NOT_FOUND


def test_an_older_link_leads_nowhere(installation: Installation) -> None:
    with installation.up() as before:
        pass
    with installation.up() as up:
        assert status_of(before.claim.replace(before.address, up.address)) == HTTPStatus.NOT_FOUND
        assert status_of(up.claim) == HTTPStatus.OK


def test_where_somebody_lives_there_is_no_link(installation: Installation) -> None:
    with installation.up() as up:
        installation.run("owner", "add", "me")
        assert status_of(up.claim) == HTTPStatus.NOT_FOUND
    with installation.up() as up:
        assert up.claim == ""


def test_the_worker_does_due_work_and_is_started_again_when_it_dies(
    installation: Installation, running: Running
) -> None:
    first = eventually(lambda: worker_of(running))
    eventually(lambda: [f for f in installation.json("doctor", expect=None) if f["name"] == "worker" and f["ok"]])
    assert first is not None
    os.kill(first, signal.SIGKILL)
    eventually(lambda: worker_of(running) not in {None, first})


def test_nothing_survives_it_even_when_it_is_killed(running: Running) -> None:
    started = all_of(running)
    assert len(started) == 4
    running.process.kill()
    running.process.wait()
    eventually(lambda: not any(map(alive, started)))
    with pytest.raises(urllib.error.URLError):
        status_of(f"{running.address}/health")


def test_it_ends_when_the_web_does(running: Running) -> None:
    worker = eventually(lambda: worker_of(running))
    (web,) = (each for each in children(running.process.pid) if each != worker)
    os.kill(web, signal.SIGKILL)
    assert running.process.wait(timeout=PATIENCE) == 1
    assert worker is not None
    assert not alive(worker)


def test_a_web_process_that_dies_is_replaced(running: Running) -> None:
    worker = eventually(lambda: worker_of(running))
    (web,) = (each for each in children(running.process.pid) if each != worker)
    page = eventually(lambda: children(web))[0]
    os.kill(page, signal.SIGKILL)
    eventually(lambda: len(set(children(web)) - {page}) == 2)
    assert status_of(f"{running.address}/health") == HTTPStatus.OK


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_it_cleanly(running: Running, number: int) -> None:
    started = all_of(running)
    running.process.send_signal(number)
    assert running.process.wait(timeout=PATIENCE) == 0
    assert not any(map(alive, started))


def test_a_port_that_is_taken_is_told_in_a_sentence(installation: Installation) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = installation.run("up", "--port", port, expect=1)
        assert done.stderr == f"allotment: Something listens on port {port} already. Choose another with --port.\n"


def test_two_of_them_do_not_share_a_port(installation: Installation, running: Running) -> None:
    port = running.address.rpartition(":")[2]
    assert installation.json("up", "--port", port, expect=1)["error"]["code"] == "no_place"


@pytest.mark.parametrize("host", ["nobody.invalid", "192.0.2.1"])
def test_a_host_that_is_not_this_machine_is_told_in_a_sentence(installation: Installation, host: str) -> None:
    assert installation.json("up", "--host", host, expect=1)["error"]["code"] == "no_place"


def test_programs_are_told_address_and_link(installation: Installation) -> None:
    port = str(free_port())
    process = subprocess.Popen(
        [sys.executable, "-m", "allotment", "up", "--port", port, "--json"],
        env=installation.environment,
        stdout=subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        assert differences("up", told) == []
        assert told["address"] == f"http://127.0.0.1:{port}"
        eventually(lambda: _answers(int(port)))
        assert status_of(told["claim"]) == HTTPStatus.OK
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def _answers(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def test_a_worker_alone_ends_with_a_signal(installation: Installation) -> None:
    process = subprocess.Popen([sys.executable, "-m", "allotment", "worker"], env=installation.environment)
    eventually(lambda: any(f["name"] == "worker" and f["ok"] for f in installation.json("doctor", expect=None)))
    process.terminate()
    assert process.wait(timeout=PATIENCE) == 0
