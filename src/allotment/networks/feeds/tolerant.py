"""The tolerant lane: feedparser's findings as the drafts that the strict lane makes."""

import re
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from typing import Any, Final

from allotment.networks.errors import NetworkError
from allotment.networks.feeds.drafts import Author, Draft, FeedDraft, Frame, Kind, Link, Passage, finished
from allotment.networks.feeds.feed_tags import hours
from allotment.networks.feeds.gathering import gathered
from allotment.networks.feeds.guarded import read_guarded
from allotment.networks.feeds.media import media_of
from allotment.networks.feeds.words import mended, storable
from allotment.networks.feeds.xhtml import VOID
from allotment.networks.records import FeedRecord

LONGEST: Final = 4 * 1024 * 1024
"""Characters. At some megabyte a second, more would hold up everybody else."""
MOST_MARKS: Final = 400_000
"""`<` and `&`: what feedparser spends its time on, well-formed or not."""
_MARK: Final = re.compile("[<&]")
_ENDLESS_TAG: Final = re.compile(r"<[^<>]{262144,}>?")
_VOID_ENDS: Final = re.compile(f"</(?:{'|'.join(sorted(VOID))})>")
_KINDS: Final[dict[str, Kind]] = {
    "text/plain": "plain", "text/html": "html", "application/xhtml+xml": "xhtml",
}  # fmt: skip
_ATOM: Final = re.compile(r"<(?:[\w.-]+:)?feed\b", re.IGNORECASE)


def parse_tolerantly(text: str, *, address: str, latest: datetime) -> FeedRecord:
    """`text` begins with its root. Raises NetworkError where nothing in it can be shown."""
    found = read_guarded(_bounded(text))
    feed: dict[str, Any] = found.feeddata
    root = found.root_attributes
    frame = Frame(
        address,
        latest,
        is_atom=bool(_ATOM.match(text)),
        base=root.get("xml:base") or root.get("base") or "",
        language=(root.get("xml:lang") or root.get("lang") or "").replace("_", "-") or None,
    )
    records = [finished(_entry(entry, frame), frame) for entry in found.entries]
    entries = [record for record in records if record is not None]
    if not entries and not found.well_formed and not dict.get(feed, "title"):
        raise NetworkError("unreadable", "The feed breaks off before there is anything to read in it.")
    return gathered(_feed(feed, found.hours), entries, frame)


def _bounded(text: str) -> str:
    text = _ENDLESS_TAG.sub("", text[:LONGEST])
    if text.count("<") + text.count("&") <= MOST_MARKS:
        return text
    last = next(islice(_MARK.finditer(text), MOST_MARKS, None))
    return text[: last.start()]


def _word(values: dict[str, Any], name: str) -> str:
    """feedparser's dictionaries answer with neighbours of what is missing; this asks for the thing itself."""
    value = dict.get(values, name)
    return storable(value) if isinstance(value, str) else ""


def _entry(entry: dict[str, Any], frame: Frame) -> Draft:
    title = _passage(entry, "title")
    summary = _passage(entry, "summary") if "summary_detail" in entry or not dict.get(entry, "content") else None
    contents = [one for one in map(_content, dict.get(entry, "content") or ()) if one is not None]
    draft = Draft(next((base for base in map(_base, _details(entry)) if base), frame.base))
    draft.guid = _word(entry, "id")
    draft.guid_is_link = bool(dict.get(entry, "permalink"))
    draft.links = list(_links(entry))
    draft.origin = _word(entry, "feedburner_origlink")
    draft.title, draft.summary, draft.contents = title, summary, contents
    draft.authors = list(_authors(entry))
    draft.categories = [storable(tag.get("label") or tag.get("term") or "") for tag in dict.get(entry, "tags") or ()]
    draft.published, draft.updated = _word(entry, "published"), _word(entry, "updated")
    draft.created = _word(entry, "created")
    draft.media = [one for one in map(media_of, dict.get(entry, "media_content") or ()) if one is not None]
    draft.duration = _word(entry, "itunes_duration")
    draft.language = _language(entry, frame)
    reply = dict.get(entry, "thr_in-reply-to")
    draft.in_reply_to = (_word(reply, "ref") or _word(reply, "href")) if isinstance(reply, dict) else ""
    return draft


def _details(entry: dict[str, Any]) -> Iterable[dict[str, Any]]:
    yield from dict.get(entry, "content") or ()
    for name in ("summary_detail", "title_detail"):
        yield dict.get(entry, name) or {}


def _base(detail: dict[str, Any]) -> str:
    return _word(detail, "base")


def _language(entry: dict[str, Any], frame: Frame) -> str | None:
    if own := _word(entry, "language"):
        return own.replace("_", "-")
    named = (_word(detail, "language") for detail in _details(entry))
    return next((one for one in named if one and one != frame.language), None)


def _passage(values: dict[str, Any], name: str) -> Passage | None:
    if name not in values:
        return None
    detail = dict.get(values, f"{name}_detail") or {}
    return _content({"type": "text/html", **detail, "value": _word(values, name)})


def _content(detail: dict[str, Any]) -> Passage | None:
    """None for what is no text: a picture in base64."""
    kind = _KINDS.get(_word(detail, "type"), "html" if "xml" in _word(detail, "type") else None)
    if kind is None:
        return None
    text = mended(_word(detail, "value"))
    return _VOID_ENDS.sub("", text) if kind == "xhtml" else text, kind, _base(detail)


def _links(values: dict[str, Any]) -> Iterable[Link]:
    for link in dict.get(values, "links") or ():
        if href := _word(link, "href"):
            yield href, _word(link, "rel") or "alternate", _word(link, "type").lower(), _word(link, "length")


def _authors(values: dict[str, Any]) -> Iterable[Author]:
    for author in dict.get(values, "authors") or ():
        yield _word(author, "name"), _word(author, "href"), _word(author, "email")


def _descriptions(feed: dict[str, Any]) -> Iterable[Passage]:
    for name in ("subtitle", "summary", "content"):
        if (found := _passage(feed, name)) is not None:
            yield found


def _feed(feed: dict[str, Any], found_hours: list[str]) -> FeedDraft:
    image = dict.get(feed, "image") or {}
    return FeedDraft(
        title=_passage(feed, "title"),
        description=max(_descriptions(feed), key=lambda one: len(one[0]), default=None),
        links=list(_links(feed)),
        language=_word(feed, "language"),
        image=_word(image, "href") or _word(feed, "logo") or _word(feed, "icon"),
        authors=list(_authors(feed)),
        ttl=_word(feed, "ttl"),
        update_period=_word(feed, "sy_updateperiod"),
        update_frequency=_word(feed, "sy_updatefrequency"),
        skip_hours=hours(found_hours),
    )
