"""Whom a card is about, and what it says that was not known. Pure: who is known comes in from outside."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from django.utils.translation import get_language_info

from allotment.networks.addresses import host_of, profile_of, url_key
from allotment.networks.records import CardRecord
from allotment.people.actions.adding import ProfileToNote
from allotment.people.sorting import sort_key

COLUMNS: Final = ("pronouns", "headline", "organisation", "place", "time_zone", "languages")
"""What a card may say in words; each is a column of a person."""
_NOBODYS_OWN: Final = frozenset(
    {
        *("admin", "booking", "bookings", "contact", "enquiries", "hello", "hi", "info", "kontakt", "mail", "office"),
        *("post", "press", "reception", "sales", "secretary", "service", "support", "team", "webmaster", "welcome"),
    }
)
"""Names before the @ that several people read."""
_WORD: Final = re.compile(r"\w{2,}")


@dataclass(slots=True, eq=False)
class Acquaintance:
    """Somebody, as far as a card needs to know."""

    id: int
    """0 for somebody who is about to be added."""
    name: str
    columns: dict[str, str]
    keys: set[int] = field(default_factory=set)
    """Of their profiles."""
    fields: set[str] = field(default_factory=set)
    """Names, without case."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What is to be done about one card."""

    record: CardRecord
    outcome: str
    """A value of `ImportLine.Outcome`."""
    who: Acquaintance | None = None
    columns: dict[str, str] = field(default_factory=dict)
    profiles: tuple[ProfileToNote, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(slots=True)
class Circle:
    """Whom the owner knows, of those that the cards may mean."""

    by_key: dict[int, Acquaintance] = field(default_factory=dict)
    by_name: dict[str, list[Acquaintance]] = field(default_factory=dict)

    def learn(self, who: Acquaintance) -> None:
        """Whom it knows already it knows better."""
        for key in who.keys:
            self.by_key.setdefault(key, who)
        namesakes = self.by_name.setdefault(sort_key(who.name), [])
        if who not in namesakes:
            namesakes.append(who)

    def meant_by(self, record: CardRecord, profiles: Iterable[ProfileToNote]) -> Acquaintance | None:
        """By an address that is one person's, else by name and organisation, as far as that is known."""
        for profile in profiles:
            who = self.by_key.get(profile.address_key)
            if who and (is_ones_own(profile) or alike(record.name, f"{who.name} {host_of(profile.address)}")):
                return who
        namesakes, there = self.by_name.get(sort_key(record.name), []), sort_key(record.organisation)
        told = [(sort_key(who.columns["organisation"]), who) for who in namesakes]
        same = [who for organisation, who in told if organisation == there]
        return next(iter(same or [who for organisation, who in told if not (organisation and there)]), None)


@lru_cache(maxsize=1_024)
def profiles_of(record: CardRecord) -> tuple[ProfileToNote, ...]:
    """Where somebody is found, by what a card says; what several people may share comes last."""
    mails = [ProfileToNote("email", f"mailto:{email}", url_key(f"mailto:{email}"), email) for email in record.emails]
    pages = map(_page, record.addresses)
    phones = [ProfileToNote("telephone", f"tel:{phone}", url_key(f"tel:{phone}"), phone) for phone in record.phones]
    return (*mails, *pages, *phones)


def _page(address: str) -> ProfileToNote:
    profile = profile_of(address)
    spelled = profile.address or address
    return ProfileToNote(profile.kind, spelled, url_key(spelled), profile.handle or "")


def is_ones_own(profile: ProfileToNote) -> bool:
    """Whether an address tells who somebody is. A site may be an employer's, a telephone a household's."""
    if profile.kind == "email":
        return profile.handle.partition("@")[0] not in _NOBODYS_OWN
    return profile.kind not in {"website", "feed", "telephone"}


def alike(name: str, other: str) -> bool:
    """Whether they share a word, or the one has a word of some length in it that is part of the other's."""
    words, others = set(_WORD.findall(sort_key(name))), sort_key(other)
    return bool(words & set(_WORD.findall(others))) or any(len(word) > 3 and word in others for word in words)


def decide(records: Sequence[CardRecord], circle: Circle) -> list[Intent]:
    """One intent a card, in their order; the circle learns of everybody on the way."""
    return [_decided(record, circle) for record in records]


def _decided(record: CardRecord, circle: Circle) -> Intent:
    if record.fault:
        return Intent(record, "failed")
    profiles = profiles_of(record)
    who = circle.meant_by(record, profiles)
    news = tuple(profile for profile in profiles if profile.address_key not in circle.by_key)
    is_new = who is None
    if who is None:
        who = Acquaintance(0, record.name, dict.fromkeys(COLUMNS, ""))
    columns = {name: said for name in COLUMNS if (said := _said(record, name)) and not who.columns[name]}
    fields = tuple(name for name in record.fields if name.casefold() not in who.fields)
    who.columns |= columns
    who.keys |= {profile.address_key for profile in news}
    who.fields |= {name.casefold() for name in fields}
    circle.learn(who)
    outcome = "added" if is_new else "filled" if columns or news or fields else "known"
    return Intent(record, outcome, who, columns, news, fields)


def _said(record: CardRecord, column: str) -> str:
    if column == "languages":
        return ", ".join(map(language_words, record.languages))[:200]
    said: str = getattr(record, column)
    return said


def language_words(said: str) -> str:
    """“fr” as “French”; what is in words already stays as it is."""
    try:
        return str(get_language_info(said.lower())["name_translated"])
    except KeyError:
        return said
