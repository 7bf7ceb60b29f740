"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/), believing no field to be what it should."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from allotment.networks.errors import NetworkError
from allotment.networks.feeds.drafts import Author, Draft, FeedDraft, Frame, Link, Passage, finished
from allotment.networks.feeds.gathering import MOST_ENTRIES, gathered, newest
from allotment.networks.feeds.words import mended, mended_line, storable
from allotment.networks.records import EntryRecord, FeedRecord

type Json = dict[str, object]

_MOST: Final = 100
"""Of anything inside one item."""


def parse_json(text: str, *, address: str, latest: datetime) -> FeedRecord:
    try:
        document: object = json.loads(text)
    except (ValueError, RecursionError):
        raise _refusal(text) from None
    if not isinstance(document, dict) or not _is_feed(document):
        raise NetworkError("not_a_feed", "The address answers with data, but not with a feed.")
    frame = Frame(address, latest, is_atom=True)
    entries: list[EntryRecord] = []
    for item in _objects(document.get("items"), most=None):
        record = finished(_entry(item), frame)
        if record is not None:
            entries.append(record)
            if len(entries) >= 2 * MOST_ENTRIES:
                entries = newest(entries)
    return gathered(_feed(document), entries, frame)


def _refusal(text: str) -> NetworkError:
    if "jsonfeed.org" in text[:2000]:
        return NetworkError("unreadable", "The feed is JSON Feed, but it is broken and cannot be read.")
    return NetworkError("not_a_feed", "What came back is neither a feed nor a web page.")


def _is_feed(document: Json) -> bool:
    return "jsonfeed.org" in _word(document, "version") or (
        isinstance(document.get("items"), list) and isinstance(document.get("title"), str)
    )


def _word(values: Json, name: str) -> str:
    """A text or a number as text; anything else is as if it were not there."""
    value = values.get(name)
    if isinstance(value, str):
        return storable(value).strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)[:40]
    return ""


def _objects(value: object, *, most: int | None = _MOST) -> Iterable[Json]:
    for one in value[:most] if isinstance(value, list) else ():
        if isinstance(one, dict):
            yield one


def _entry(item: Json) -> Draft:
    draft = Draft()
    draft.guid = _word(item, "id")
    for name in ("url", "external_url"):
        if address := _word(item, name):
            draft.links.append((address, "alternate", "", ""))
    draft.guid_is_link = True
    draft.title = (_word(item, "title"), "plain", "")
    draft.contents = list(_contents(item))
    if summary := _word(item, "summary"):
        draft.summary = (mended(summary), "plain", "")
    draft.published, draft.updated = _word(item, "date_published"), _word(item, "date_modified")
    draft.authors = list(_authors(item))
    draft.categories = _tags(item.get("tags"))
    draft.language = _word(item, "language") or None
    for attachment in _objects(item.get("attachments")):
        draft.links.append(_link(attachment))
        draft.duration = draft.duration or _word(attachment, "duration_in_seconds")
    return draft


def _contents(item: Json) -> Iterable[Passage]:
    if markup := _word(item, "content_html"):
        yield (mended(markup), "html", "")
    elif text := _word(item, "content_text"):
        yield (mended(text), "plain", "")


def _link(attachment: Json) -> Link:
    kind = _word(attachment, "mime_type").lower()
    return _word(attachment, "url"), "enclosure", kind, _word(attachment, "size_in_bytes")


def _authors(values: Json) -> Iterable[Author]:
    """1.1 has `authors`; 1.0 has `author`."""
    one = values.get("author")
    for author in [*_objects(values.get("authors")), *([one] if isinstance(one, dict) else ())]:
        yield _word(author, "name"), _word(author, "url"), ""


def _tags(value: object) -> list[str]:
    return [storable(one) for one in value[:_MOST] if isinstance(one, str)] if isinstance(value, list) else []


def _feed(document: Json) -> FeedDraft:
    links = [
        (_word(document, "home_page_url"), "alternate", "", ""),
        (_word(document, "feed_url"), "self", "", ""),
    ]
    links += [
        (_word(hub, "url"), "hub", "", "")
        for hub in _objects(document.get("hubs"))
        if _word(hub, "type").lower() == "websub"
    ]
    return FeedDraft(
        title=(mended_line(_word(document, "title")), "plain", ""),
        description=(_word(document, "description"), "plain", ""),
        links=links,
        language=_word(document, "language"),
        image=_word(document, "icon") or _word(document, "favicon"),
        authors=list(_authors(document)),
    )
