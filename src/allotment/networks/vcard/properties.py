"""From bytes to the properties of each card, whatever program wrote them.

Bytes, because a file may hold more than one character set: vCard 2.1 names one for each property. Lines that are no
properties are passed over, so that a picture of five megabytes without the blanks that RFC 6350 asks for costs nothing.
"""

import binascii
import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_PROPERTY: Final = re.compile(
    rb"(?:[\w-]{1,60}\.)?([A-Za-z][\w-]{0,60})((?:;(?:[^\";:]|\"[^\"]*+\")*+)*+):(.*)", re.DOTALL
)
_LOOSE: Final = re.compile(rb"(?:[\w-]{1,60}\.)?([A-Za-z][\w-]{0,60})(;[^:]*+):(.*)", re.DOTALL)
"""Where a quotation mark is never closed."""
_PARAMETER: Final = re.compile(r";([^=;\"]*)(?:=((?:[^;\"]|\"[^\"]*\")*))?")
_ENDS: Final = re.compile(rb"\r\n|\n|\r")
_TEXT_SETS: Final = re.compile(r"[\w.:-]{1,40}")


@dataclass(frozen=True, slots=True)
class Property:
    """One property. Its value is text, its escapes still in it."""

    name: str
    parameters: dict[str, str]
    """Names in capitals, values without quotation marks; one without a name stands under its own value."""
    value: str

    @property
    def is_preferred(self) -> bool:
        return "PREF" in self.parameters or "PREF" in self.parameters.get("TYPE", "").upper().split(",")


@dataclass(slots=True)
class Card:
    """The properties of one card, in their order."""

    line: int
    properties: list[Property] = field(default_factory=list)

    def all(self, *names: str) -> list[Property]:
        """Those of these names, preferred ones first."""
        found = [each for each in self.properties if each.name in names]
        return sorted(found, key=lambda each: not each.is_preferred)

    def first(self, *names: str) -> str:
        """The first that says something, of the first name that does."""
        return next((each.value for name in names for each in self.all(name) if each.value.strip()), "")


def cards_in(body: bytes, wanted: frozenset[str]) -> Iterator[Card]:
    """Every card with its properties of those names. One that is not ended ends where the next begins."""
    card: Card | None = None
    agents = 0
    for number, name, parameters, value in _logical(_as_ascii_superset(body), wanted):
        if name == "BEGIN" and value.strip().upper() == b"VCARD":
            if card and card.properties and card.properties[-1].name == "AGENT":
                agents += 1
                continue
            if card:
                yield card
            card = Card(number)
        elif name == "END" and value.strip().upper() == b"VCARD":
            if agents:
                agents -= 1
            elif card:
                yield card
                card = None
        elif card and not agents and name not in {"BEGIN", "END"}:
            card.properties.append(Property(name, parameters, _text(value, parameters)))
    if card:
        yield card


def _as_ascii_superset(body: bytes) -> bytes:
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if body.startswith(mark):
            return body[len(mark) :] if name == "utf-8" else body.decode(name, "replace").encode()
    if body[:2] in {b"B\0", b"\0B"}:
        return body.decode("utf-16-le" if body[1] == 0 else "utf-16-be", "replace").encode()
    return body


def _logical(body: bytes, wanted: frozenset[str]) -> Iterator[tuple[int, str, dict[str, str], bytes]]:
    """Number of the line, name, parameters and value of each property that is wanted; its folded lines put together."""
    open_: tuple[int, str, dict[str, str]] | None = None
    parts: list[bytes] = []
    blanks = 1
    for number, line in enumerate(_ENDS.split(body), 1):
        if open_ and _goes_on(parts, line, open_[2], blanks):
            continue
        if line[:1] in {b" ", b"\t"}:
            continue
        if open_:
            yield *open_, b"".join(parts)
            open_ = None
        head = _head(line)
        if head and head[0] == "VERSION":
            blanks = 0 if head[2].strip() == b"2.1" else 1
        if head and (head[0] in wanted or head[0] in {"BEGIN", "END"}):
            open_, parts = (number, head[0], head[1]), [head[2]]
    if open_:
        yield *open_, b"".join(parts)


def _goes_on(parts: list[bytes], line: bytes, parameters: dict[str, str], blanks: int) -> bool:
    """Whether the line is more of the property before it, which then takes it. Of the white space in front so much is
    the folding's own: one character, or none in version 2.1, which folds where there is white space."""
    if _is_quoted_printable(parameters):
        if not parts[-1].endswith(b"=") or line[:10].upper() == b"END:VCARD":
            return False
        parts[-1] = parts[-1][:-1]
        parts.append(line)
        return True
    if line[:1] not in {b" ", b"\t"}:
        return False
    parts.append(line[blanks:])
    return True


def _is_quoted_printable(parameters: dict[str, str]) -> bool:
    return "QUOTED-PRINTABLE" in parameters or parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE"


def _head(line: bytes) -> tuple[str, dict[str, str], bytes] | None:
    found = _PROPERTY.fullmatch(line) or _LOOSE.fullmatch(line)
    if found is None:
        return None
    parameters: dict[str, str] = {}
    if found[2]:
        for name, value in _PARAMETER.findall(found[2].decode("latin-1")[:2_000]):
            key = name.strip().upper()
            joined = value.strip().replace('"', "")
            parameters[key] = f"{parameters[key]},{joined}" if key in parameters and joined else joined
    return found[1].decode("ascii").upper(), parameters, found[3]


def _text(value: bytes, parameters: dict[str, str]) -> str:
    if _is_quoted_printable(parameters):
        value = binascii.a2b_qp(value)
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode(_charset(parameters.get("CHARSET", "")), "replace")


def _charset(name: str) -> str:
    """The one that is named where it is one of text and known; else what most old programs on the desk used."""
    try:
        found = codecs.lookup(name) if _TEXT_SETS.fullmatch(name) else None
    except (LookupError, ValueError):
        return "cp1252"
    known = found is not None and getattr(found, "_is_text_encoding", True) and found.name not in {"utf-8", "idna"}
    return found.name if found is not None and known else "cp1252"
