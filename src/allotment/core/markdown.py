"""What an owner writes, as HTML: CommonMark with tables, `[[links]]` and bare addresses. Pure.

HTML in it is text, pictures are links with their words, and nh3 reads everything once more. Every text is rendered, in
time that grows with its length: `LONGEST` letters take a second at worst, a page of prose ten milliseconds.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

LONGEST: Final = 50_000
"""Letters of one text: some eight thousand words."""
LONGEST_NAME: Final = 200
MOST_BRACKETS: Final = 2_000
"""A text with more of them is no text with links: looking for the other end of each takes thirty microseconds."""

_NAMED: Final = re.compile(r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{1,200}))?\]\]")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"\[\]]{1,2000}")
_AFTER: Final = ".,;:!?')"
_MARKS: Final = re.compile(
    r"^[ \t]*(?:#{1,6}|[>*+-]|\d{1,9}[.)])[ \t]+|[*_`~]+|\]\([^)\s]{0,2000}\)|!?\[+|\]+", re.MULTILINE
)
_KEPT: Final = "a blockquote br code del em h2 h3 h4 h5 h6 hr li ol p pre s strong table tbody td th thead tr ul"
_CLEANER: Final = nh3.Cleaner(
    tags=set(_KEPT.split()),
    attributes={"a": {"href", "title"}, "ol": {"start"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow noopener noreferrer",
)


def name_key(name: str) -> str:
    """The name as `[[links]]` are compared by it: case, width and spaces make no difference."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())[:LONGEST_NAME]


def names_in(text: str) -> tuple[str, ...]:
    """What the `[[links]]` of a text name, each once, in their order."""
    found: dict[str, str] = {}
    for match in _NAMED.finditer(text):
        if key := name_key(match[1]):
            found.setdefault(key, " ".join(match[1].split()))
    return tuple(found.values())


def words_of(text: str) -> str:
    """The words without the marks, roughly: for search, and for how a text begins."""
    return _MARKS.sub("", _NAMED.sub(lambda named: named[2] or named[1], text))


def to_html(text: str, *, names: Mapping[str, str], top: int = 2) -> SafeString:
    """The text as it is shown. `names`: the address of every `[[link]]` by its `name_key`. Headings begin at `top`."""
    return _to_html(text[:LONGEST], tuple(sorted(names.items())), top)


@lru_cache(maxsize=300)
def _to_html(text: str, names: tuple[tuple[str, str], ...], top: int) -> SafeString:
    reader = _LINKLESS if text.count("[") > MOST_BRACKETS else _READER
    tokens = reader.parse(text.replace("\0", ""), {"names": dict(names)})
    _settle_headings(tokens, top)
    return SafeString(_CLEANER.clean(reader.renderer.render(tokens, reader.options, {})))


def _settle_headings(tokens: Sequence[Token], top: int) -> None:
    """Headings take their place below those of the page, and none is left out on the way down."""
    ranks = {tag: rank for rank, tag in enumerate(sorted({each.tag for each in tokens if each.type == "heading_open"}))}
    before = top - 1
    for token in tokens:
        if token.type == "heading_open":
            before = min(top + ranks[token.tag], before + 1, 6)
            token.tag = f"h{before}"
        elif token.type == "heading_close":
            token.tag = f"h{before}"


def _named(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - how markdown-it calls it
    """The inline rule of `[[a name]]` and `[[a name|other words]]`."""
    found = _NAMED.match(state.src, state.pos)
    address = found and state.env["names"].get(name_key(found[1]))
    if not found or not address:
        return False
    if not silent:
        _link(state.push, address, (found[2] or found[1]).strip())
    state.pos = found.end()
    return True


def _link(push: Any, address: str, words: str) -> None:
    push("link_open", "a", 1).attrs = {"href": address}
    push("text", "", 0).content = words
    push("link_close", "a", -1)


def _addresses(state: StateCore) -> None:
    """The core rule that makes links of bare addresses."""
    for token in state.tokens:
        if token.type == "inline" and "://" in token.content:
            token.children = _with_links(token.children or [])


def _with_links(children: Sequence[Token]) -> list[Token]:
    made: list[Token] = []

    def push(kind: str, tag: str, nesting: Any) -> Token:
        made.append(Token(kind, tag, nesting))
        return made[-1]

    inside = 0
    for child in children:
        inside += child.nesting if child.type in {"link_open", "link_close"} else 0
        if child.type != "text" or inside:
            made.append(child)
            continue
        done = 0
        for found in _ADDRESS.finditer(child.content):
            address = found[0].rstrip(_AFTER)
            push("text", "", 0).content = child.content[done : found.start()]
            _link(push, address, address)
            done = found.start() + len(address)
        push("text", "", 0).content = child.content[done:]
    return made


def _picture(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    """A picture is a link with its words: nothing is loaded from anywhere."""
    words = renderer.renderInlineAsText(tokens[at].children, options, env)
    made: list[Token] = []

    def push(kind: str, tag: str, nesting: Any) -> Token:
        made.append(Token(kind, tag, nesting))
        return made[-1]

    address = str(tokens[at].attrs["src"])
    _link(push, address, words or address)
    return renderer.renderInline(made, options, env)


def _reader(*left_out: str) -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    reader.inline.ruler.before("link", "named", _named)
    reader.core.ruler.push("addresses", _addresses)
    reader.add_render_rule("image", _picture)
    return reader.disable(list(left_out))


_READER: Final = _reader()
_LINKLESS: Final = _reader("named", "link", "image")
