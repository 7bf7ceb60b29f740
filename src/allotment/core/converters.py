"""What may stand in an address, and in the question behind it."""

from datetime import date

MOST_DIGITS = 18
"""All numbers of so many digits fit into the 64 bits of an id."""


class Id:
    """The number of a row."""

    regex = rf"[0-9]{{1,{MOST_DIGITS}}}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Day:
    """A day as 2026-11-22."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


def id_in(text: str) -> int | None:
    """The id that a query names; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def words_in(text: str, most: int) -> str:
    """What somebody typed into a box, as far as `most` letters. PostgreSQL holds no NUL."""
    return " ".join(text.replace("\0", " ").split())[:most]
