"""The rows of seek, a file per noun."""

from allotment.seek.models.edition import Edition, EditionItem
from allotment.seek.models.follow import Follow, FollowBatch, FollowRequest
from allotment.seek.models.post import Post, PostState
from allotment.seek.models.preferences import MutedWord, Preferences
from allotment.seek.models.question import Question
from allotment.seek.models.source import Source

__all__ = [
    "Edition",
    "EditionItem",
    "Follow",
    "FollowBatch",
    "FollowRequest",
    "MutedWord",
    "Post",
    "PostState",
    "Preferences",
    "Question",
    "Source",
]
