"""What no tracked file may hold."""

import re

import pytest

from tests.house.tree import files

SOURCES = (".py", ".sh", ".md", ".toml", ".yaml", ".yml", ".cfg", ".ini", ".html", ".css", ".js", ".lock", ".txt")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b")
REGISTRY = re.compile(r"\b(pypi\.org|pythonhosted\.org|npmjs\.(org|com)|deb\.debian\.org|yarnpkg\.com)\b")
MACHINE = re.compile(r"(?<![\w.:/-])/(root|work|home/(?!allotment/)\w+|Users/\w+|tmp/\w*env)/")
"""A folder of somebody's own machine; `/srv`, `/opt` and the like are everybody's."""


def offences(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for file in files():
        named = file.path.endswith(SOURCES) or file.path in {"Makefile", ".ci/run", ".importlinter"}
        if file.ours and named and file.path != "tests/house/test_tidiness.py":
            lines = enumerate(file.text.splitlines(), start=1)
            found += [f"{file.path}:{number}" for number, line in lines if pattern.search(line)]
    return found


def test_nothing_is_left_for_later() -> None:
    assert offences(UNFINISHED) == []


def test_no_registry_is_named() -> None:
    assert offences(REGISTRY) == []


def test_no_folder_of_anybodys_machine_is_named() -> None:
    assert offences(MACHINE) == []


def test_files_end_with_a_line() -> None:
    cut = [
        file.path
        for file in files()
        if file.ours and file.path.endswith(SOURCES) and file.text and not file.text.endswith("\n")
    ]
    assert cut == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (UNFINISHED, "# TODO: later"),
        (REGISTRY, "--index-url https://pypi.org/simple"),
        (MACHINE, "cd /home/ann/allotment"),
        (MACHINE, "see '/root/.pyenv'"),
    ],
)
def test_an_offence_is_found(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


@pytest.mark.parametrize(
    "text", ["https://example.org/work/one", "/usr/lib/postgresql", "todo list", "/srv/allotment/"]
)
def test_what_is_no_offence_is_left_alone(text: str) -> None:
    assert not any(pattern.search(text) for pattern in (UNFINISHED, REGISTRY, MACHINE))
