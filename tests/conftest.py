from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import installation, validating

pytest_plugins = ["tests.cast"]

# A shared machine pauses now and then: how long one example takes says nothing here.
settings.register_profile("allotment", deadline=None)
settings.load_profile("allotment")


@pytest.fixture(scope="session")
def html_validator() -> Iterator[validating.Validator]:
    """The W3C's checker where npm and Java are there, else html5lib."""
    with validating.best() as validator:
        yield validator


@pytest.fixture
def valid_html(
    html_validator: validating.Validator, record_property: Callable[[str, object], None]
) -> Callable[[str], None]:
    """Asserts that a whole page is valid HTML; what is not is listed by line."""

    def check(html: str) -> None:
        assert html_validator.faults(html) == []

    record_property("validator", html_validator.name)
    return check


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[installation.Installation]:
    """An empty installation of its own, for what needs the command and real processes."""
    with installation.fresh(tmp_path) as found:
        yield found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says which validator read the pages: a pass by the simpler one promises less."""
    reports = terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", [])
    used = {value for report in reports for name, value in report.user_properties if name == "validator"}
    for name in sorted(used):
        terminalreporter.write_line(f"HTML was read by {name}.")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-queries", action="store_true", help="Write how often each page asks the database.")
