"""What the doors hand to the actions of sense, and what several of its queries give back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from allotment.sense.models import Reflection

AboutKind = Literal["post", "resource", "person", "question"]


@dataclass(frozen=True, slots=True)
class About:
    """Something that a reflection is about."""

    kind: AboutKind
    id: int


@dataclass(frozen=True, slots=True)
class Written:
    """A reflection as it was typed."""

    title: str = ""
    prompts: str = Reflection.Prompts.BLANK
    text: str = ""
    so_what: str = ""
    now_what: str = ""
    unsure: str = ""
    state: str = Reflection.State.MESSY
    about: tuple[About, ...] = ()
    people: tuple[str, ...] = ()
    """Names of further people it is about."""
    credits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Names of people by `Credit.Kind`."""


@dataclass(frozen=True, slots=True)
class CreditLine:
    """That something is owed to somebody, by `Credit.Kind`."""

    kind: str
    person_id: int
    name: str
