"""Markup from outside, made safe to show: nh3 decides what stays, one pass makes addresses absolute."""

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin

import nh3

from allotment.networks.addresses import canonical, host_of
from allotment.networks.html.escapes import escaped, unescaped
from allotment.networks.html.nesting import tamed
from allotment.networks.html.pictures import IMG_ATTRIBUTES, attributes_of, inert, is_tracker, picture_address
from allotment.networks.html.words import text_of

_KEPT: Final = (
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure"
    " h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small strong sub summary sup"
    " table tbody td tfoot th thead time tr u ul var wbr"
)
_DROPPED_WHOLE: Final = (
    "applet audio button canvas iframe math noembed noframes object script select style svg template textarea title"
    " video"
)
_ATTRIBUTES: Final = {
    "*": {"dir", "lang"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": set(IMG_ATTRIBUTES),
    "li": {"value"},
    "ol": {"reversed", "start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_CLEANER: Final = nh3.Cleaner(
    tags=set(_KEPT.split()),
    clean_content_tags=set(_DROPPED_WHOLE.split()),
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow noopener noreferrer",
)

_LINKS_AND_PICTURES: Final = re.compile(r'<a(?: href="([^"]*)")?[^>]*>|</a>|<img(?: [^>]*)?>')
_HREF: Final = re.compile(r' href="([^"]*)"')
_PLAYER: Final = re.compile(
    r"<(?:iframe|video|audio|embed)\b[^>]{0,1000}?\ssrc\s*=\s*[\"']?([^\"'\s>]{1,2000})", re.IGNORECASE
)
_NOSCRIPT: Final = re.compile(r"</?noscript\b[^>]{0,200}>", re.IGNORECASE)
"""Holds the pictures of lazy loaders; the parser would take what is inside for words."""
_YOUTUBE_PLAYER: Final = re.compile(r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,20}).*")
_MOST_LINKS: Final = 64
_SCHEMES: Final = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class CleanHtml:
    """Markup that is safe to show, and what it says."""

    html: str
    text: str
    """Its words, a line a paragraph."""
    links: tuple[str, ...] = ()
    """Where it links to on other hosts than its own: canonical, each once, at most 64."""
    has_images: bool = False


def clean(markup: str, *, base: str) -> CleanHtml:
    """What may be shown of raw HTML; `base` is what its relative addresses resolve against."""
    markup = tamed(markup)
    if "<" not in markup and "\n" in markup:
        markup = markup.strip().replace("\n", "<br>")
    elif "src" in markup:
        markup = _PLAYER.sub(_player_as_link, _NOSCRIPT.sub("", markup))
    safe = _CLEANER.clean(markup)
    if "<a" not in safe and "<img" not in safe:
        return CleanHtml(safe, text_of(safe))
    rewriting = _Rewriting(base)
    shown = _LINKS_AND_PICTURES.sub(rewriting.tag, safe)
    return CleanHtml(shown, text_of(shown), tuple(rewriting.links), bool(rewriting.pictures))


def _player_as_link(found: re.Match[str]) -> str:
    """A link in front of a player; the player itself is dropped by the cleaner."""
    address = found[1]
    if video := _YOUTUBE_PLAYER.fullmatch(address):
        address = f"https://www.youtube.com/watch?v={video[1]}"
    if address.startswith("//"):
        address = f"https:{address}"
    if not address.startswith(_SCHEMES):
        return found[0]
    label = html.escape(host_of(canonical(html.unescape(address))).removeprefix("www."))
    return f'<p><a href="{address}">{label}</a></p>{found[0]}'


def _href_in(tag: str) -> str | None:
    found = _HREF.search(tag)
    return found[1] if found else None


@lru_cache(maxsize=4096)
def _place(address: str) -> tuple[str, str]:
    """An address as we spell it, and its host. Remembered: a feed's entries link to the same places again and again."""
    spelled = canonical(address)
    return spelled, host_of(spelled).removeprefix("www.")


class _Rewriting:
    """One walk over the links and pictures of markup that nh3 has written."""

    __slots__ = ("_base", "_in_link", "_own_host", "links", "pictures")

    def __init__(self, base: str) -> None:
        self._base = base
        self._own_host = host_of(base).lower().removeprefix("www.")
        self._in_link = False
        self.links: dict[str, None] = {}
        self.pictures: set[str] = set()

    def tag(self, found: re.Match[str]) -> str:
        tag = found[0]
        if tag == "</a>":
            self._in_link = False
            return tag
        return self._picture(tag) if tag[1] == "i" else self._link(tag, found[1])

    def _link(self, tag: str, first: str | None) -> str:
        self._in_link = True
        written = first if first is not None else _href_in(tag)
        if written is None:
            return "<a>"
        address = self._absolute(unescaped(written))
        if address is None:
            return tag if written.startswith("mailto:") else "<a>"
        self._note(address)
        if written.startswith(_SCHEMES):
            return tag
        return tag.replace(f' href="{written}"', f' href="{escaped(address)}"', 1)

    def _note(self, address: str) -> None:
        if len(self.links) < _MOST_LINKS:
            spelled, host = _place(address)
            if host != self._own_host:
                self.links[spelled] = None

    def _picture(self, tag: str) -> str:
        attributes = attributes_of(tag)
        address = None if is_tracker(attributes) else picture_address(attributes, self._absolute)
        if address is None or address in self.pictures:
            return ""
        self.pictures.add(address)
        return inert(attributes, address, in_link=self._in_link)

    def _absolute(self, written: str) -> str | None:
        """None for what leads nowhere we would go."""
        if written.startswith(_SCHEMES):
            return written
        try:
            address = urljoin(self._base, written)
        except ValueError:
            return None
        return address if address.startswith(_SCHEMES) else None
