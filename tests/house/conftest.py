import pytest

from tests.house.measure import report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says how long and how branched the code is, so that growth is seen before a bound is passed."""
    terminalreporter.section("sizes")
    for line in report():
        terminalreporter.write_line(line)
