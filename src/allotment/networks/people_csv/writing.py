"""Tables out of records, for any program that opens a table."""

import csv
import io
from collections.abc import Iterable
from typing import Final

from allotment.networks.records import CardRecord

_HEADER: Final = (
    *("Name", "Pronouns", "Headline", "Organisation", "Place", "Time zone", "Languages", "Fields", "Note"),
    *("Emails", "Phones", "Profiles"),
)
_FORMULAS: Final = tuple("=+-@\t\r")


def from_records(records: Iterable[CardRecord]) -> bytes:
    """UTF-8 with a mark, without which spreadsheets take it for something else. A cell that a spreadsheet would
    calculate begins with an apostrophe; `to_records` takes it off again."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(_HEADER)
    for record in records:
        writer.writerow(map(_cell, _cells(record)))
    return table.getvalue().encode("utf-8-sig", "replace")


def _cells(record: CardRecord) -> tuple[str, ...]:
    return (
        *(record.name, record.pronouns, record.headline, record.organisation, record.place, record.time_zone),
        ", ".join(record.languages),
        ", ".join(record.fields),
        record.note,
        *("\n".join(some) for some in (record.emails, record.phones, record.addresses)),
    )


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULAS) or (text[:1] == "'" and text[1:2] in _FORMULAS) else text
