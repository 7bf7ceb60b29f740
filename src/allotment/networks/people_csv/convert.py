"""Tables to records."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from allotment.networks import cards
from allotment.networks.errors import NetworkError
from allotment.networks.html.decoding import decoded
from allotment.networks.people_csv.columns import Header, header_of
from allotment.networks.records import CardRecord

_DELIMITERS: Final = (",", ";", "\t", "|")
_LINES_ABOVE: Final = 20
"""What may stand above the names of the columns."""
_MOST_FAULTS: Final = 100
"""Rows whose quotation mark is never closed; each is looked for again from the next line on."""
_LONGEST_LINE: Final = 20_000
_ESCAPED: Final = re.compile(r"'(?=[=+\-@\t\r])")
_SEVERAL: Final = re.compile(r"\s*(?:[;,\n]|:::)\s*")


def looks_like_people(body: bytes) -> bool:
    """Whether a row near the beginning names a column of people and one more, or that alone."""
    lines = _lines(body[:65_536])
    return _header(lines) is not None


def to_records(body: bytes) -> list[CardRecord]:
    """A record for every row with something in it; one of which nobody can be made says why.

    Raises empty, and unreadable where no row names columns of people.
    """
    if not body.strip():
        raise NetworkError("empty", "There is nothing in this file.")
    lines = _lines(body)
    found = _header(lines)
    if found is None:
        raise NetworkError(
            "unreadable", "No row of this table names its columns. One of them has to be called Name, or Email."
        )
    start, delimiter, header = found
    records: list[CardRecord] = []
    for number, row in _rows(lines, start + 1, delimiter):
        if len(records) == cards.MOST_CARDS:
            records.append(CardRecord(number, fault="too_many"))
            break
        record = CardRecord(number, fault="unclosed") if row is None else _record(number, row, header)
        if record:
            records.append(record)
    return records


def _lines(body: bytes) -> list[str]:
    """With their ends; of what Python takes for the end of a line only those that end one in a table."""
    return io.StringIO(decoded(body, None).replace("\0", ""), newline="").readlines()


def _header(lines: Sequence[str]) -> tuple[int, str, Header] | None:
    """Number of the row (from nought) that names most columns, with the delimiter that makes it so, and the names."""
    best: tuple[int, str, Header] | None = None
    for number, line in enumerate(islice(lines, _LINES_ABOVE)):
        for delimiter in _DELIMITERS:
            header = header_of(_cells(line, delimiter))
            if header.is_of_people and (best is None or len(header.places) > len(best[2].places)):
                best = number, delimiter, header
    return best


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line[:_LONGEST_LINE]], delimiter=delimiter), [])
    except csv.Error:
        return []


def _rows(lines: Sequence[str], start: int, delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """Rows with the number of the line on which they begin; None for one that never ends, which swallows no other."""
    for _ in range(_MOST_FAULTS):
        reader = csv.reader(islice(lines, start, None), delimiter=delimiter, strict=True)
        begins = start
        try:
            for row in reader:
                yield begins + 1, row
                begins = start + reader.line_num
        except csv.Error:
            yield begins + 1, None
            start = begins + 1
        else:
            return


def _record(line: int, row: Sequence[str], header: Header) -> CardRecord | None:
    def cells(column: str) -> list[str]:
        found = (row[place] for place in header.places.get(column, ()) if place < len(row))
        return [_ESCAPED.sub("", cell, count=1) if cell[:1] == "'" else cell for cell in found if cell.strip()]

    def first(column: str) -> str:
        return (cells(column) or [""])[0]

    def several(column: str) -> list[str]:
        return [part for cell in cells(column) for part in _SEVERAL.split(cell)]

    if not any(cell.strip() for cell in row):
        return None
    emails = cards.emails(several("emails"))
    addresses = cards.addresses(several("addresses"))
    together = " ".join(first(part) for part in ("given", "additional", "family")).strip()
    called = first("name").strip() or together or (emails or addresses or ("",))[0]
    name = cards.words(called, cards.LONGEST_NAME)
    organisation = cards.words(first("organisation"), 200)
    return CardRecord(
        line=line,
        name=name or organisation,
        pronouns=cards.words(first("pronouns"), 60),
        headline=cards.words(first("headline")),
        organisation=organisation,
        place=cards.words(first("place"), 120) or cards.place(first("locality"), first("region"), first("country")),
        time_zone=cards.time_zone(first("time_zone")),
        languages=cards.languages(several("languages")),
        fields=cards.fields(cells("fields")),
        note=cards.lines(first("note")),
        emails=emails,
        phones=cards.phones(several("phones")),
        addresses=addresses,
        fault="" if name else "organisation" if organisation else "nameless",
    )
