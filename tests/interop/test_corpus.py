"""From a subscription list of 232 real feeds to today's edition, and what goes wrong on the way: by the commands alone.

The feeds and their server lie beside the project (../shared); none of them may be copied into it."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.corpus import corpus
from tests.installation import Installation, free_port, fresh

pytestmark = pytest.mark.interop

FAULTS = {
    "gone": "gone",
    "missing": "missing",
    "forbidden": "forbidden",
    "error": "server_error",
    "unavailable": "unavailable",
    "rate-limited": "rate_limited",
    "loop": "redirect_loop",
    "far": "refused_address",
    "empty": "empty",
    "page": "no_feed_found",
    "truncated": "unreadable",
    "slow": "timed_out",
    "hang": "timed_out",
    "endless": "too_large",
    "bomb": "too_large",
    "binary": "not_a_feed",
}
"""What each route does, as a code. Those that bring a feed all the same are below."""
READ_ALL_THE_SAME = ("moved", "entities", "external", "charset", "script")
MOST_MEMORY = 300 * 1024
"""KiB."""


@contextmanager
def served() -> Iterator[str]:
    """The corpus on loopback, as the sites it came from would serve it."""
    tool = corpus().parent / "tools" / "serve_corpus.py"
    if not tool.exists():
        pytest.skip("the server of real feeds is not beside the project (../shared/tools)")
    port = free_port()
    with subprocess.Popen([sys.executable, tool, "--port", str(port)], stdout=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(f"{address}/index.json")
            yield address
        finally:
            server.kill()


def _wait_for(address: str) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own http address
        except OSError:
            assert time.monotonic() < until, f"nothing answers at {address}"
            time.sleep(0.1)
        else:
            return


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as where:
        yield where


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    home = tmp_path_factory.mktemp("home")
    with fresh(home, ALLOTMENT_ALLOW_NETWORKS="127.0.0.0/8", ALLOTMENT_LOG="warning") as made:
        made.run("owner", "add", "me")
        yield made


def measured(installation: Installation, *arguments: str) -> tuple[Any, int]:
    """What a command answered, and the most memory it had, in KiB."""
    with subprocess.Popen(
        [sys.executable, "-m", "allotment", "--json", *arguments],
        env=installation.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        answer = json.loads(process.stdout.read())
        _pid, _status, used = os.wait4(process.pid, 0)
    return answer, used.ru_maxrss


def test_a_list_of_real_feeds_becomes_an_edition(installation: Installation, address: str) -> None:
    told = installation.json("import", f"{address}/subscriptions.opml")
    listed = told["followed"]
    assert listed >= 200
    assert (told["failed"], told["already"], told["waiting"]) == (0, 0, 0)
    fetched = installation.json("fetch", expect=None)
    assert fetched["looked"] == listed
    assert fetched["failed"] <= 2, fetched["failures"]
    assert fetched["new_posts"] > 5_000
    today = installation.json("today")
    assert 6 <= len(today["items"]) <= 12
    assert sum(item["minutes"] for item in today["items"]) == today["minutes"] <= today["ration_minutes"]
    assert all(item["reasons"] and item["url"].startswith("http") for item in today["items"])
    assert installation.json("fetch", "--all")["unchanged"] == listed
    assert installation.json("today") == today
    found = installation.json("search", "linux", "--limit", "5")
    assert found["total"] > 5
    assert len(found["results"]) == 5


def test_no_fault_does_harm(installation: Installation, address: str) -> None:
    names = [*FAULTS, *READ_ALL_THE_SAME]
    lines, memory = measured(installation, "follow", *(f"{address}/fault/{name}" for name in names))
    codes = {name: line["error"]["code"] for name, line in zip(names, lines, strict=True) if line["error"]}
    assert codes == FAULTS
    assert memory < MOST_MEMORY
    for line in lines:
        assert line["status"] == "failed" or line["source"].startswith(address)
        assert line["error"] is None or line["error"]["message"].endswith((".", "exceptions."))


def test_faults_in_a_list_do_not_hold_up_the_others(installation: Installation, address: str, tmp_path: Path) -> None:
    places = "\n".join(f"{address}/fault/{name}" for name in ("gone", "bomb", "endless", "external", "entities"))
    rows = "".join(f'<outline type="rss" text="Fault" xmlUrl="{place}"/>' for place in places.splitlines())
    (tmp_path / "faults.opml").write_text(f'<opml version="2.0"><body>{rows}</body></opml>', encoding="utf-8")
    installation.run("import", str(tmp_path / "faults.opml"))
    fetched, memory = measured(installation, "fetch", "--all")
    assert memory < MOST_MEMORY
    assert {failure["code"] for failure in fetched["failures"]} <= {"gone", "too_large", "not_a_feed", "unreadable"}
    assert fetched["unchanged"] > 100 or fetched["looked"] < 20


@pytest.mark.parametrize("name", ["entities", "external", "script"])
def test_nothing_hostile_comes_through(installation: Installation, address: str, name: str) -> None:
    installation.run("follow", f"{address}/fault/{name}", expect=None)
    (source,) = (line for line in installation.json("sources") if line["address"].endswith(f"/{name}"))
    found = installation.json("search", f'source:"{source["title"]}"')["results"]
    said = json.dumps(found)
    assert [hit["kind"] for hit in found] == ["post"]
    assert len(said) < 1_000
    assert not re.search(r"<|alert|onclick|javascript|(ha){9}", said)
    assert Path("/etc/hostname").read_text(encoding="utf-8").strip() not in said
