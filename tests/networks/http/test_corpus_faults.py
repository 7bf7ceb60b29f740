"""Every fault that the corpus server has to offer, against the real thing in a process of its own."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from allotment.networks.errors import ERROR_CODES
from allotment.networks.http import Door, Failed, Request, Retrieved
from tests.networks.http.conftest import LOOPBACK, error_of

SERVER: Final = Path(__file__).resolve().parents[4] / "shared" / "tools" / "serve_corpus.py"
ERRORS: Final = {
    "gone": "gone",
    "missing": "missing",
    "forbidden": "forbidden",
    "error": "server_error",
    "unavailable": "unavailable",
    "rate-limited": "rate_limited",
    "loop": "redirect_loop",
    "far": "refused_address",
    "slow": "timed_out",
    "hang": "timed_out",
    "endless": "too_large",
    "bomb": "too_large",
}
ARRIVE: Final = {"moved", "empty", "page", "truncated", "entities", "external", "binary", "charset", "script"}
"""What is wrong with these is for the parsers to find."""


@pytest.fixture(scope="module")
def corpus() -> Iterator[str]:
    if not SERVER.exists():
        pytest.skip(f"the corpus server is not here: {SERVER}")
    command = [sys.executable, str(SERVER), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            line = server.stdout.readline() if server.stdout else ""
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            assert found is not None, line
            yield found[0]
        finally:
            server.terminate()


@pytest.fixture
def patient_door() -> Iterator[Door]:
    """Long enough for the bomb to be packed the first time, too short for who never answers."""
    with Door(allow_networks=LOOPBACK, user_agent="Allotment/test", whole_seconds=1.5) as door:
        yield door


@pytest.mark.parametrize("name", [name for name in ERRORS if name != "bomb"])
def test_a_fault_is_an_error_with_a_name(corpus: str, patient_door: Door, name: str) -> None:
    assert error_of(patient_door, f"{corpus}/fault/{name}").code == ERRORS[name]


@pytest.mark.parametrize(("name", "seconds"), [("unavailable", 3600), ("rate-limited", 120)])
def test_a_server_that_asks_for_time_is_heard(corpus: str, patient_door: Door, name: str, seconds: int) -> None:
    assert error_of(patient_door, f"{corpus}/fault/{name}").retry_after == seconds


def test_a_feed_that_moved_tells_its_new_address(corpus: str, patient_door: Door) -> None:
    got = patient_door.get(f"{corpus}/fault/moved")
    assert got.permanent_address == got.address != f"{corpus}/fault/moved"
    assert patient_door.get(got.address, etag=got.headers["etag"]).status == 304


@pytest.mark.slow
def test_one_run_over_all_faults_ends_and_says_what_became_of_each(corpus: str) -> None:
    with Door(allow_networks=LOOPBACK, user_agent="Allotment/test", whole_seconds=60) as door:
        error_of(door, f"{corpus}/fault/bomb")  # The server packs it the first time; that may take long.
    with Door(allow_networks=LOOPBACK, user_agent="Allotment/test", whole_seconds=5) as door:
        names = [*ERRORS, *ARRIVE] * 2
        outcomes = list(door.fetch_many(Request(f"{corpus}/fault/{name}", key=name) for name in names))
    for outcome in outcomes:
        if isinstance(outcome, Failed):
            assert outcome.error.code == ERRORS[str(outcome.request.key)]
            assert outcome.error.code in ERROR_CODES
            assert outcome.error.message.endswith(".")
    assert {o.request.key for o in outcomes if isinstance(o, Retrieved)} == ARRIVE
    assert len(outcomes) == len(names)
