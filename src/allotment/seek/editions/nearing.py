"""Which of the day's posts are near a question, or near what the owner asked for more of.

The full-text index says which posts hold a question's words at all; only those are opened and measured, so
that a week of thousands of posts costs as much as the few hundred that matter.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from allotment.core.search import Ask, Words
from allotment.networks.html import text_of
from allotment.seek.models import Post
from allotment.seek.models.post import unpack_html
from allotment.seek.nearness import Terms, characteristic, nearness, telling_terms, texts_with, words_of
from allotment.seek.searchable import POSTS

MEASURED = 240
"""Posts opened and measured at most: those that hold most of the words of a question."""
COMPARED = 120
"""Posts compared at most with what was liked, and with what was not."""
MATCHES_A_WORD = 3000
SAMPLE = 300
"""Titles and excerpts that show which words of a question are everywhere."""
READ_FOR_WORDS = 1000
LIKED_WORDS = 12
UNLOVED_COUNTS = 0.5


@dataclass(frozen=True, slots=True)
class Near:
    """How near a post is to the nearest question, and to what was liked (above 0) or not (below)."""

    score: float = 0.0
    question: str = ""
    liking: float = 0.0


class Week:
    """The candidates' titles and excerpts, some of them as a sample, and the words they are written in."""

    def __init__(self, rows: Sequence[Sequence[Any]]) -> None:
        self.short: Mapping[int, str] = {row[0]: f"{row[2]}\n{row[8]}" for row in rows}
        self.sample = self._some(SAMPLE)
        self.spread = texts_with(self.sample)
        self.words = frozenset(words_of("\n".join(self._some(READ_FOR_WORDS))))

    def _some(self, number: int) -> list[str]:
        """So many of the texts, from all of the time."""
        return [self.short[post_id] for post_id in sorted(self.short)[:: max(1, len(self.short) // number)]]

    def holding(self, words: Collection[str], *, most: int) -> list[int]:
        """So many candidates that hold most of these words, by the index: in the forms in which the week has them.

        The index could be asked for whatever begins as a word does, but then it reads all such words of all years.
        """
        since, held = min(self.short), Counter[int]()
        for forms in Terms.of(words).forms_among(self.words).values():
            ask = Ask(every=(tuple(map(Words, sorted(forms))),), since_id=since)
            held.update(post_id for post_id in POSTS.newest(ask, limit=MATCHES_A_WORD) if post_id in self.short)
        return [post_id for post_id, _times in sorted(held.items(), key=lambda one: (-one[1], -one[0]))[:most]]


def near_to(
    rows: Sequence[Sequence[Any]], *, questions: Sequence[str], liked: Sequence[str], unloved: Sequence[str]
) -> dict[int, Near]:
    """For the posts that are near to anything. `rows` are those of `gathering.POST_COLUMNS`."""
    if not rows or not (questions or liked or unloved):
        return {}
    week = Week(rows)
    found = _near_questions(week, questions) if questions else {}
    for post_id, liking in _likings(week, liked, unloved).items():
        found[post_id] = replace(found.get(post_id, Near()), liking=liking)
    return found


def _near_questions(week: Week, questions: Sequence[str]) -> dict[int, Near]:
    holding = week.holding(telling_terms(questions, week.sample), most=MEASURED)
    texts = {
        post_id: f"{week.short[post_id]}\n{text_of(unpack_html(bytes(packed)))}"
        for post_id, packed in Post.objects.filter(pk__in=holding).values_list("id", "packed_html")
    }
    return {
        post_id: Near(score=near.score, question=near.question)
        for post_id, near in nearness(texts, questions, week.sample).items()
    }


def _likings(week: Week, liked: Sequence[str], unloved: Sequence[str]) -> dict[int, float]:
    """Nearness to the words that set apart what was liked, less that of what was not."""
    found: dict[int, float] = {}
    for told, counts in ((liked, 1.0), (unloved, -UNLOVED_COUNTS)):
        if told and (terms := characteristic(told, week.spread, number=LIKED_WORDS)):
            texts = {post_id: week.short[post_id] for post_id in week.holding(terms, most=COMPARED)}
            for post_id, near in nearness(texts, [" ".join(terms)], week.sample).items():
                found[post_id] = found.get(post_id, 0.0) + counts * near.score
    return found
