"""The strict lane: RSS 0.9x and 2.0, RSS 1.0 and Atom 1.0 that are as they should be, at little more than
the cost of finding the tags. Everything else is a doubt, and the tolerant lane's.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from allotment.networks.feeds import entry_table, feed_tags
from allotment.networks.feeds.doubts import DoubtError
from allotment.networks.feeds.drafts import Draft, FeedDraft, Frame, finished
from allotment.networks.feeds.entry_tags import Handler
from allotment.networks.feeds.events import Attributes, Node, read
from allotment.networks.feeds.gathering import MOST_ENTRIES, gathered, newest
from allotment.networks.feeds.links import joined
from allotment.networks.feeds.namespaces import ATOM, BASE, LANGUAGE, RDF, RSS09, RSS1, canonical_name
from allotment.networks.records import EntryRecord, FeedRecord

_ENTRIES: Final = {
    "rss": frozenset({"item"}),
    ATOM + "feed": frozenset({ATOM + "entry"}),
    RDF + "RDF": frozenset({RSS1 + "item", RSS09 + "item"}),
}
_CHANNELS: Final = frozenset({"rss", RDF + "RDF", "channel", RSS1 + "channel", RSS09 + "channel", ATOM + "feed"})
_MARKUP: Final = frozenset({ATOM + "content", ATOM + "summary", ATOM + "title", ATOM + "subtitle"})
_TELLING: Final = frozenset(
    [name.lower() for name in entry_table.TABLE if " " not in name]
    + ["body", "fullitem", "abstract", "tags", "keywords", "item", "entry"]
)


def parse_strictly(body: bytes, *, address: str, latest: datetime) -> FeedRecord:
    """`body` is UTF-8 from its first character on. Raises DoubtError and its kinds, never anything else."""
    reading = _Reading(address, latest)
    nodes = read(body, on_root=reading.root, on_entry=reading.entry, markup_tags=_MARKUP)
    feed = FeedDraft(language=reading.frame.language or "")
    reading.feed(feed, nodes)
    return gathered(feed, reading.entries, reading.frame)


class _Reading:
    def __init__(self, address: str, latest: datetime) -> None:
        self.frame = Frame(address, latest)
        self.entries: list[EntryRecord] = []

    def root(self, tag: str, attributes: Attributes) -> frozenset[str]:
        entries = _ENTRIES.get(tag)
        if entries is None or (tag == "rss" and not attributes.get("version", "2.0").startswith(("0.9", "2."))):
            raise DoubtError(f"a root called {tag[:100]}")
        language = attributes.get(LANGUAGE, "").replace("_", "-") or None
        self.frame = Frame(
            self.frame.address,
            self.frame.latest,
            is_atom=tag.startswith(ATOM),
            base=attributes.get(BASE, ""),
            language=language,
        )
        return entries

    def entry(self, attributes: Attributes, nodes: Sequence[Node]) -> None:
        draft = Draft(self.frame.base)
        if attributes:
            _own_attributes(draft, attributes)
        table = entry_table.TABLE
        for node in nodes:
            handler = table.get(node[0]) or _other(node)
            if handler is not None:
                handler(draft, node)
        record = finished(draft, self.frame)
        if record is not None:
            self.entries.append(record)
            if len(self.entries) >= 2 * MOST_ENTRIES:
                self.entries = newest(self.entries)

    def feed(self, draft: FeedDraft, nodes: Iterable[Node]) -> None:
        for node in nodes:
            tag = node[0]
            if tag in _CHANNELS:
                self.feed(draft, node[3])
            elif handler := feed_tags.TABLE.get(tag) or feed_tags.TABLE.get(canonical_name(tag)):
                handler(draft, node)


def _own_attributes(draft: Draft, attributes: Attributes) -> None:
    if BASE in attributes:
        draft.base = joined(draft.base, attributes[BASE])
    if LANGUAGE in attributes:
        draft.language = attributes[LANGUAGE].replace("_", "-") or None
    draft.guid = attributes.get(RDF + "about", "")


def _other(node: Node) -> Handler | None:
    """An element of another vocabulary is left out, unless its name says that it may be one of ours."""
    tag = node[0]
    if tag in entry_table.LEFT_OUT:
        return None
    if handler := entry_table.TABLE.get(canonical_name(tag)):
        return handler
    if tag.lower() in _TELLING:
        raise DoubtError(f"an unknown element called {tag[:100]}")
    _check_inside(node[3])
    return None


def _check_inside(nodes: Sequence[Node]) -> None:
    for tag, _, _, children in nodes:
        if tag in entry_table.TABLE:
            raise DoubtError(f"{tag[:100]} inside something unknown")
        _check_inside(children)
