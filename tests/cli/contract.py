"""docs/reference/json.md as a contract: an example a command, and whether an answer has its keys and types."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "reference" / "json.md"


@cache
def examples() -> dict[str, Any]:
    """The example under each heading; that of errors under `error`."""
    text = PAGE.read_text("utf-8")
    before, *rest = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    sections = {"error": before} | dict(zip(rest[::2], rest[1::2], strict=True))
    return {name: json.loads(_fence(name, section)) for name, section in sections.items()}


def _fence(name: str, section: str) -> str:
    found = re.search(r"^```json\n(.+?)^```", section, re.MULTILINE | re.DOTALL)
    assert found, f"{name} has no example"
    return found[1]


def differences(name: str, answer: Any) -> list[str]:
    """Where an answer has other keys, or other types, than its example."""
    known: dict[str, set[str]] = {}
    for place, kind in _places(examples()[name]):
        known.setdefault(place, set()).add(kind)
    found = []
    for place, kind in _places(answer):
        if kind not in known.get(place, set()):
            found.append(f"{name}{place} is {kind}, documented: {sorted(known.get(place, ()))}")
    return found


def _places(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every place of a value with its type; an object's type names its keys."""
    if isinstance(value, dict):
        yield place, f"object with {', '.join(value)}"
        for key, inner in value.items():
            yield from _places(inner, f"{place}.{key}")
    elif isinstance(value, list):
        yield place, "list"
        for inner in value:
            yield from _places(inner, f"{place}[]")
    else:
        yield place, "null" if value is None else type(value).__name__
