"""Every fault the corpus server has to offer, in one batch with a feed that is well."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
from django.db import connection

from allotment.networks.errors import ERROR_CODES, NetworkError
from allotment.networks.http import Door
from allotment.seek.fetching.looking import Look
from allotment.seek.models import Post, Source
from tests.corpus import ROOT, corpus
from tests.installation import fresh
from tests.seek.feeds import NOW
from tests.seek.fetching.conftest import make_source
from tests.seek.fetching.processes import add_sources, fetch_weighed

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
    "page": "not_a_feed",
    "slow": "timed_out",
    "hang": "timed_out",
    "endless": "too_large",
    "bomb": "too_large",
    "binary": "not_a_feed",
}
READ = {"moved", "truncated", "entities", "external", "charset", "script"}
"""What can be made something of, and does no harm."""
HARM = re.compile(r"""<(?:script|iframe|svg)|<[^>]*\son\w+\s*=|(?:href|src)\s*=\s*["']?javascript:""", re.IGNORECASE)
MOST_MEMORY = 300 * 1024
"""KiB."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    corpus()
    command = [sys.executable, str(ROOT.parent / "shared" / "tools" / "serve_corpus.py"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            told = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline() if process.stdout else "")
            assert told is not None
            with pytest.raises(NetworkError, match="large"), patient() as door:
                door.get(f"{told[0]}/fault/bomb")  # it is packed when it is first asked for, which takes seconds
            yield told[0]
        finally:
            process.terminate()


def patient() -> Door:
    return Door(allow_networks=[ip_network("127.0.0.0/8")], user_agent="Allotment/test", whole_seconds=60)


@pytest.fixture
def feed(server: str) -> str:
    """The first feed's address: one that is well."""
    with patient() as door:
        return str(json.loads(door.get(f"{server}/index.json").body)[1]["feed"])


@pytest.fixture
def looked(db: None, server: str, feed: str) -> dict[str, Source]:
    """All of them after one look, by name."""
    sources = {name: make_source(f"{server}/fault/{name}") for name in (*FAULTS, *READ)} | {"well": make_source(feed)}
    with Door(allow_networks=[ip_network("127.0.0.0/8")], user_agent="Allotment/test", whole_seconds=3) as door:
        Look(now=NOW, door=door).run([[source.pk for source in sources.values()]])
    for source in sources.values():
        source.refresh_from_db()
    return sources


def test_no_fault_does_harm(looked: dict[str, Source]) -> None:
    codes = {name: source.error_code for name, source in looked.items()}
    assert {name: codes[name] for name in FAULTS} == FAULTS
    assert set(codes.values()) - {""} <= ERROR_CODES
    for name in FAULTS:
        source = looked[name]
        assert source.error_message.endswith((".", "?")), "a sentence"
        assert not source.posts.exists(), "nothing half-stored"
        assert (source.etag, source.body_hash, source.lease_until) == ("", None, None)
    assert codes["well"] == ""
    assert looked["well"].posts.exists()


def test_a_server_that_asks_for_patience_gets_it(looked: dict[str, Source]) -> None:
    later = looked["unavailable"].next_look_at
    assert later is not None
    assert later >= NOW + timedelta(hours=1)


def test_no_entity_script_or_file_ever_comes_through(looked: dict[str, Source]) -> None:
    host = Path("/etc/hostname").read_text("utf-8").strip() if Path("/etc/hostname").exists() else "hostname of no host"
    for name in READ:
        for post in looked[name].posts.all():
            words = f"{post.title} {post.html} {post.excerpt}"
            assert "haha" not in words
            assert host not in post.title
            assert not HARM.search(words)
    assert Post.objects.filter(source=looked["charset"], title__startswith="Caf").exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="memory is the same on any database")
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells a process its most memory")
def test_all_faults_at_once_need_little_memory(server: str, feed: str, tmp_path: Path) -> None:
    with fresh(tmp_path, ALLOTMENT_ALLOW_NETWORKS="127.0.0.0/8", ALLOTMENT_LOG="error") as home:
        add_sources(home, [f"{server}/fault/{name}" for name in FAULTS] + [feed])
        told, most = fetch_weighed(home)
        outcome = json.loads(told)
    assert (outcome["looked"], outcome["failed"]) == (len(FAULTS) + 1, len(FAULTS))
    assert most < MOST_MEMORY
