"""feedparser, kept within bounds.

Its public `parse` cannot be held to a time: an entry's categories, its author line and a deep document
cost the square of their size. These are its own two parsers with those places bounded, and with a few
things kept that it throws away. tests/networks/feeds/test_lanes.py says at once when a new version
moves something.
"""

import contextlib
import io
import re
from typing import Final
from xml.sax import expatreader
from xml.sax.handler import feature_external_ges, feature_namespaces

from feedparser.api import LooseFeedParser, StrictFeedParser
from feedparser.mixin import _FeedParserMixin

MOST_ELEMENTS: Final = 80_000
MOST_ENTRIES: Final = 4000
_MOST_ATTRIBUTES: Final = 60
_MOST_TAGS: Final = 200
_LONGEST_AUTHOR: Final = 400
_PARAMETER: Final = re.compile("&([A-Za-z0-9_]+);")
_MARK: Final = b"<?xml version='1.0' encoding='utf-8'?>\n"


class EnoughError(Exception):
    """As much as any feed has was read; the rest is left."""


class Bounded(_FeedParserMixin):  # type: ignore[misc]  # feedparser comes without types
    """What stands between feedparser's parsers and their input."""

    well_formed = False
    sanitize_html = False
    resolve_relative_uris = False
    can_be_relative_uri = _FeedParserMixin.can_be_relative_uri - {"id"}
    """An id is a name: it must stay the same when the feed moves."""

    def __init__(self) -> None:
        self.elements = 0
        self.root_attributes: dict[str, str] = {}
        self.hours: list[str] = []
        self.in_media = False
        super().__init__("", None, "utf-8")

    def unknown_starttag(self, tag: str, attrs: list[tuple[str, str]]) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS or len(self.entries) > MOST_ENTRIES:
            raise EnoughError
        if self.elements == 1:
            self.root_attributes = {name.lower(): value for name, value in attrs[:_MOST_ATTRIBUTES]}
        super().unknown_starttag(tag, attrs[:_MOST_ATTRIBUTES])

    def unknown_endtag(self, tag: str) -> None:
        """feedparser lets an element's xml:base leak into what follows where the document has no other."""
        super().unknown_endtag(tag)
        self.baseuri = self.basestack[-1] if self.basestack else ""

    def _add_tag(self, term: str | None, scheme: str | None, label: str | None) -> None:
        if len(self._get_context().get("tags", ())) < _MOST_TAGS:
            super()._add_tag(term, scheme, label)

    def _sync_author_detail(self, key: str = "author") -> None:
        context = self._get_context()
        if len(context.get(key) or "") > _LONGEST_AUTHOR:
            context[key] = context[key][:_LONGEST_AUTHOR]
        super()._sync_author_detail(key)

    def _save_author(self, key: str, value: str, prefix: str = "author") -> None:
        """Each author on their own: feedparser mixes the second with the first, and both with a podcast's owner."""
        if prefix == "author":
            self._get_context().setdefault("authors", [{}])[-1][key] = value

    def _start_item(self, attrs_d: dict[str, str]) -> None:
        self.in_media = False
        super()._start_item(attrs_d)

    _start_entry = _start_item

    def _end_guid(self) -> None:
        super()._end_guid()
        self._save("permalink", bool(self.guidislink), overwrite=True)

    _end_id = _end_guid

    def _end_url(self) -> None:
        """RSS 1.0 puts the picture beside the channel, where feedparser does not keep it."""
        if self.inimage and not self.inentry and not self.infeed and self.elementstack[-1:]:
            address = "".join(self.elementstack[-1][2]).strip()
            self._get_context()["href"] = address
        super()._end_url()

    _end_uri = _end_homepage = _end_url

    def _start_media_content(self, attrs_d: dict[str, str]) -> None:
        self.in_media = True
        super()._start_media_content(attrs_d)

    def _end_media_content(self) -> None:
        self.in_media = False

    def _start_media_description(self, attrs_d: dict[str, str]) -> None:
        """Inside a picture it is what stands in for the picture, not what the entry says."""
        if self.in_media:
            self.push("media_alternative", 0)
        else:
            super()._start_media_description(attrs_d)

    def _end_media_description(self) -> None:
        if self.in_media:
            self.pop("media_alternative")
        else:
            super()._end_media_description()

    def _start_media_title(self, _attributes: dict[str, str]) -> None:
        self.push("media_title", 0)

    def _end_media_title(self) -> None:
        self.pop("media_title")

    def _start_hour(self, _attributes: dict[str, str]) -> None:
        self.push("hour", 0)

    def _end_hour(self) -> None:
        self.hours.append(self.pop("hour") or "")


class _Strict(Bounded, StrictFeedParser):  # type: ignore[misc]  # feedparser comes without types
    """For well-formed documents."""

    well_formed = True


class _Loose(Bounded, LooseFeedParser):  # type: ignore[misc]  # feedparser comes without types
    """For everything else."""

    def _end_guid(self) -> None:
        """In an address, what looks like a reference is the name of a parameter; feedparser mends only links."""
        super()._end_guid()
        context = self._get_context()
        if "://" in (context.get("id") or ""):
            context["id"] = _PARAMETER.sub(r"&\1", context["id"])

    _end_id = _end_guid


def read_guarded(text: str) -> Bounded:
    """feedparser's findings in `text`, which begins with its root; whatever was found before it stumbled."""
    strict = _Strict()
    if _strictly(strict, text):
        return strict
    loose = _Loose()
    with contextlib.suppress(Exception):  # a library of guesses; what it found until then is still good
        loose.feed(text)
    return loose


def _strictly(parser: Bounded, text: str) -> bool:
    reader = expatreader.create_parser()  # noqa: S315 - the DOCTYPE is cut off: nothing can expand
    reader.setFeature(feature_namespaces, 1)
    reader.setFeature(feature_external_ges, 0)
    reader.setContentHandler(parser)
    reader.setErrorHandler(parser)
    with contextlib.suppress(Exception):  # the loose parser follows, whatever it was
        with contextlib.suppress(EnoughError):
            reader.parse(io.BytesIO(_MARK + text.encode()))
        return True
    return False
