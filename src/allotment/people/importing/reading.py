"""Which converter a file is for."""

from pathlib import PurePath

from allotment.networks import opml, people_csv, vcard
from allotment.networks.errors import NetworkError
from allotment.networks.records import CardRecord


def holds_people(body: bytes, name: str) -> bool:
    """Whether it is an address book: by what is in it, or else by its name. Some tables are lists of addresses."""
    if vcard.looks_like_vcard(body) or PurePath(name.lower()).suffix in {".vcf", ".vcard"}:
        return True
    if people_csv.looks_like_people(body):
        return True
    return PurePath(name.lower()).suffix in {".csv", ".tsv"} and not _holds_addresses(body)


def _holds_addresses(body: bytes) -> bool:
    try:
        return bool(opml.to_records(body))
    except NetworkError:
        return False


def cards_in(body: bytes, name: str) -> list[CardRecord]:
    """Every card of an address book. Raises NetworkError with a sentence."""
    if vcard.looks_like_vcard(body) or PurePath(name.lower()).suffix in {".vcf", ".vcard"}:
        found = vcard.to_records(body)
    else:
        found = people_csv.to_records(body)
    if not found:
        raise NetworkError("empty", "There is nobody in this file.")
    return found
