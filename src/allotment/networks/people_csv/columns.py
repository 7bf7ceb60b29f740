"""What the columns of other programs' tables are called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "name": ("name", "full name", "display name", "contact name", "formatted name"),
    "given": ("first name", "given name", "firstname", "forename"),
    "additional": ("middle name", "additional name"),
    "family": ("last name", "family name", "surname", "lastname"),
    "pronouns": ("pronouns",),
    "headline": ("position", "job title", "title", "organization title", "headline", "role"),
    "organisation": ("company", "organisation", "organization", "organization name", "company name"),
    "place": ("place", "location"),
    "locality": ("city", "home city", "business city", "work city"),
    "region": ("state", "region", "home state", "business state", "work state"),
    "country": ("country", "home country", "business country", "home country/region", "business country/region"),
    "time_zone": ("time zone", "timezone"),
    "languages": ("languages", "language"),
    "fields": ("fields", "tags", "labels", "categories", "groups", "group membership"),
    "note": ("note", "notes"),
    "emails": ("e-mail", "email", "email address", "e-mail address", "e-mails", "emails", "primary email"),
    "phones": ("phone", "phones", "telephone", "mobile", "mobile phone", "home phone", "business phone", "work phone"),
    "addresses": ("url", "web", "website", "web page", "profile", "profiles", "profile url", "homepage", "blog"),
}
_NUMBERED: Final = re.compile(r"\s+\d+(?:\s+-\s+(?:value|(name|title|city|region|country)))?\Z")
"""“E-mail 1 - Value”, “E-mail 2 Address”, “Organization 1 - Name”."""
_KNOWN: Final = {known: column for column, names in NAMES.items() for known in names}
_NUMBERED_PARTS: Final = {
    "organization name": "organisation",
    "organization title": "headline",
    "address city": "locality",
    "address region": "region",
    "address country": "country",
}
TELLING: Final = {"name", "given", "family", "emails"}
"""Without one of these columns it is no table of people."""


@dataclass(frozen=True, slots=True)
class Header:
    """Which of our columns stands where; several of theirs may be one of ours."""

    places: dict[str, tuple[int, ...]]

    @property
    def is_of_people(self) -> bool:
        return bool(TELLING & set(self.places))


def header_of(row: Sequence[str]) -> Header:
    """What the cells of a row name as columns; nothing where they are none."""
    places: dict[str, tuple[int, ...]] = {}
    for place, cell in enumerate(row):
        column = _column(cell)
        if column:
            places[column] = (*places.get(column, ()), place)
    return Header(places)


def _column(cell: str) -> str | None:
    name = " ".join(cell.strip().strip("\ufeff").lower().replace("_", " ").split())[:80]
    if name in _KNOWN:
        return _KNOWN[name]
    numbered = _NUMBERED.search(name)
    if numbered:
        bare = name[: numbered.start()]
        return _NUMBERED_PARTS.get(f"{bare} {numbered[1]}") if numbered[1] else _KNOWN.get(bare)
    return _KNOWN.get(re.sub(r"\s\d+(?=\s|\Z)", "", name))
