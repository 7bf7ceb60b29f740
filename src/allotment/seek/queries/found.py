"""What a search among posts needs: whose they are, who may see them, what is shown of them."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django.db.models import QuerySet, Value

from allotment.core.ids import first_id_at, when
from allotment.core.models import Owner
from allotment.core.rows import Asked, padded
from allotment.core.search import Ask, Document, Label, Words, label
from allotment.core.search.ask import Atom
from allotment.core.search.excerpts import Finder
from allotment.core.search.fold import plain
from allotment.core.search.query import Query
from allotment.core.search.registry import Hit
from allotment.networks.html import text_of
from allotment.people.searchable import named
from allotment.seek.models import Follow, Post, PostState
from allotment.seek.models.post import unpack_html

NOTHING = Label(label("source", "none"))
A_PAGE = 40
"""Posts of which a page of thirty is made: their questions are written once."""
ROWS = ("id", "title", "address", "author", "source_id", "excerpt", "packed_html")


def ask_posts(owner: Owner, query: Query) -> Ask | None:
    """None where no post can be meant: no source goes by that name, or only unwanted words were given."""
    groups: list[tuple[Atom, ...]] = [(Words(term.text, prefix=term.prefix),) for term in query.wanted]
    groups += [_by(owner, name) for name in query.people]
    groups += [_of(owner, name) for name in query.sources]
    groups += [(language_label(tag),) for tag in query.languages]
    unwanted = tuple(Words(term.text, prefix=term.prefix) for term in query.unwanted)
    if (unwanted and not groups) or not all(groups):
        return None
    since = first_id_at(datetime.combine(query.since, time.min, owner.zone)) if query.since else None
    before = first_id_at(datetime.combine(query.before, time.min, owner.zone)) if query.before else None
    return Ask(tuple(groups), unwanted, since_id=since, before_id=before)


def _by(owner: Owner, name: str) -> tuple[Atom, ...]:
    """Posts of what was written by, or is followed for, people of that name."""
    follows = Follow.objects.visible_to(owner).filter(person_id__in=named(owner, name))
    sources = [source_label(source) for source in follows.values_list("source_id", flat=True)]
    return (Words(name, prefix=True, column="author"), *sources)


def _of(owner: Owner, name: str) -> tuple[Atom, ...]:
    """Posts of the followed sources that have these words, the last perhaps only begun, in title or address."""
    wanted = f" {plain(name).strip()}"
    follows = Follow.objects.visible_to(owner).values_list("source_id", "source__title", "source__address")
    return tuple(source_label(pk) for pk, title, address in follows if wanted in _spaced(title, address))


def _spaced(title: str, address: str) -> str:
    return f" {' '.join(plain(title).split())} {' '.join(plain(address).split())}"


def source_label(source_id: int) -> Label:
    return Label(label("source", source_id))


def language_label(language: str) -> Label:
    """`en` for `en-GB` too: who asks for English wants both."""
    return Label(label("lang", language.partition("-")[0]))


def labels_of(owner: Owner) -> tuple[Label, ...]:
    """Of all sources with a post that the owner may see."""
    followed = Follow.objects.visible_to(owner).values_list("source_id", flat=True)
    touched = PostState.objects.filter(owner=owner).values_list("post__source_id", flat=True)
    return tuple(source_label(source) for source in followed.union(touched)) or (NOTHING,)


def visible_posts(owner: Owner, ids: Sequence[int]) -> set[int]:
    return set(Post.objects.visible_to(owner).filter(pk__in=ids).values_list("pk", flat=True))


def post_documents(ids: Sequence[int]) -> list[Document]:
    """What the index takes of stored posts, told again from their rows."""
    columns = ("pk", "source_id", "language", "title", "author", "packed_html")
    rows = Post.objects.filter(pk__in=ids).order_by("pk").values_list(*columns)
    return [
        document(pk, source, language, title, author, text_of(unpack_html(bytes(packed))))
        for pk, source, language, title, author, packed in rows
    ]


def post_ids_after(last: int, limit: int) -> list[int]:
    return list(Post.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:limit])


def document(post_id: int, source_id: int, language: str, title: str, author: str, text: str) -> Document:
    """What the index takes of a post; told again in the same words when the post is changed or deleted."""
    source = label("source", source_id)
    labels = (source, language_label(language).text) if language else (source,)
    return Document(post_id, (title, author, text), labels)


def _rows(ids: Sequence[int]) -> QuerySet[Post, Any]:
    return Post.objects.filter(pk__in=ids).values_list(*ROWS)


def _known(owner: Any, sources: Sequence[int], ids: Sequence[int]) -> QuerySet[Any, Any]:
    """Which of these sources are followed, for whom; and which of these posts were touched."""
    follows = Follow.objects.filter(owner=owner, source_id__in=sources)
    touched = PostState.objects.filter(owner=owner, post_id__in=ids)
    return follows.values_list(Value("source"), "source_id", "person__name").union(
        touched.values_list(Value("post"), "post_id", Value("")), all=True
    )


_ROWS_OF_A_PAGE = Asked(lambda *ids: _rows(ids), *[int] * A_PAGE)
_KNOWN_OF_A_PAGE = Asked(lambda owner, *ids: _known(owner, ids[:A_PAGE], ids[A_PAGE:]), int, *[int] * (2 * A_PAGE))


def post_hits(owner: Owner, ids: Sequence[int], finder: Finder, limit: int) -> list[Hit]:
    """Two queries: the rows; and at once which of their sources are followed, and which posts were touched."""
    if not ids:
        return []
    few = len(ids) <= A_PAGE
    rows = {row[0]: row for row in (_ROWS_OF_A_PAGE(*padded(ids, A_PAGE)) if few else _rows(ids))}
    sources = list({row[4] for row in rows.values()}) or [0]
    known = (
        _KNOWN_OF_A_PAGE(owner.pk, *padded(sources, A_PAGE), *padded(ids, A_PAGE))
        if few
        else _known(owner.pk, sources, ids)
    )
    people = {(what, number): name for what, number, name in known}
    shown = [rows[each] for each in ids if each in rows and {("source", rows[each][4]), ("post", each)} & people.keys()]
    return [_hit(row, people.get(("source", row[4])), finder) for row in shown[:limit]]


def _hit(row: Sequence[Any], person: str | None, finder: Finder) -> Hit:
    post_id, title, address, author, _source_id, beginning, packed = row
    # One word that stands in the beginning stands nowhere before it: there is no need to unpack the whole.
    excerpt = None if finder.several else finder.excerpt(beginning)
    excerpt = excerpt or finder.excerpt(text_of(unpack_html(bytes(packed))))
    shown = title or beginning[:80]
    return Hit(
        kind="post",
        id=post_id,
        title=shown,
        url=address,
        person=person or author,
        when=when(post_id),
        excerpt=excerpt.text if excerpt else beginning,
        marked_title=finder.mark(shown),
        marked=excerpt.marked if excerpt else finder.mark(beginning),
    )
