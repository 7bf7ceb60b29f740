"""Filling a ration of minutes from a ranked list, within the limits of a day."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Self

from allotment.seek.ranking.records import VoiceKey, Wishes
from allotment.seek.ranking.sharing import Story
from allotment.seek.ranking.weighing import MOST_ITEMS

FEW_WRITERS = 6
FROM_ONE_SHARED_SOURCE = 2
NO_DAY_SHORTER_THAN = 1
ONE_OUTSIDER_IN = 6
ONE_OUTSIDER_IN_WHEN_WIDEST = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    story: Story
    key: VoiceKey
    points: float
    throw: int
    outsider: bool
    resting: bool = False

    @property
    def minutes(self) -> int:
        return max(1, self.story.candidate.minutes)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a day may hold. `from_one_source` binds only sources that belong to no person, such as a tag."""

    ration: int
    a_voice: int = 1
    from_one_source: int = FROM_ONE_SHARED_SOURCE
    one_outsider_in: float = ONE_OUTSIDER_IN

    @classmethod
    def for_day(cls, ranked: Sequence[Ranked], wishes: Wishes) -> Self:
        """Two items a person where fewer than six wrote, and no limit a source where fewer than six did."""
        few_voices = len({one.key for one in ranked}) < FEW_WRITERS
        few_sources = len({one.story.candidate.source_id for one in ranked}) < FEW_WRITERS
        wider = max(0.0, wishes.sliders.closer_wider)
        return cls(
            ration=wishes.ration_minutes,
            a_voice=2 if few_voices else 1,
            from_one_source=MOST_ITEMS if few_sources else FROM_ONE_SHARED_SOURCE,
            one_outsider_in=ONE_OUTSIDER_IN - wider * (ONE_OUTSIDER_IN - ONE_OUTSIDER_IN_WHEN_WIDEST),
        )

    def outsiders_due(self, items: int) -> int:
        """At least one in six; an edition of one item owes none."""
        return ceil(items / self.one_outsider_in) if items > 1 else 0


def fits(one: Ranked, ration: int) -> bool:
    return one.minutes <= ration


@dataclass(slots=True)
class Basket:
    limits: Limits
    picked: list[Ranked] = field(default_factory=list)
    minutes: int = 0
    outsiders: int = 0
    topics: set[int] = field(default_factory=set)
    voices: Counter[VoiceKey] = field(default_factory=Counter)
    shared_sources: Counter[int] = field(default_factory=Counter)

    def is_full(self) -> bool:
        return len(self.picked) >= MOST_ITEMS or self.minutes >= self.limits.ration

    def has_room_for(self, one: Ranked) -> bool:
        return self.minutes + one.minutes <= self.limits.ration and len(self.picked) < MOST_ITEMS

    def has_told(self, one: Ranked) -> bool:
        return not self.topics.isdisjoint(one.story.keys)

    def has_a_turn_for(self, one: Ranked, a_voice: int) -> bool:
        """Whether neither its writer nor a source that is nobody's has had its turns today."""
        candidate = one.story.candidate
        if self.voices[one.key] >= a_voice:
            return False
        return candidate.person_id is not None or self.shared_sources[candidate.source_id] < self.limits.from_one_source

    def take(self, one: Ranked) -> None:
        candidate = one.story.candidate
        self.picked.append(one)
        self.minutes += one.minutes
        self.outsiders += one.outsider
        self.topics |= one.story.keys
        self.voices[one.key] += 1
        if candidate.person_id is None:
            self.shared_sources[candidate.source_id] += 1

    def take_conversation(self, spoken: Iterable[Ranked]) -> None:
        """What speaks to the owner waits for nobody's turn; only the minutes and the twelve limit it."""
        for one in spoken:
            if self.has_room_for(one) and not self.has_told(one):
                self.take(one)

    def take_turns(self, ranked: Iterable[Ranked], *, a_voice: int) -> None:
        """From the best down what still fits."""
        for one in ranked:
            if self.is_full():
                return
            if self.has_room_for(one) and self.has_a_turn_for(one, a_voice) and not self.has_told(one):
                self.take(one)


def fill(spoken: Sequence[Ranked], others: Sequence[Ranked], limits: Limits) -> list[Ranked]:
    """Conversation first, then the best, with a place kept for outsiders as soon as the length asks for one."""
    wanted = 0
    while True:
        basket = _filled(spoken, others, limits, outsiders=wanted)
        if basket.outsiders >= limits.outsiders_due(len(basket.picked)) or basket.outsiders < wanted:
            break
        wanted += 1
    place = {id(one): number for number, one in enumerate([*spoken, *others])}
    basket.picked.sort(key=lambda one: place[id(one)])
    return _within_the_rule(others, basket)


def _filled(spoken: Sequence[Ranked], others: Sequence[Ranked], limits: Limits, *, outsiders: int) -> Basket:
    """Who rests comes in only as the last outsider there is, or on a day that would otherwise be bare."""
    basket = Basket(limits)
    basket.take_conversation(spoken)
    ready = [one for one in others if not one.resting]
    resting = [one for one in others if one.resting]
    for one in (one for one in [*ready, *resting] if one.outsider):
        if basket.outsiders >= outsiders:
            break
        basket.take_turns([one], a_voice=1)
    for a_voice in range(1, limits.a_voice + 1):
        basket.take_turns(ready, a_voice=a_voice)
    for one in resting:
        if len(basket.picked) >= NO_DAY_SHORTER_THAN:
            break
        basket.take_turns([one], a_voice=1)
    return basket


def _within_the_rule(others: Sequence[Ranked], basket: Basket) -> list[Ranked]:
    """Rather a shorter edition than one without its outsiders, when only the minutes kept one out."""
    limits, kept = basket.limits, list(basket.picked)
    kept_out = any(
        one.outsider
        and fits(one, limits.ration)
        and basket.has_a_turn_for(one, limits.a_voice)
        and not basket.has_told(one)
        for one in others
    )
    while kept_out and basket.outsiders < limits.outsiders_due(len(kept)):
        last = next((one for one in reversed(kept) if _may_go(one)), None)
        if last is None:
            break
        kept.remove(last)
    return kept


def _may_go(one: Ranked) -> bool:
    return not one.outsider and not one.story.candidate.conversation
