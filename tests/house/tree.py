"""The tree as git sees it, read once: what the rules of the house are held against."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PACKAGE: Final = "src/allotment/"
FOREIGN: Final = ("/vendor/", "/migrations/", "/data/", "/fixtures/", "/corpus/")
"""Folders with what others wrote, what a generator wrote, or what tests read as input."""


@dataclass(frozen=True, slots=True)
class File:
    """A tracked text file; `path` is relative to the root, with slashes."""

    path: str
    text: str

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    @property
    def ours(self) -> bool:
        return not any(folder in f"/{self.path}" for folder in FOREIGN)


@cache
def files() -> tuple[File, ...]:
    """Every text file that is tracked, or would be if it were added now."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git of the developer
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = sorted({name for name in listed.stdout.decode().split("\0") if name})
    return tuple(file for name in names if (file := _read(name)) is not None)


def _read(name: str) -> File | None:
    path = ROOT / name
    if not path.is_file():
        return None
    try:
        return File(name, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return None


def ours(*endings: str, below: str = "") -> list[File]:
    """Files written here, by ending and folder."""
    return [file for file in files() if file.ours and file.path.endswith(endings) and file.path.startswith(below)]


@cache
def parsed(file: File) -> ast.Module:
    return ast.parse(file.text, file.path)


def modules() -> Iterator[tuple[File, ast.Module]]:
    """Each Python file of the package, with its tree."""
    for file in ours(".py", below=PACKAGE):
        yield file, parsed(file)


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of everything imported; `from a import b` gives both `a` and `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def dotted(node: ast.expr) -> str:
    """`a.b.c` of a chain of names, else what follows the last thing that is no name: `.cursor`."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""
