"""Posts as the search index takes them, before they are stored and after."""

from collections.abc import Iterable, Iterator

from allotment.core.search.ask import Document
from allotment.networks.html import text_of
from allotment.seek.fetching.making import Draft
from allotment.seek.models import Post
from allotment.seek.models.post import unpack_html
from allotment.seek.searchable import document


def documents_of_drafts(drafts: Iterable[Draft]) -> Iterator[Document]:
    """What is put into the index with new posts."""
    return (document(each.id, each.source_id, each.language, each.title, each.author, each.text) for each in drafts)


def documents_of_posts(ids: Iterable[int]) -> list[Document]:
    """What was put into it for posts that are stored, told again from their rows."""
    columns = ("pk", "source_id", "language", "title", "author", "packed_html")
    rows = Post.objects.filter(pk__in=list(ids)).values_list(*columns)
    return [
        document(pk, source, language, title, author, text_of(unpack_html(bytes(packed))))
        for pk, source, language, title, author, packed in rows
    ]
