"""How posts are searched: their titles, authors and words, marked with their source and language."""

from allotment.core.search.ask import Document, label
from allotment.core.search.index import Index

POSTS = Index("post", "title", "author", "body")


def document(post_id: int, source_id: int, language: str, title: str, author: str, text: str) -> Document:
    """What the index takes of a post; told again in the same words when the post is changed or deleted."""
    return Document(post_id, (title, author, text), post_labels(source_id, language))


def post_labels(source_id: int, language: str) -> tuple[str, ...]:
    source = label("source", source_id)
    return (source, language_label(language)) if language else (source,)


def language_label(language: str) -> str:
    """`en` for `en-GB` too: who asks for English wants both."""
    return label("lang", language.partition("-")[0])
