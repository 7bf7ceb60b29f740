"""The edition: which items, in what order, and where it ends."""

from collections.abc import Mapping, Sequence

from allotment.seek.ranking.filling import Limits, Ranked, fill, fits
from allotment.seek.ranking.reasons import reasons_for
from allotment.seek.ranking.records import Candidate, Change, Chosen, Item, Voice, VoiceKey, Wishes
from allotment.seek.ranking.sharing import Story, tell_stories
from allotment.seek.ranking.sifting import NOBODY_KNOWN, sift
from allotment.seek.ranking.weighing import (
    DIE_SIDES,
    days_of_rest,
    die,
    is_having_a_rest,
    is_outsider,
    merit,
    standing,
    weights,
)

A_WEEK = 7


def choose(candidates: Sequence[Candidate], voices: Mapping[VoiceKey, Voice], wishes: Wishes) -> Chosen:
    """The edition of one day; the order of the candidates does not matter. Some ten microseconds a candidate."""
    ranked = rank(tell_stories(sift(candidates, voices, wishes)), voices, wishes)
    spoken = [one for one in ranked if one.story.candidate.conversation]
    others = [one for one in ranked if not one.story.candidate.conversation]
    alone = long_read(spoken, others, wishes)
    picked = [alone] if alone else fill(spoken, others, Limits.for_day(ranked, wishes))
    items = tuple(_item(one, voices.get(one.key, NOBODY_KNOWN), wishes) for one in picked)
    return Chosen(items, sum(item.minutes for item in items))


def rank(stories: Sequence[Story], voices: Mapping[VoiceKey, Voice], wishes: Wishes) -> list[Ranked]:
    """Best first; equal points fall by a throw that is the same every time this day is composed."""
    weight, throw, rest = weights(wishes.sliders), die(wishes), days_of_rest(voices)
    standings = {
        key: standing(voices.get(key, NOBODY_KNOWN), wishes.day, weight)
        for key in {story.candidate.key for story in stories}
    }

    def placed(story: Story) -> Ranked:
        candidate = story.candidate
        key, fall = candidate.key, throw(candidate.post_id)
        voice = voices.get(key, NOBODY_KNOWN)
        points = standings[key] + merit(story, voice, wishes, weight) + weight.chance * fall / DIE_SIDES
        rests = is_having_a_rest(story, voice, wishes.day, rest)
        return Ranked(story, key, points, fall, is_outsider(candidate, wishes), rests)

    return sorted(map(placed, stories), key=lambda one: (-one.points, one.throw))


def long_read(spoken: Sequence[Ranked], others: Sequence[Ranked], wishes: Wishes) -> Ranked | None:
    """What is longer than the whole ration has a day to itself: when it comes first, and once a week.

    What speaks to the owner waits for no week, only for shorter words to the owner.
    """
    if spoken:
        return None if any(fits(one, wishes.ration_minutes) for one in spoken) else spoken[0]
    if wishes.last_long_read and (wishes.day - wishes.last_long_read).days < A_WEEK:
        return None
    first = next(iter(others), None)
    return first if first and not fits(first, wishes.ration_minutes) else None


def compare(before: Chosen, after: Chosen) -> Change:
    """What a moved slider would change today."""
    was = {item.post_id for item in before.items}
    will_be = {item.post_id for item in after.items}
    return Change(
        coming=tuple(item.post_id for item in after.items if item.post_id not in was),
        going=tuple(item.post_id for item in before.items if item.post_id not in will_be),
    )


def _item(one: Ranked, voice: Voice, wishes: Wishes) -> Item:
    candidate = one.story.candidate
    reasons = reasons_for(one.story, voice, wishes, is_long_read=not fits(one, wishes.ration_minutes))
    return Item(
        post_id=candidate.post_id,
        person_id=candidate.person_id,
        voice=candidate.voice,
        minutes=one.minutes,
        reasons=reasons,
        outsider=one.outsider,
        also=one.story.also,
        question=candidate.question if any(reason.kind == "question" for reason in reasons) else "",
    )
