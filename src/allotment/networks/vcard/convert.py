"""Cards to records. RFC 6350 (4.0), RFC 2426 (3.0), the versit consortium's 2.1, and what programs make of them."""

import re
from typing import Final

from allotment.networks import cards
from allotment.networks.errors import NetworkError
from allotment.networks.records import CardRecord
from allotment.networks.vcard.properties import Card, cards_in

_WANTED: Final = frozenset(
    {
        *("FN", "N", "NICKNAME", "ORG", "TITLE", "ROLE", "EMAIL", "TEL", "URL", "ADR", "TZ", "LANG", "CATEGORIES"),
        *("NOTE", "KIND", "X-LANGUAGE", "PRONOUNS", "X-PRONOUNS", "SOCIALPROFILE", "X-SOCIALPROFILE", "AGENT"),
        *("X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND"),
    }
)
_BEGIN: Final = re.compile(rb"(?:^|[\r\n])\s*BEGIN\s*:\s*VCARD", re.IGNORECASE)
_START: Final = 4_000
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_SEPARATOR: Final = re.compile(r"((?:[^;\\]|\\.)*+)(?:;|\Z)", re.DOTALL)
_MOST_PARTS: Final = 10


def looks_like_vcard(body: bytes) -> bool:
    """Whether a card begins at the beginning of a file, in UTF-8 or UTF-16."""
    return _BEGIN.search(body[:_START].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")) is not None


def to_records(body: bytes) -> list[CardRecord]:
    """A record for every card; one of which nobody can be made says why. Raises empty and unreadable."""
    if not body.strip():
        raise NetworkError("empty", "There is nothing in this file.")
    if not looks_like_vcard(body):
        raise NetworkError("unreadable", "This is no vCard: no card begins in it.")
    records: list[CardRecord] = []
    for card in cards_in(body, _WANTED):
        if len(records) == cards.MOST_CARDS:
            records.append(CardRecord(card.line, fault="too_many"))
            break
        records.append(_record(card))
    return records


def _record(card: Card) -> CardRecord:
    emails = cards.emails(_plain(each.value) for each in card.all("EMAIL"))
    addresses = cards.addresses(_plain(each.value) for each in card.all("URL", "SOCIALPROFILE", "X-SOCIALPROFILE"))
    organisation = cards.words(_parts(card.first("ORG"))[0], 200)
    name = cards.words(_name(card) or (emails or addresses or ("",))[0], cards.LONGEST_NAME)
    return CardRecord(
        line=card.line,
        name=name or organisation,
        pronouns=cards.words(_plain(card.first("PRONOUNS", "X-PRONOUNS")), 60),
        headline=cards.words(_plain(card.first("TITLE", "ROLE"))),
        organisation=organisation,
        place=_place(card),
        time_zone=cards.time_zone(_plain(card.first("TZ"))),
        languages=cards.languages(_plain(each.value) for each in card.all("LANG", "X-LANGUAGE")),
        fields=cards.fields(_plain(each.value) for each in card.all("CATEGORIES")),
        note=cards.lines("\n\n".join(_plain(each.value) for each in card.all("NOTE"))),
        emails=emails,
        phones=cards.phones(_plain(each.value).removeprefix("tel:") for each in card.all("TEL")),
        addresses=addresses,
        fault=_fault(card, has_name=bool(name)),
    )


def _fault(card: Card, *, has_name: bool) -> str:
    kind = card.first("KIND", "X-ADDRESSBOOKSERVER-KIND").strip().lower()
    if kind == "group":
        return "group"
    if kind == "org" or card.first("X-ABSHOWAS").strip().upper() == "COMPANY":
        return "organisation"
    if has_name:
        return ""
    return "organisation" if card.first("ORG").strip() else "nameless"


def _name(card: Card) -> str:
    """As it is written, else put together, else what they are called."""
    written = _plain(card.first("FN"))
    if written.strip():
        return written
    family, given, additional, before, after = [*_parts(card.first("N")), "", "", "", ""][:5]
    together = " ".join(filter(None, map(str.strip, (before, given, additional, family, after))))
    return together or _plain(card.first("NICKNAME"))


def _place(card: Card) -> str:
    for each in card.all("ADR"):
        parts = [*_parts(each.value), *[""] * 7]
        if parts[3].strip():
            return cards.place(parts[3], parts[4], parts[6])
    return ""


def _parts(value: str) -> list[str]:
    """The parts of a value that has several, at least one, at most ten."""
    return [_plain(found[1]) for found, _ in zip(_SEPARATOR.finditer(value), range(_MOST_PARTS), strict=False)]


def _plain(value: str) -> str:
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
