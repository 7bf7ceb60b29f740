"""The outlines of an OPML file, strictly where it is XML, and as far as they can be read where it is not."""

import html
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final
from xml.parsers import expat

from allotment.networks.addresses import canonical
from allotment.networks.html import excerpt
from allotment.networks.html.decoding import decoded
from allotment.networks.records import OutlineRecord

_MOST: Final = 10_000
_MOST_TAGS: Final = 50_000
_DEEPEST_FOLDER: Final = 8
_LONGEST_TAG: Final = 20_000

_OUTLINE: Final = re.compile(r"<(/?)(?:\w+:)?outline\b", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"([\w:.-]{1,60})\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_ESCAPE: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);")

type Attributes = dict[str, str]


class _Refused(Exception):
    """The file declares entities: it is read without believing them."""


class Gathering:
    """Outlines in, records out: those with an address are lines, those without are folders around them."""

    def __init__(self) -> None:
        self.records: list[OutlineRecord] = []
        self._open: list[str] = []

    def start(self, attributes: Attributes) -> None:
        feed, site = _addresses(attributes)
        title = excerpt(attributes.get("title") or attributes.get("text") or "", 300)
        if not feed and not site:
            self._open.append(title)
            return
        if len(self.records) < _MOST:
            folders = tuple(name for name in self._open if name)[:_DEEPEST_FOLDER]
            self.records.append(OutlineRecord(title or feed or site or "", feed, site, folders))
        self._open.append("")

    def end(self) -> None:
        if self._open:
            self._open.pop()


def strict_outlines(body: bytes) -> list[OutlineRecord] | None:
    """By expat; None for what is no XML, or XML that brings entities of its own."""
    gathering = Gathering()
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(name: str, attributes: Attributes) -> None:
        if _local(name) == "outline":
            gathering.start({_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        if _local(name) == "outline":
            gathering.end()

    def refuse(*_declared: object) -> None:
        raise _Refused

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(body, True)  # noqa: FBT003 - expat takes no keywords
    except (expat.ExpatError, _Refused, LookupError, ValueError):
        return None
    return gathering.records


def tolerant_outlines(body: bytes) -> list[OutlineRecord]:
    """By the shape of its tags: for unescaped ampersands, missing ends, wrong encodings and files cut short."""
    gathering = Gathering()
    for closing, inside in _tags(decoded(body, None)):
        if closing:
            gathering.end()
            continue
        gathering.start({_local(match[1]): _value(match) for match in _ATTRIBUTE.finditer(inside)})
        if _ATTRIBUTE.sub("", inside).partition(">")[0].rstrip().endswith("/"):
            gathering.end()
    return gathering.records


def _tags(text: str) -> Iterator[tuple[str, str]]:
    """Each outline tag with what follows it up to the next."""
    found = list(islice(_OUTLINE.finditer(text), _MOST_TAGS))
    ends = [*(match.start() for match in found[1:]), len(text)]
    for match, end in zip(found, ends, strict=False):
        yield match[1], text[match.end() : min(end, match.end() + _LONGEST_TAG)]


def _addresses(attributes: Attributes) -> tuple[str | None, str | None]:
    kind = attributes.get("type", "").strip().lower()
    feed = attributes.get("xmlurl", "")
    site = attributes.get("htmlurl", "")
    if kind in {"rss", "atom", "feed"}:
        feed = feed or attributes.get("url", "")
    elif kind == "link":
        site = site or attributes.get("url", "")
    return canonical(feed) or None, canonical(site) or None


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()


def _value(match: re.Match[str]) -> str:
    return _ESCAPE.sub(lambda escape: html.unescape(escape[0]), match[2] or match[3] or match[4] or "")
