import ast
from statistics import median

import pytest

from tests.house.measure import complexity, functions
from tests.house.tree import PACKAGE, ours

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
MOST_WAYS = 10
MEDIAN_FILE = 90
MEDIAN_FUNCTION = 9
OWN_JAVASCRIPT = 800


def test_no_file_is_longer_than_can_be_overlooked() -> None:
    written = ours(".py", ".html", ".css", ".js")
    assert [f"{file.path}: {file.lines}" for file in written if file.lines > LONGEST_FILE] == []


def test_no_function_is_longer_than_a_screen() -> None:
    too_long = [f"{function.where}: {function.lines}" for function in functions() if function.lines > LONGEST_FUNCTION]
    assert too_long == []


def test_no_function_forks_more_than_ten_ways() -> None:
    assert [f"{each.where}: {each.complexity}" for each in functions() if each.complexity > MOST_WAYS] == []


def test_rooms_are_small_in_the_middle_too() -> None:
    assert median(file.lines for file in ours(".py", below=PACKAGE)) <= MEDIAN_FILE
    assert median(function.lines for function in functions(PACKAGE)) <= MEDIAN_FUNCTION


def test_our_own_javascript_stays_small() -> None:
    assert sum(file.lines for file in ours(".js", ".mjs", below=PACKAGE)) <= OWN_JAVASCRIPT


@pytest.mark.parametrize(
    ("code", "ways"),
    [
        ("def f(): return 1", 1),
        ("def f(a):\n if a:\n  return 1\n return 2", 2),
        ("def f(a): return [b for b in a if b]", 1),
        ("def f(a):\n try:\n  a()\n except OSError:\n  pass\n except ValueError:\n  pass", 3),
    ],
)
def test_ways_are_counted(code: str, ways: int) -> None:
    assert complexity(ast.parse(code)) == ways
