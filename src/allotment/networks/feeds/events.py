"""A strict reading of XML: expat's events folded into nodes, an entry at a time.

No tree of the document is ever built. A document type, an undefined entity or anything that is not
well-formed ends the reading, so no entity can expand here.
"""

from collections.abc import Callable, Sequence
from typing import Final
from xml.parsers import expat

from allotment.networks.feeds.doubts import ExcessiveError, IllFormedError
from allotment.networks.feeds.namespaces import check_prefix
from allotment.networks.feeds.xhtml import Writer

type Attributes = dict[str, str]
type Node = tuple[str, Attributes, str, Sequence[Node]]
"""Name, attributes, text and children of an element that has ended; names are `namespace local` or `local`.
A plain tuple, because a feed has tens of thousands."""
type OnRoot = Callable[[str, Attributes], frozenset[str]]
"""Told the root, answers what its entries may be called."""
type OnEntry = Callable[[Attributes, Sequence[Node]], None]

XHTML_TYPES: Final = frozenset({"xhtml", "application/xhtml+xml"})
DEEPEST: Final = 200
MOST_NODES: Final = 100_000
_PIECE: Final = 512 * 1024
"""Bytes between two looks at how much has been gathered."""


def read(body: bytes, *, on_root: OnRoot, on_entry: OnEntry, markup_tags: frozenset[str]) -> Sequence[Node]:
    """The nodes below the root that are no entries; each entry that has any is handed over as it ends.

    `body` is UTF-8. About five microseconds a kilobyte, a third of what building a tree costs.
    """
    parser = expat.ParserCreate("utf-8", " ")
    nodes: list[Node] = []
    open_: list[tuple[Attributes, int]] = []
    text: list[str] = []
    entry_tags: frozenset[str] = frozenset()

    def first(tag: str, attributes: Attributes) -> None:
        nonlocal entry_tags
        entry_tags = on_root(tag, attributes)
        parser.StartElementHandler = start
        start(tag, attributes)

    def start(tag: str, attributes: Attributes) -> None:
        text.clear()
        open_.append((attributes, len(nodes)))
        if attributes and tag in markup_tags and attributes.get("type") in XHTML_TYPES:
            _write_markup(parser, text)

    def end(tag: str) -> None:
        attributes, mark = open_.pop()
        if mark == len(nodes):
            nodes.append((tag, attributes, "".join(text), ()))
            text.clear()
            return
        children = nodes[mark:]
        del nodes[mark:]
        if tag in entry_tags and len(open_) <= 2:
            on_entry(attributes, children)
        else:
            nodes.append((tag, attributes, "".join(text), children))

    parser.StartElementHandler = first
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.append
    _feed(parser, body, open_, nodes)
    return nodes


def _write_markup(parser: expat.XMLParserType, text: list[str]) -> None:
    """Until the element that is open now ends, its children go into `text` as markup."""
    writer = Writer()
    usual_start, usual_end = parser.StartElementHandler, parser.EndElementHandler

    def end(tag: str) -> None:
        if writer.depth:
            writer.end(tag)
            return
        text.append(writer.markup())
        parser.StartElementHandler = usual_start
        parser.EndElementHandler = usual_end
        parser.CharacterDataHandler = text.append
        if usual_end is not None:
            usual_end(tag)

    parser.StartElementHandler = writer.start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = writer.data


def _refuse(*_declaration: object) -> None:
    raise IllFormedError("a document type")


def _feed(parser: expat.XMLParserType, body: bytes, open_: Sequence[object], nodes: Sequence[object]) -> None:
    parser.buffer_text = True
    parser.buffer_size = 1 << 15
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartNamespaceDeclHandler = check_prefix
    try:
        for place in range(0, len(body), _PIECE):
            last = place + _PIECE >= len(body)
            parser.Parse(body[place : place + _PIECE] if place or not last else body, last)
            if len(open_) > DEEPEST or len(nodes) > MOST_NODES:
                raise ExcessiveError(f"{len(open_)} deep, {len(nodes)} elements in one entry")
    except expat.ExpatError as error:
        raise IllFormedError(str(error)) from error
    finally:  # the parser and its handlers hold each other, and with them all they have read
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
