"""Addresses of pages by a number, for lists that hold many: `reverse` asks the map of addresses anew each time."""

from functools import cache

from django.urls import reverse

_MARK = 7_777_777


@cache
def _around(name: str) -> tuple[str, str]:
    before, _mark, after = reverse(name, args=[_MARK]).partition(str(_MARK))
    return before, after


def path_to(name: str, number: int) -> str:
    """What `reverse(name, args=[number])` gives."""
    before, after = _around(name)
    return f"{before}{number}{after}"
