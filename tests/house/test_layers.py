"""What import-linter's contracts (`.importlinter`) cannot say."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

import grimp
import pytest

from tests.house.tree import PACKAGE, dotted, imports, modules


@dataclass(frozen=True, slots=True)
class OnlyIn:
    """A library that only the named places may import; `places` is matched against the path below the package."""

    module: str
    places: str


RULES = [
    OnlyIn("pycurl", r"networks/http(/|\.py)"),
    OnlyIn("django", r"(?!networks/)"),
    OnlyIn("django.contrib.postgres", r"(?!)"),
    OnlyIn("django.contrib.contenttypes", r"(?!)"),
    OnlyIn("django.db.models.signals", r"(?!)"),
    OnlyIn("django.db.models.expressions.RawSQL", r"core/(search/|rows\.py)"),
    OnlyIn("urllib.request", r"(?!)"),
    OnlyIn("http.client", r"(?!)"),
    OnlyIn("requests", r"(?!)"),
    OnlyIn("granian", r"cli(/|\.py)"),
    OnlyIn("click", r"cli(/|\.py)"),
]

MAY_SPEAK_SQL = re.compile(r"core/(search/|rows\.py)")
MAY_READ_THE_CLOCK = re.compile(r"core/clock\.py|networks/(http|feeds)/")  # networks is a library and knows no core
CLOCKS = re.compile(r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|timezone\.(now|localdate)|time\.time)$")
TIMELESS = re.compile(r"(^|/)(models|queries|actions|ranking|deciding|matching)(/|\.py)")
CLOSED_DRAWERS = {"views", "forms", "chores", "urls", "admin"}


def below_package(path: str) -> str:
    return path.removeprefix(PACKAGE)


def calls() -> Iterator[tuple[str, int, str]]:
    for file, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield below_package(file.path), node.lineno, dotted(node.func)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.module)
def test_a_library_is_imported_only_where_it_belongs(rule: OnlyIn) -> None:
    strays = [
        f"{file.path}:{line}"
        for file, tree in modules()
        for line, name in imports(tree)
        if f"{name}.".startswith(f"{rule.module}.") and not re.match(rule.places, below_package(file.path))
    ]
    assert strays == []


def test_sql_is_spoken_in_two_places_only() -> None:
    raw = re.compile(r"\.(cursor|raw|extra)$|(^|\.)RawSQL$")
    assert [call for call in calls() if raw.search(call[2]) and not MAY_SPEAK_SQL.match(call[0])] == []


def test_the_clock_is_read_in_one_place() -> None:
    assert [call for call in calls() if CLOCKS.search(call[2]) and not MAY_READ_THE_CLOCK.match(call[0])] == []


def test_what_decides_is_told_the_time() -> None:
    assert [call for call in calls() if call[2].endswith("clock.now") and TIMELESS.search(call[0])] == []


def test_areas_open_only_some_drawers_to_each_other() -> None:
    strays = []
    for file, tree in modules():
        home = below_package(file.path).split("/")[0]
        for line, name in imports(tree):
            package, _, rest = name.partition(".")
            area, *drawers = rest.split(".")
            foreign = package == "allotment" and home in {"sense", "seek", "people", "cli", "worker"} and area != home
            # core.chores is the frame of all chores, no area's own drawer
            if foreign and CLOSED_DRAWERS & set(drawers) and drawers[:1] != ["chores"]:
                strays.append(f"{file.path}:{line} imports {name}")
    assert strays == []


def test_no_two_modules_need_each_other() -> None:
    graph = grimp.build_graph("allotment", exclude_type_checking_imports=True)
    needs = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert rings(needs) == []


def rings(needs: dict[str, set[str]]) -> list[list[str]]:
    """Groups of modules that reach each other: what is left when those without needs, or unneeded, are taken away."""
    left = {module: set(needed) for module, needed in needs.items()}
    while True:
        needed_by_others = {needed for these in left.values() for needed in these}
        free = {module for module, these in left.items() if not these & set(left) or module not in needed_by_others}
        if not free:
            return [sorted(left)] if left else []
        left = {module: these - free for module, these in left.items() if module not in free}


def test_a_ring_of_modules_is_found() -> None:
    assert rings({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}, "e": set()}) == [["b", "c"]]
    assert rings({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []
