"""How often a page asks the database: at most twelve times, however much there is, and as docs/design/pages.md says.

`pytest tests/web/pages/test_queries.py --write-queries` writes that table anew.
"""

import re
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from allotment.core.models import Owner
from tests.house.tree import ROOT
from tests.ladder import MOST_QUERIES, queries_of
from tests.network import Network, plant
from tests.web.pages.conftest import BOBS, browser_of
from tests.web.pages.routes import SEEN, Route

COMPOSES = {"preview": 30}
"""A page that composes an edition to show what would change asks for all that the ranking wants to know, and once for
each word of the questions."""

FIRST_LOOK = "today-first"
LOOKS_TWICE = {"search"}
"""Where few of the newest matches are the owner's, search looks once more, among theirs alone."""

TABLE = Path(ROOT, "docs/design/pages.md")
ROW = re.compile(r"^\| `(?P<name>[\w-]+)` \| (?P<count>\d+) \|", re.MULTILINE)


@pytest.fixture
def plenty(bob: Owner, noon: datetime) -> Network:
    """Ten times as much as Alice has."""
    return plant(bob, mark=BOBS, people=40, posts=8)


def told() -> dict[str, int]:
    return {row["name"]: int(row["count"]) for row in ROW.finditer(TABLE.read_text())}


@pytest.mark.parametrize("route", SEEN, ids=lambda route: route.name)
def test_a_page_asks_as_often_as_the_table_says_however_much_there_is(
    route: Route, alices: Network, plenty: Network, request: pytest.FixtureRequest
) -> None:
    few = queries_of(browser_of(alices), route.address(alices))
    many = queries_of(browser_of(plenty), route.address(plenty))
    assert len(many) <= COMPOSES.get(route.name, MOST_QUERIES), "\n".join(many)
    if route.name not in LOOKS_TWICE:
        assert len(few) == len(many), "\n".join(many)
    if request.config.getoption("--write-queries"):
        write(route.name, max(len(few), len(many)))
    assert told().get(route.name) == max(len(few), len(many))


def test_every_page_is_in_the_table() -> None:
    assert set(told()) == {route.name for route in SEEN} | {FIRST_LOOK}


def test_the_first_look_at_a_day_composes_it_in_as_many_queries_however_much_there_is(
    alices: Network, plenty: Network, request: pytest.FixtureRequest
) -> None:
    counts = []
    for network in (alices, plenty):
        browser = browser_of(network)
        browser.get("/")
        network.edition.delete()
        with CaptureQueriesContext(connection) as asked:
            browser.get("/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
    if request.config.getoption("--write-queries"):
        write(FIRST_LOOK, counts[0])
    assert told()[FIRST_LOOK] == counts[0]


def write(name: str, count: int) -> None:
    """Puts the count into the table's row of that name."""
    text = TABLE.read_text()
    assert f"| `{name}` |" in text, f"{TABLE.name} has no row for {name}."
    TABLE.write_text(re.sub(rf"^\| `{name}` \| \d+ \|", f"| `{name}` | {count} |", text, flags=re.MULTILINE))
