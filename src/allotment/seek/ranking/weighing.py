"""What speaks for an item, each rule a number from 0 to 1, and how much each counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from math import log1p

from allotment.seek.ranking.records import Candidate, Sliders, Voice, VoiceKey, Wishes
from allotment.seek.ranking.sharing import Story
from allotment.seek.ranking.sifting import age, lifetime

MOST_ITEMS = 12
SUBSTANTIAL = 4
STUB = 140
"""Characters of an excerpt below which there is hardly anything to read here."""
DAYS_A_MONTH = 30
WAITED_LONG = 21
LONGEST_REST = 14
TURNS_A_DAY = 3
NEAR_ENOUGH_TO_WAKE = 0.4
SHARERS_THAT_FILL_THE_SCALE = 4
DIE_SIDES = 2**64
MASK = DIE_SIDES - 1


@dataclass(frozen=True, slots=True)
class Weights:
    """Points a rule gives at its fullest."""

    rarity: float = 1.0
    waiting: float = 2.0
    question: float = 1.0
    shared: float = 0.8
    new_source: float = 0.5
    liking: float = 0.5
    interest: float = 0.2
    fresh: float = 0.3
    outside: float = 0.0
    chance: float = 0.0
    substance: float = 0.3
    stub: float = 0.4
    undated: float = 0.6


def weights(sliders: Sliders) -> Weights:
    """At the ends of a slider what it names counts double or half; in the middle the rules stand as written."""
    quieter, serendipity, wider = (
        sliders.newer_quieter,
        sliders.questions_serendipity,
        sliders.closer_wider,
    )
    plain = Weights()
    return Weights(
        rarity=plain.rarity * 2**quieter,
        waiting=plain.waiting,
        question=plain.question * 2**-serendipity,
        shared=plain.shared,
        new_source=plain.new_source * 2**wider,
        liking=plain.liking * 2**-wider,
        interest=plain.interest * 2**serendipity,
        fresh=plain.fresh * 4**-quieter,
        outside=0.5 * wider,
        chance=max(0.0, serendipity),
    )


def rarity(posts_per_month: float) -> float:
    """1 for somebody who writes monthly or less, towards 0 for somebody who never stops."""
    days_between = DAYS_A_MONTH / max(posts_per_month, 1.0)
    return log1p(days_between) / log1p(DAYS_A_MONTH)


def waiting(last_in_edition: date | None, day: date) -> float:
    """0 on the day after a turn, 1 after three weeks or for somebody who never had one."""
    if last_in_edition is None:
        return 1.0
    return min(1.0, max(0, (day - last_in_edition).days) / WAITED_LONG)


def freshness(candidate: Candidate, voice: Voice, day: date) -> float:
    """1 today, almost 0 on the last day before it fades; an introduction only loses by being older than another."""
    whole, days = lifetime(voice) + 1, age(candidate, day)
    return whole / (whole + days) if candidate.new_source else max(0.0, 1 - days / whole)


def substance(candidate: Candidate, ration_minutes: int) -> float:
    """1 for what takes four minutes up to half the ration, 0 for what is over in one or takes it all."""
    minutes, half = candidate.minutes, max(ration_minutes, 2) / 2
    return min(1.0, (minutes - 1) / (SUBSTANTIAL - 1)) * max(0.0, min(1.0, 2 - minutes / half))


def sharedness(sharers: int) -> float:
    return min(1.0, log1p(sharers) / log1p(SHARERS_THAT_FILL_THE_SCALE))


def is_outsider(candidate: Candidate, wishes: Wishes) -> bool:
    """From another field, country or language than the owner's usual, or a personal interest.

    What is not known about a person, or about the owner, makes nobody an outsider.
    """
    return bool(
        candidate.interest
        or (candidate.fields and wishes.usual_fields and candidate.fields.isdisjoint(wishes.usual_fields))
        or is_elsewhere(candidate.language, wishes.usual_languages)
        or is_elsewhere(candidate.country, wishes.usual_countries)
    )


def is_elsewhere(mark: str, usual: frozenset[str]) -> bool:
    return bool(mark and usual and mark not in usual)


def days_of_rest(voices: Mapping[VoiceKey, Voice]) -> int:
    """How long a turn lasts for: none where one edition can hold everybody, two weeks at most.

    Without it somebody who writes daily would fill every day on which the others are silent.
    """
    waiting = len(voices) - MOST_ITEMS
    return min(LONGEST_REST, max(0, waiting // TURNS_A_DAY))


def is_having_a_rest(story: Story, voice: Voice, day: date, rest: int) -> bool:
    """After a turn, unless it is near a question or several people point to it."""
    if voice.last_in_edition is None or story.sharers or story.candidate.nearness >= NEAR_ENOUGH_TO_WAKE:
        return False
    return (day - voice.last_in_edition).days < rest


def die(wishes: Wishes) -> Callable[[int], int]:
    """A throw for each post that falls the same way for this owner and day, for ever: 64 bits.

    splitmix64 over a seed, because a cryptographic hash of every candidate would cost more than all rules.
    """
    seed = int.from_bytes(blake2b(f"{wishes.owner} {wishes.day}".encode(), digest_size=8).digest())

    def throw(post_id: int) -> int:
        z = (post_id * 0x9E37_79B9_7F4A_7C15 + seed) & MASK
        z = ((z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB) & MASK
        return z ^ (z >> 31)

    return throw


def standing(voice: Voice, day: date, weight: Weights) -> float:
    """What speaks for whoever wrote it, whatever they wrote: the same for all their items."""
    return weight.rarity * rarity(voice.posts_per_month) + weight.waiting * waiting(voice.last_in_edition, day)


def merit(story: Story, voice: Voice, wishes: Wishes, weight: Weights) -> float:
    """What speaks for this item among others of the same person."""
    candidate = story.candidate
    points = weight.fresh * freshness(candidate, voice, wishes.day)
    points += weight.liking * candidate.liking + weight.question * candidate.nearness
    points += weight.substance * substance(candidate, wishes.ration_minutes)
    if len(candidate.text) < STUB:
        points -= weight.stub
    if candidate.undated:
        points -= weight.undated
    if story.sharers:
        points += weight.shared * sharedness(story.sharers)
    if candidate.new_source:
        points += weight.new_source
    if candidate.interest:
        points += weight.interest
    if weight.outside and is_outsider(candidate, wishes):
        points += weight.outside
    return points
