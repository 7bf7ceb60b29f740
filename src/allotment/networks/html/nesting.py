"""What keeps a hostile page from costing minutes: limits of length and of depth.

HTML parsers, html5ever included, look through all open elements at every new one: 200 000 nested `<div>`
took 172 s, 500 deep is not felt.
"""

import re
from typing import Final

LONGEST: Final = 500_000
"""Characters of one piece of markup. What lies behind is left out."""
DEEPEST: Final = 250
_HARMLESS: Final = 1_000
"""So few tags cannot be deep enough to cost more than milliseconds, so nothing is counted."""

_INLINE_DATA: Final = re.compile(r"data:[^\"'\s<>()]{500,}")
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})")
_CLOSED_BY_THE_NEXT: Final = "dd dt li option p tbody td tfoot th thead tr"
_VOID: Final = "area base br col embed hr img input link meta source track wbr"
_NEVER_DEEP: Final = frozenset(f"{_VOID} {_CLOSED_BY_THE_NEXT}".split())
_ANY_TAG: Final = re.compile(r"<[^<>]{0,2000}>")


def tamed(markup: str) -> str:
    """The same markup, shortened where it is too long, and without any tags where it is too deep."""
    if len(markup) > LONGEST:
        markup = _INLINE_DATA.sub("", markup)[:LONGEST]
    if markup.count("<") > _HARMLESS and too_deep(markup):
        markup = _ANY_TAG.sub(" ", markup).replace("<", "&lt;")
    return markup


def too_deep(markup: str) -> bool:
    """Whether more elements are open at once than any honest page has. Guesses high, never low."""
    still_open: dict[str, int] = {}
    depth = 0
    for slash, written in _TAG.findall(markup):
        name = written.lower()
        if name in _NEVER_DEEP:
            continue
        if not slash:
            still_open[name] = still_open.get(name, 0) + 1
            depth += 1
            if depth > DEEPEST:
                return True
        elif still_open.get(name, 0):
            still_open[name] -= 1
            depth -= 1
    return False
