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
from allotment.seek.nearness import nearness, query_terms, stem
from allotment.seek.searchable import POSTS

MEASURED = 400
"""Posts opened and measured at most: those that hold most of the words."""
MATCHES_A_WORD = 3000
SAMPLE = 300
"""Titles and excerpts that show which words of a question are everywhere."""
LIKED_WORDS = 30
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
    sample = [short[post_id] for post_id in sorted(short)[:: max(1, len(short) // SAMPLE)]]
    found = _near_questions(short, questions, sample) if questions else {}
    for post_id, liking in _likings(short, liked, unloved, sample).items():
        found[post_id] = replace(found.get(post_id, Near()), liking=liking)
    return found


def _near_questions(short: Mapping[int, str], questions: Sequence[str], sample: Sequence[str]) -> dict[int, Near]:
    terms = {term for question in questions for term in query_terms(question, sample)}
    texts = {
        post_id: f"{short[post_id]}\n{text_of(unpack_html(bytes(packed)))}"
        for post_id, packed in Post.objects.filter(pk__in=_holding(short, terms)).values_list("id", "packed_html")
    }
    return {
        post_id: Near(score=near.score, question=near.question)
        for post_id, near in nearness(texts, questions, sample).items()
    }


def _holding(short: Mapping[int, str], terms: Collection[str]) -> list[int]:
    """The candidates that hold most of these words, by the index."""
    since, held = min(short), Counter[int]()
    for term in sorted({stem(term) for term in terms}):
        ask = Ask(every=((Words(term, prefix=True),),), since_id=since)
        held.update(post_id for post_id in POSTS.newest(ask, limit=MATCHES_A_WORD) if post_id in short)
    return [post_id for post_id, _times in sorted(held.items(), key=lambda one: (-one[1], -one[0]))[:MEASURED]]


def _likings(
    short: Mapping[int, str], liked: Sequence[str], unloved: Sequence[str], sample: Sequence[str]
) -> dict[int, float]:
    """Nearness to the telling words of what was liked, less that of what was not."""
    found: dict[int, float] = {}
    for told, counts in ((liked, 1.0), (unloved, -UNLOVED_COUNTS)):
        if terms := query_terms(" ".join(told), sample)[:LIKED_WORDS]:
            texts = {post_id: short[post_id] for post_id in _holding(short, terms)}
            for post_id, near in nearness(texts, [" ".join(terms)], sample).items():
                found[post_id] = found.get(post_id, 0.0) + counts * near.score
    return found
