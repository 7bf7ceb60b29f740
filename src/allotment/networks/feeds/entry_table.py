"""Which element of an entry means what, in the strict lane."""

from typing import Final

from allotment.networks.feeds import entry_tags as tags
from allotment.networks.feeds.entry_tags import Handler
from allotment.networks.feeds.namespaces import (
    ATOM,
    CONTENT,
    DC,
    DCTERMS,
    FEEDBURNER,
    ITUNES,
    MEDIA,
    RSS09,
    RSS1,
    THREAD,
)

type Table = dict[str, Handler]

_NAMED: Final[Table] = {
    "title": tags.title,
    "description": tags.description,
    "summary": tags.plain_description,
    "content": tags.content,
    "guid": tags.guid,
    "id": tags.guid,
    "pubDate": tags.published,
    "published": tags.published,
    "issued": tags.published,
    "updated": tags.updated,
    "modified": tags.updated,
    "lastBuildDate": tags.updated,
    "created": tags.created,
    "author": tags.author_parts,
    "category": tags.category,
    "enclosure": tags.enclosure,
}
"""Names that RSS and Atom share with each other in real feeds, and that nobody keeps apart."""

TABLE: Final[Table] = {
    namespace + local: handler for namespace in ("", RSS1, RSS09, ATOM) for local, handler in _NAMED.items()
} | {
    "link": tags.text_link,
    RSS1 + "link": tags.text_link,
    RSS09 + "link": tags.text_link,
    ATOM + "link": tags.atom_link,
    CONTENT + "encoded": tags.encoded,
    DC + "creator": tags.author_line,
    DC + "author": tags.author_line,
    DC + "date": tags.updated,
    DC + "description": tags.description,
    DC + "subject": tags.category,
    DC + "title": tags.title,
    DC + "language": tags.language,
    DCTERMS + "created": tags.created,
    DCTERMS + "issued": tags.published,
    DCTERMS + "modified": tags.updated,
    FEEDBURNER + "origLink": tags.origin,
    ITUNES + "author": tags.author_line,
    ITUNES + "category": tags.podcast_category,
    ITUNES + "duration": tags.duration,
    ITUNES + "keywords": tags.keywords,
    ITUNES + "summary": tags.plain_description,
    MEDIA + "category": tags.category,
    MEDIA + "content": tags.media_content,
    MEDIA + "description": tags.description,
    MEDIA + "group": tags.media_group,
    MEDIA + "keywords": tags.keywords,
    THREAD + "in-reply-to": tags.reply,
}
"""Everything else is left out, unless its name says that it may be one of these (see `strict`)."""

LEFT_OUT: Final = frozenset(
    namespace + local
    for namespace in ("", RSS1, RSS09, ATOM)
    for local in (
        "source",
        "comments",
        "image",
        "rights",
        "copyright",
        "generator",
        "contributor",
        "thumbnail",
    )
)
