"""Invented posts, voices and wishes for the tests of the ranking."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from allotment.seek.ranking import Candidate, Sliders, Voice, VoiceKey, Wishes

DAY = date(2026, 11, 22)


def days_ago(days: int) -> date:
    return DAY - timedelta(days=days)


def post(number: int, person: int | None = -1, *, age: int = 1, **said: Any) -> Candidate:
    """A short piece of yesterday by a person of its own, unless something else is said."""
    person = number if person == -1 else person
    plain: dict[str, Any] = {
        "post_id": number,
        "source_id": person or 1,
        "person_id": person,
        "voice": f"Person {person}",
        "published": datetime.combine(days_ago(age), time(8), UTC),
        "minutes": 1,
        "title": f"Piece {number}",
        "url_key": 1_000 + number,
    }
    return Candidate(**(plain | said))


def wishes(**said: Any) -> Wishes:
    plain: dict[str, Any] = {"owner": "ingrid", "day": DAY, "ration_minutes": 20}
    return Wishes(**(plain | said))


def sliders(*, wider: float = 0, quieter: float = 0, serendipity: float = 0) -> Sliders:
    return Sliders(wider, quieter, serendipity)


def known(voices: Mapping[int, Voice]) -> dict[VoiceKey, Voice]:
    return {person: voices[person] for person in voices}


def everybody(people: range, voice: Voice) -> dict[VoiceKey, Voice]:
    return dict.fromkeys(people, voice)
