"""What every kind of address book has to have tidied: names, addresses, and words of any length and with anything in
them."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from allotment.networks.addresses import canonical, is_web_address, key_of_canonical

MOST_CARDS: Final = 20_000
"""In one file; what follows is left out, and said to be."""
LONGEST_NAME: Final = 200
LONGEST_WORDS: Final = 500
LONGEST_NOTE: Final = 20_000
_MOST_OF_ONE: Final = 20
"""Addresses, numbers or fields of one person."""

_EMAIL: Final = re.compile(r"[^\s@<>\"(),:;\\\[\]]{1,64}@[^\s@<>\"(),:;\\\[\]/]{1,200}")
_PHONE: Final = re.compile(r"[^\d+]")
_NO_FIELDS: Final = frozenset({"my contacts", "mycontacts", "* mycontacts", "starred", "* starred", "unfiled"})
"""Groups that programs put everybody into."""


def words(text: str, longest: int = LONGEST_WORDS) -> str:
    """On one line, single-spaced, without what cannot be seen."""
    return " ".join(_seen(text[: longest * 8]).split())[:longest].rstrip()


def lines(text: str) -> str:
    """Words in lines, as somebody wrote them."""
    return "\n".join(line.rstrip() for line in map(_seen, text[:LONGEST_NOTE].splitlines())).strip()


def _seen(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    kept = (" " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter for letter in text)
    return "".join(letter for letter in kept if not "\ud800" <= letter <= "\udfff")


def emails(texts: Iterable[str]) -> tuple[str, ...]:
    """Those that can be addresses, in lower case, each once."""
    bare = (text.strip().removeprefix("mailto:").removeprefix("MAILTO:").lower() for text in texts)
    return _some(email for email in bare if _EMAIL.fullmatch(email) and "." in email.partition("@")[2])


def phones(texts: Iterable[str]) -> tuple[str, ...]:
    """Numbers as one dials them, each once."""
    numbers = (_PHONE.sub("", text.partition(";")[0].replace("(0)", "")) for text in texts)
    return _some(number for number in numbers if 5 <= len(number) <= 20 and "+" not in number[1:])


def addresses(texts: Iterable[str]) -> tuple[str, ...]:
    """Addresses of the web in one spelling, each once; https where none is said."""
    once: dict[int, str] = {}
    for address in filter(None, map(_address, texts)):
        once.setdefault(key_of_canonical(address), address)
    return _some(once.values())


def _address(text: str) -> str:
    text = text.strip()[:2_000]
    if "://" not in text and re.match(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)", text):
        text = f"https://{text}"
    spelled = canonical(text)
    return spelled if is_web_address(spelled) else ""


def fields(texts: Iterable[str]) -> tuple[str, ...]:
    """Groups in the owner's words, each once, without those that hold everybody."""
    parts = (words(part, 80) for text in texts for part in re.split(r"[,;]|:::", text[:LONGEST_NOTE]))
    return _some(part for part in parts if part and part.lower() not in _NO_FIELDS)


def languages(texts: Iterable[str]) -> tuple[str, ...]:
    """Tags or words, each once."""
    return _some(filter(None, (words(text, 40) for text in texts)))


def time_zone(text: str) -> str:
    """Where it is one of the time zone database's names; offsets say nothing about summers."""
    return text.strip() if text.strip() in _zones() else ""


@cache
def _zones() -> frozenset[str]:
    return frozenset(zone for zone in available_timezones() if "/" in zone)


def place(locality: str, region: str, country: str) -> str:
    """“Austin, United States”, without what is not known."""
    near, far = words(locality, 60), words(country, 55) or words(region, 55)
    return ", ".join(filter(None, [near, far if far != near else ""]))


def _some(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))[:_MOST_OF_ONE]
