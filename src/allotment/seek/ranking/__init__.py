"""Candidates in, an edition out, with the reasons in words. Pure: no database, no clock, no chance."""

from allotment.seek.ranking.choosing import choose, compare
from allotment.seek.ranking.reasons import in_one_line
from allotment.seek.ranking.records import (
    Candidate,
    Change,
    Chosen,
    Item,
    Reason,
    ReasonKind,
    Sharer,
    Sliders,
    Voice,
    VoiceKey,
    Wishes,
    voice_key,
)

__all__ = [
    "Candidate",
    "Change",
    "Chosen",
    "Item",
    "Reason",
    "ReasonKind",
    "Sharer",
    "Sliders",
    "Voice",
    "VoiceKey",
    "Wishes",
    "choose",
    "compare",
    "in_one_line",
    "voice_key",
]
