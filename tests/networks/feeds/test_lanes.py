"""The lanes agree on every real feed beside the project, and every one of them is read."""

from pathlib import Path

import pytest

from allotment.networks.feeds import parse
from tests.corpus import corpus, feed_files
from tests.networks.feeds.lanes import ADDRESS, NOW, differences, strictly, tolerantly

FILES = feed_files()
XML = [file for file in FILES if file.suffix != ".json" and not file.parent.name.endswith(".json")]


def test_the_corpus_is_there() -> None:
    assert corpus("feeds", "index.json").is_file()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_real_feed_is_read(file: Path) -> None:
    record = parse(file.read_bytes(), address=ADDRESS, now=NOW)
    assert record.entries or record.title
    assert all(entry.guid for entry in record.entries)
    assert all(entry.published is None or 1970 <= entry.published.year <= 2026 for entry in record.entries)


@pytest.mark.parametrize("file", XML, ids=lambda file: file.name)
def test_both_lanes_read_the_same(file: Path) -> None:
    body = file.read_bytes()
    strict = strictly(body)
    if strict is not None:
        assert differences(strict, tolerantly(body)) == []


def test_nine_feeds_of_ten_take_the_strict_lane() -> None:
    corpus()
    taken = sum(1 for file in XML if strictly(file.read_bytes()) is not None)
    assert taken >= 0.9 * len(XML)
