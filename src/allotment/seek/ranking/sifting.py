"""Who may be offered at all: cheap questions first, asked of every candidate."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from allotment.seek.nearness import folded, is_unspaced
from allotment.seek.ranking.records import Candidate, Voice, VoiceKey, Wishes

FADES_AFTER = 7
FADES_AFTER_FOR_RARE_WRITERS = 30
RARE_WRITER = 1.0
NOBODY_KNOWN = Voice()


def lifetime(voice: Voice) -> int:
    """Days an item may wait to be offered."""
    return FADES_AFTER_FOR_RARE_WRITERS if voice.posts_per_month < RARE_WRITER else FADES_AFTER


def age(candidate: Candidate, day: date) -> int:
    """Whole days; what says it comes from the future is of today."""
    return max(0, (day - candidate.published.date()).days)


def has_faded(candidate: Candidate, voice: Voice, day: date) -> bool:
    if candidate.new_source:
        return False
    longest = FADES_AFTER_FOR_RARE_WRITERS if candidate.conversation else lifetime(voice)
    return age(candidate, day) > longest


def is_resting(candidate: Candidate, voice: Voice, day: date) -> bool:
    """The owner wants less of this person for now; what speaks to the owner still comes through."""
    return voice.less_until is not None and day < voice.less_until and not candidate.conversation


def mute(words: Iterable[str]) -> Callable[[Candidate], bool]:
    """A question to ask of candidates: does one of these words or phrases stand in it?"""
    spellings = sorted({" ".join(folded(word).split()) for word in words} - {""})
    if not spellings:
        return lambda _: False
    pattern = re.compile("|".join(map(_as_whole_words, spellings)))
    first_words = [spelling.split()[0] for spelling in spellings]

    def is_muted(candidate: Candidate) -> bool:
        plain = folded(f"{candidate.title}\n{candidate.text}")
        return any(word in plain for word in first_words) and bool(pattern.search(plain))

    return is_muted


def _as_whole_words(spelling: str) -> str:
    """ "art" is not in "cartoon"; where a script sets no spaces, every place is a word's edge."""
    before = "" if is_unspaced(spelling[0]) else r"(?<!\w)"
    after = "" if is_unspaced(spelling[-1]) else r"(?!\w)"
    return before + re.escape(spelling).replace(r"\ ", r"\s+") + after


def sift(candidates: Iterable[Candidate], voices: Mapping[VoiceKey, Voice], wishes: Wishes) -> list[Candidate]:
    """Those that may be offered today, in no promised order."""
    is_muted = mute(wishes.muted)
    kept = []
    for candidate in candidates:
        voice = voices.get(candidate.key, NOBODY_KNOWN)
        if candidate.url_key in wishes.offered or has_faded(candidate, voice, wishes.day):
            continue
        if is_resting(candidate, voice, wishes.day) or is_muted(candidate):
            continue
        kept.append(candidate)
    return kept
