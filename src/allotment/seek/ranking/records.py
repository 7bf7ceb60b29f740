"""What the ranking is told and what it answers: nothing here knows a database or a clock."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

type VoiceKey = int | str
type ReasonKind = Literal[
    "question",
    "quiet_voice",
    "shared_by_several",
    "outsider",
    "interest",
    "conversation",
    "new_source",
    "long_read",
    "fresh",
]


def voice_key(person_id: int | None, source_id: int, voice: str) -> VoiceKey:
    """Whose turn an item takes: the person's, else that of the author as this source names them."""
    return person_id if person_id is not None else f"{source_id}:{voice}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A post that may be offered.

    `url_key` is never shared by two different things: a post without an address brings a key of its own.
    `text` is where muted words are looked for; the title and an excerpt are enough.
    """

    post_id: int
    source_id: int
    person_id: int | None
    voice: str
    published: datetime
    minutes: int
    title: str
    url_key: int
    link_keys: tuple[int, ...] = ()
    text: str = ""
    language: str = ""
    country: str = ""
    fields: frozenset[str] = frozenset()
    nearness: float = 0.0
    question: str = ""
    interest: str = ""
    liking: float = 0.0
    conversation: bool = False
    new_source: bool = False
    undated: bool = False
    """Its writer does not say when it was written: `published` is when it was first seen."""
    elsewhere: bool = False
    """It lies outside its source's own site: who brings it passes it on."""

    @property
    def key(self) -> VoiceKey:
        return voice_key(self.person_id, self.source_id, self.voice)


@dataclass(frozen=True, slots=True)
class Voice:
    """How somebody writes, and when they last had a turn. `wrote_before`: the piece before the newest one."""

    posts_per_month: float = 4.0
    last_in_edition: date | None = None
    wrote_before: date | None = None
    less_until: date | None = None


@dataclass(frozen=True, slots=True)
class Sliders:
    """Each from -1 (the first word of its name) over 0 (as the rules stand) to 1 (the second)."""

    closer_wider: float = 0.0
    newer_quieter: float = 0.0
    questions_serendipity: float = 0.0


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the owner wants of this day. `owner` only seeds the order of ties; `offered` holds address keys."""

    owner: str
    day: date
    ration_minutes: int = 20
    sliders: Sliders = field(default_factory=Sliders)
    muted: tuple[str, ...] = ()
    usual_fields: frozenset[str] = frozenset()
    usual_languages: frozenset[str] = frozenset()
    usual_countries: frozenset[str] = frozenset()
    last_long_read: date | None = None
    offered: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    kind: ReasonKind
    text: str


@dataclass(frozen=True, slots=True)
class Sharer:
    """Somebody else who carries or points to an item, and the post in which they do."""

    person_id: int | None
    voice: str
    post_id: int


@dataclass(frozen=True, slots=True)
class Item:
    post_id: int
    person_id: int | None
    voice: str
    minutes: int
    reasons: tuple[Reason, ...]
    outsider: bool
    also: tuple[Sharer, ...]
    question: str = ""
    """The learning question that is among the reasons."""


@dataclass(frozen=True, slots=True)
class Chosen:
    items: tuple[Item, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class Change:
    """What another wish would do to today: post ids, in the order of the editions they stand in."""

    coming: tuple[int, ...]
    going: tuple[int, ...]
