"""What kinds of moments there are, and what a line says of its own kind and direction. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FROM: Final = "from"
TO: Final = "to"
WITH: Final = "with"
DIRECTIONS: Final = (FROM, TO, WITH)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: what it is called, which way it mostly goes, and the words it is known by."""

    label: str | Promise
    direction: str
    words: frozenset[str]


def _kind(label: str | Promise, direction: str, words: str = "") -> Kind:
    return Kind(label, direction, frozenset(words.split()))


KINDS: Final[Mapping[str, Kind]] = {
    "thank": _kind(_("thanks"), TO, "thank thanks thanked thanking"),
    "credit": _kind(_("credit"), TO, "credit credited crediting"),
    "introduce": _kind(_("an introduction"), TO, "introduce introduced introducing introduction"),
    "tea": _kind(_("tea"), WITH, "tea cuppa"),
    "coffee": _kind(_("coffee"), WITH, "coffee espresso cappuccino"),
    "meal": _kind(_("a meal"), WITH, "breakfast lunch dinner supper cake meal ate drinks pub"),
    "walk": _kind(_("a walk"), WITH, "walk walked walking hike stroll"),
    "call": _kind(_("a call"), WITH, "call called phone phoned rang video"),
    "event": _kind(_("an event"), WITH, "conference workshop webinar meetup event seminar course"),
    "letter": _kind(_("a letter"), TO, "letter letters postcard card"),
    "message": _kind(_("a message"), TO, "message messaged email e-mail emailed mail mailed wrote write text texted"),
    "share": _kind(_("something shared"), TO, "share shared link resource article book lent recommended"),
    "ask": _kind(_("a question"), TO, "ask asked question"),
    "offer": _kind(_("experience offered"), TO, "offer offered help helped advised"),
    "show": _kind(_("unfinished work"), TO, "show showed draft unfinished"),
    "make": _kind(_("something made"), TO, "make made drew built sketchnote"),
    "read": _kind(pgettext_lazy("moment", "read"), FROM, "read reading"),
    "talk": _kind(_("a conversation"), WITH, "talk talked talking chat chatted conversation met meeting discussed"),
    "welcomed": _kind(_("became part of your network"), TO),
    "learned": _kind(_("learned from them"), FROM),
    "thought": _kind(_("thought through with them"), WITH),
    "example": _kind(_("after their example"), FROM),
    "view": _kind(_("their view of something"), WITH),
    "note": _kind(_("something else"), WITH),
}
"""In the order in which they are listened for: what was done before what it was done over, and talk last of all."""

OTHER: Final = "note"
WELCOMED: Final = "welcomed"
"""A step of the owner alone, of which nobody else knows."""
CREDITED: Final = frozenset({"learned", "thought", "example", "view"})
"""What the owner says in what they write."""
NOTED_BY_HAND: Final = tuple(code for code in KINDS if code not in {WELCOMED, *CREDITED})
"""Kinds an owner may choose; the others are noted where they happen."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_GAVE = r"(?:sent|gave|told|showed|lent|wrote|asked|thanked|introduced|helped|offered|taught|called|rang|phoned)"
_FROM_THEM = re.compile(
    rf"\b(?:from (?:her|him|them)|{_GAVE} me|(?:she|he|they) {_GAVE}|got|received|heard|learn(?:ed|t)|borrowed)\b",
    re.IGNORECASE,
)
_TO_THEM = re.compile(
    rf"\b(?:to (?:her|him|them)|{_GAVE} (?:her|him|them|to)|I (?:have )?{_GAVE})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heard:
    """The kind and direction that a line speaks of."""

    kind: str
    direction: str


def heard_in(words: str) -> Heard:
    """“tea, talked about evaluation” is tea with them; “they sent me a link” something shared, from them."""
    said = {word.casefold() for word in _WORD.findall(words)}
    kind = next((code for code, each in KINDS.items() if each.words & said), OTHER)
    return Heard(kind, direction_in(words, kind))


def direction_in(words: str, kind: str) -> str:
    """Which way it went: as the words say, else as such things mostly go."""
    if _FROM_THEM.search(words):
        return FROM
    if _TO_THEM.search(words):
        return TO
    return KINDS[kind].direction


def kind_words(kind: str) -> str:
    """What kind of moment it was, in words; a kind that nobody named here says itself."""
    return str(KINDS[kind].label) if kind in KINDS else kind
