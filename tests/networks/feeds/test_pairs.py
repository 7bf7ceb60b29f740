"""Invented feeds beside what should be read from them: `<case>.<xml|json>` and `<case>.expected.json`."""

import json
from pathlib import Path

import pytest

from allotment.networks.feeds import parse
from tests.networks.feeds.lanes import ADDRESS, NOW, differences, strictly, tolerantly
from tests.networks.feeds.plain import plain

FOLDER = Path(__file__).parent / "pairs"
CASES = sorted(file for file in FOLDER.iterdir() if not file.name.endswith(".expected.json"))
TOLERANT = {"atom-0.3.xml", "entities.xml", "nested.xml", "not-quite-xml.xml", "wrong-prefix.xml"}
"""What the strict lane must leave to feedparser."""


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.name)
def test_a_feed_is_read_as_expected(file: Path) -> None:
    expected = json.loads(file.with_suffix(".expected.json").read_text())
    assert plain(parse(file.read_bytes(), address=ADDRESS, now=NOW)) == expected


@pytest.mark.parametrize("file", [file for file in CASES if file.suffix == ".xml"], ids=lambda file: file.name)
def test_the_lanes_agree_on_invented_feeds(file: Path) -> None:
    body = file.read_bytes()
    strict = strictly(body)
    assert (strict is None) == (file.name in TOLERANT)
    assert strict is None or differences(strict, tolerantly(body)) == []
