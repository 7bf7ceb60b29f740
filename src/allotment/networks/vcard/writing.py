"""Cards out of records, as vCard 3.0: the version that every program takes."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from allotment.networks.records import CardRecord

_TAG: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}")
_WIDTH: Final = 75
"""Octets of a line, RFC 2426 section 2.6."""


def from_records(records: Iterable[CardRecord]) -> bytes:
    """One card after the other."""
    return b"".join(_folded(line) for record in records for line in _lines(record))


def _lines(record: CardRecord) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"FN:{_text(record.name)}"
    given, _, family = record.name.rpartition(" ")
    yield f"N:{_text(family)};{_text(given)};;;"
    for name, value in (
        ("X-PRONOUNS", record.pronouns),
        ("TITLE", record.headline),
        ("ORG", record.organisation),
        ("TZ;VALUE=text", record.time_zone),
        ("NOTE", record.note),
    ):
        if value:
            yield f"{name}:{_text(value)}"
    if record.place:
        yield f"ADR:;;;{_text(record.place)};;;"
    if record.fields:
        yield f"CATEGORIES:{','.join(map(_text, record.fields))}"
    yield from (f"{'LANG' if _TAG.fullmatch(each) else 'X-LANGUAGE'}:{_text(each)}" for each in record.languages)
    yield from (f"EMAIL;TYPE=INTERNET:{_text(each)}" for each in record.emails)
    yield from (f"TEL:{_text(each)}" for each in record.phones)
    yield from (f"URL:{_text(each)}" for each in record.addresses)
    yield "END:VCARD"


def _text(value: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ("\r\n", "\n"), ("\n", "\\n"), (",", "\\,"), (";", "\\;")):
        value = value.replace(plain, escaped)
    return value.replace("\r", "")


def _folded(line: str) -> bytes:
    """In lines of at most 75 octets, no character cut in two."""
    done, room = [b""], _WIDTH
    for letter in line:
        octets = letter.encode("utf-8", "replace")
        if len(octets) > room:
            done.append(b" ")
            room = _WIDTH - 1
        done[-1] += octets
        room -= len(octets)
    return b"\r\n".join(done) + b"\r\n"
