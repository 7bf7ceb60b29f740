"""Who stands behind a source: found among the people the owner has, or made as a candidate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from allotment.core.models import Owner
from allotment.networks.addresses import canonical, host_of, profile_of, url_key
from allotment.networks.discovery import Found
from allotment.people.actions import ProfileToNote, add_person, note_profile, put_in_fields
from allotment.people.models import Person, Profile
from allotment.people.searchable import put_people
from allotment.seek.deciding.plain import language_tag, plain, web_address

NOT_A_COUNTRY: Final = frozenset(
    {
        *("ac", "ai", "am", "as", "cc", "cd", "cx", "dj", "fm", "gg", "gl", "im", "io", "is", "la", "ly", "me", "mp"),
        *("ms", "mu", "nu", "pm", "pw", "re", "sc", "sh", "so", "st", "tk", "tl", "to", "tv", "vc", "vu", "ws", "co"),
    }
)
"""Two letters at the end of a host that are a country's by right, and everybody's by use."""
NOBODYS: Final = frozenset({"example.com", "example.org", "example.net", "localhost"})
"""What software writes into a feed whose owner has not said where it is at home."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What is known of somebody before there is a row for them. Empty where nothing is."""

    name: str
    profiles: tuple[ProfileToNote, ...] = ()
    headline: str = ""
    place: str = ""
    country: str = ""
    language: str = ""
    avatar_address: str = ""


def behind(found: Found) -> Behind:
    """Who stands behind what was found, as the outside introduces them."""
    profile, feed = found.profile, found.feed
    places = [*found.profiles, *([(profile.kind, profile.address)] if profile and profile.address else [])]
    noted = profiles_to_note(places or [("feed", found.feed_address or "")], handle=(profile and profile.handle) or "")
    fallback = feed.title if feed and feed.title else host_of(found.feed_address or "")
    return Behind(
        name=plain(profile.name if profile and profile.name else fallback, 200),
        profiles=noted,
        headline=plain(profile.headline, 500) if profile else "",
        place=plain(profile.place, 120) if profile else "",
        country=country_of(address for _, address in places),
        language=language_tag(feed.language) if feed else "",
        avatar_address=web_address(profile.avatar_address) if profile else "",
    )


def profiles_to_note(places: Iterable[tuple[str, str]], *, handle: str = "") -> tuple[ProfileToNote, ...]:
    """Kinds and addresses as profiles, each once; the handle belongs to the first. Nobody's addresses are left out."""
    noted: dict[int, ProfileToNote] = {}
    for kind, address in places:
        spelled = web_address(canonical(address))
        if not spelled or host_of(spelled).removeprefix("www.") in NOBODYS:
            continue
        key = url_key(spelled)
        noted.setdefault(key, ProfileToNote(kind, spelled, key, "" if noted else handle))
    return tuple(noted.values())


def country_of(addresses: Iterable[str]) -> str:
    """The country that an address names at its end, as two capitals; empty for none."""
    for address in addresses:
        end = host_of(canonical(address)).rpartition(".")[2]
        if len(end) == 2 and end.isascii() and end.isalpha() and end not in NOT_A_COUNTRY:
            return "GB" if end == "uk" else end.upper()
    return ""


def person_behind(*, owner: Owner, known: Behind, now: datetime, name: str = "", fields: Sequence[str] = ()) -> Person:
    """The person: the one of that name where the owner gave one, else whom one of the profiles belongs to, else
    somebody new. What was not known of them is filled in."""
    person = _named(owner, name) if name else _by_profile(owner, known.profiles)
    if person is None:
        return add_person(
            owner=owner,
            name=name or known.name,
            now=now,
            headline=known.headline,
            place=known.place,
            country=known.country,
            language=known.language,
            avatar_address=known.avatar_address,
            profiles=known.profiles,
            fields=fields,
        )
    for profile in known.profiles:
        note_profile(owner=owner, person=person, profile=profile)
    put_in_fields(owner=owner, person=person, names=fields)
    _fill_in(person, known)
    put_people([person.pk])
    return person


def place_of(address: str) -> tuple[str, str]:
    """Kind and address of a page, under its service's name."""
    profile = profile_of(address)
    return profile.kind, profile.address or address


def _named(owner: Owner, name: str) -> Person | None:
    return Person.objects.visible_to(owner).filter(name__iexact=" ".join(name.split())).order_by("pk").first()


def _by_profile(owner: Owner, profiles: Sequence[ProfileToNote]) -> Person | None:
    keys = [profile.address_key for profile in profiles]
    noted = Profile.objects.filter(owner=owner, address_key__in=keys).select_related("person").order_by("pk").first()
    return noted.person if noted else None


def _fill_in(person: Person, known: Behind) -> None:
    filled = []
    for name in ("headline", "place", "country", "language", "avatar_address"):
        if not getattr(person, name) and getattr(known, name):
            setattr(person, name, getattr(known, name))
            filled.append(name)
    if filled:
        person.save(update_fields=filled)
