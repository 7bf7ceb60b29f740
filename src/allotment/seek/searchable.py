"""How posts are searched: their titles, authors and words, marked with their source and language."""

from allotment.core.search import Index
from allotment.core.search.registry import Searchable
from allotment.seek.queries.found import (
    ask_posts,
    document,
    labels_of,
    post_documents,
    post_hits,
    post_ids_after,
    visible_posts,
)

__all__ = ["POSTS", "SEARCHABLES", "document"]

POSTS = Index("post", "title", "author", "body")

SEARCHABLES = [
    Searchable(
        index=POSTS,
        ask=ask_posts,
        hits=post_hits,
        documents=post_documents,
        ids_after=post_ids_after,
        visible=visible_posts,
        narrow=labels_of,
    )
]
