"""Which of the day's posts are near a question, or near what the owner asked for more of.

The full-text index says which posts hold a question's words at all; only those are opened and measured, so
that a week of thousands of posts costs as much as the few hundred that matter.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from allotment.core.search import Ask, Words
from allotment.networks.html import text_of
from allotment.seek.models import Post
from allotment.seek.models.post import unpack_html
from allotment.seek.nearness import nearness, query_terms, stem
from allotment.seek.searchable import POSTS

MEASURED = 400
"""Posts opened and measured at most: those that hold most of the words."""
MATCHES_A_WORD = 3000
SAMPLE = 300
"""Titles and excerpts that show which words of a question are everywhere."""
LIKED_WORDS = 400
UNLOVED_COUNTS = 0.5


@dataclass(frozen=True, slots=True)
class Near:
    """How near a post is to the nearest question, and to what was liked (above 0) or not (below)."""

    score: float = 0.0
    question: str = ""
    liking: float = 0.0


def near_to(
    rows: Sequence[Sequence[Any]], *, questions: Sequence[str], liked: Sequence[str], unloved: Sequence[str]
) -> dict[int, Near]:
    """For the posts that are near to anything. `rows` are those of `gathering.POST_COLUMNS`."""
    if not rows or not (questions or liked or unloved):
        return {}
    short = {row[0]: f"{row[2]}\n{row[9]}" for row in rows}
    found = _near_questions(short, questions) if questions else {}
    for post_id, liking in _likings(short, liked, unloved).items():
        found[post_id] = replace(found.get(post_id, Near()), liking=liking)
    return found


def _near_questions(short: Mapping[int, str], questions: Sequence[str]) -> dict[int, Near]:
    sample = [short[post_id] for post_id in sorted(short)[:: max(1, len(short) // SAMPLE)]]
    holding = _holding_words(short, questions, sample)
    texts = {
        post_id: f"{short[post_id]}\n{text_of(unpack_html(bytes(packed)))}"
        for post_id, packed in Post.objects.filter(pk__in=holding).values_list("id", "packed_html")
    }
    return {
        post_id: Near(score=near.score, question=near.question)
        for post_id, near in nearness(texts, questions, sample).items()
    }


def _holding_words(short: Mapping[int, str], questions: Sequence[str], sample: Sequence[str]) -> list[int]:
    """The candidates that hold most of the questions' telling words, by the index."""
    terms = {stem(term) for question in questions for term in query_terms(question, sample)}
    since, held = min(short), Counter[int]()
    for term in sorted(terms):
        ask = Ask(every=((Words(term, prefix=True),),), since_id=since)
        held.update(post_id for post_id in POSTS.newest(ask, limit=MATCHES_A_WORD) if post_id in short)
    return [post_id for post_id, _times in sorted(held.items(), key=lambda one: (-one[1], -one[0]))[:MEASURED]]


def _likings(short: Mapping[int, str], liked: Sequence[str], unloved: Sequence[str]) -> dict[int, float]:
    found: dict[int, float] = {}
    for told, counts in ((liked, 1.0), (unloved, -UNLOVED_COUNTS)):
        words = " ".join(" ".join(told).split()[:LIKED_WORDS])
        for post_id, near in (nearness(short, [words]) if words else {}).items():
            found[post_id] = found.get(post_id, 0.0) + counts * near.score
    return found
