"""Real feeds as they were over the years: what somebody who looked at each version has in the end."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from allotment.networks.feeds import parse
from allotment.seek.models import Post, Source
from tests.corpus import corpus, corpus_root
from tests.fakenet import FakeNet
from tests.seek.feeds import NOW
from tests.seek.fetching.conftest import LookAt

pytestmark = pytest.mark.slow

GUIDS_THAT_CHANGED = {"davorg-planetbalham-docs_atom.xml": 1, "muehlburger-muehlburger.at-index.xml": 1}
"""Posts that came again under another guid, with address and title as before. Else a post is a guid in these feeds."""


def series() -> list[Any]:
    if corpus_root() is None:
        return []
    told = json.loads(corpus("feed-history", "index.json").read_text("utf-8"))
    return [[corpus("feed-history", version["file"]) for version in one["versions"]] for one in told["series"]]


@pytest.mark.parametrize("files", series(), ids=lambda files: files[0].parent.name[:30])
def test_each_post_once_edits_recognised_nothing_lost(
    files: list[Path], net: FakeNet, source: Source, look: LookAt
) -> None:
    guids: set[str] = set()
    held = 0
    for number, file in enumerate(files):
        body = file.read_bytes()
        net.page("/feed", body, kind="text/xml")
        report = look(source, at=NOW + timedelta(days=number))
        assert report.failed == 0
        entries = parse(body, address=source.address).entries
        guids |= {entry.guid for entry in entries}
        assert Post.objects.count() >= held, "a post was lost"
        held = Post.objects.count()
        titles = set(Post.objects.values_list("title", flat=True))
        assert {entry.title for entry in entries} <= titles, "what stands in the feed is there in its words"
    assert held == len(guids) - GUIDS_THAT_CHANGED.get(files[0].parent.name, 0)
    again = look(source, at=NOW + timedelta(days=len(files)))
    assert (again.new_posts, again.changed) == (0, 0)
