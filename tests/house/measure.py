"""How long and how branched the code is."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Final

from tests.house.tree import PACKAGE, File, ours, parsed

BRANCHES: Final = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.match_case,
)


@dataclass(frozen=True, slots=True)
class Function:
    """A function and its measures; those of functions inside it count as its own."""

    where: str
    lines: int
    complexity: int


def complexity(function: ast.AST) -> int:
    """McCabe's number: one, and one more for each place where the way forks."""
    return 1 + sum(isinstance(node, BRANCHES) for node in ast.walk(function))


@cache
def functions(below: str = "") -> tuple[Function, ...]:
    return tuple(_functions(below))


def _functions(below: str) -> Iterator[Function]:
    for file in ours(".py", below=below):
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                yield Function(f"{file.path}:{node.lineno} {node.name}", lines, complexity(node))


def report() -> list[str]:
    """The medians of the package, and the five longest and most branched of everything."""
    inside, everything = functions(PACKAGE), functions()
    written = ours(".py", below=PACKAGE)
    middle_file = median(file.lines for file in written)
    middle_function = median(function.lines for function in inside)
    lines = [
        f"package: {len(written)} files, median {middle_file:.0f} lines",
        f"package: {len(inside)} functions, median {middle_function:.0f} lines",
    ]
    lines += [f"  {file.lines:4} lines  {file.path}" for file in worst_files()]
    longest = sorted(everything, key=lambda function: -function.lines)[:5]
    lines += [f"  {function.lines:4} lines  {function.where}" for function in longest]
    branched = sorted(everything, key=lambda function: -function.complexity)[:5]
    lines += [f"  {function.complexity:4} ways   {function.where}" for function in branched]
    return lines


def worst_files() -> list[File]:
    return sorted(ours(".py"), key=lambda file: -file.lines)[:5]
