"""Markup from outside, made safe to show: nh3 decides what stays, one pass makes addresses absolute."""

import html
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

import nh3

from allotment.networks.addresses import canonical, host_of, host_of_canonical
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

_LINK: Final = re.compile(r"<a(?: [^>]*)?>")
_PICTURE: Final = re.compile(r"<img(?: [^>]*)?>")
_HREF: Final = re.compile(r' href="([^"]*)"')
_HREFS: Final = re.compile(r'<a(?: (?:href|[^>]*? href)="([^"]*)"|[ >])')
"""Of every link, empty where it has none."""
_PLAYER: Final = re.compile(
    r"<(?:iframe|video|audio|embed)\b[^>]{0,1000}?\ssrc\s*=\s*[\"']?([^\"'\s>]{1,2000})", re.IGNORECASE
)
_NOSCRIPT: Final = re.compile(r"</?noscript\b[^>]{0,200}>", re.IGNORECASE)
"""Holds the pictures of lazy loaders; the parser would take what is inside for words."""
_YOUTUBE_PLAYER: Final = re.compile(r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,20}).*")
_MOST_LINKS: Final = 64
_SCHEMES: Final = ("https://", "http://")
_LEFT_ALONE: Final = (*_SCHEMES, "mailto:")


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
    shown = rewriting.pictures_put_away(rewriting.links_made_whole(safe))
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


class _Rewriting:
    """The links and pictures of one piece of markup that nh3 has written."""

    __slots__ = ("_base", "_own_host", "links", "pictures")

    def __init__(self, base: str) -> None:
        self._base = base
        self._own_host = host_of(base).lower().removeprefix("www.")
        self.links: dict[str, None] = {}
        self.pictures: set[str] = set()

    def links_made_whole(self, safe: str) -> str:
        """With absolute addresses in every link. Nearly always they are that already, and nothing has to be written."""
        addresses = _HREFS.findall(safe)
        for address in addresses:
            if not address.startswith(_LEFT_ALONE):
                return _LINK.sub(self._link, safe)
        for address in addresses:
            self._note(unescaped(address))
        return safe

    def pictures_put_away(self, safe: str) -> str:
        """With a link or a word where a picture was."""
        return _PICTURE.sub(self._picture, safe) if "<img" in safe else safe

    def _link(self, found: re.Match[str]) -> str:
        tag = found[0]
        href = _HREF.search(tag)
        written = href[1] if href else ""
        address = self._absolute(unescaped(written)) if href else None
        if address is None:
            return tag if written.startswith("mailto:") else "<a>"
        self._note(address)
        if written.startswith(_SCHEMES):
            return tag
        return tag.replace(f' href="{written}"', f' href="{escaped(address)}"', 1)

    def _note(self, address: str) -> None:
        if len(self.links) < _MOST_LINKS and address.startswith(_SCHEMES):
            spelled = canonical(address)
            if host_of_canonical(spelled).removeprefix("www.") != self._own_host:
                self.links[spelled] = None

    def _picture(self, found: re.Match[str]) -> str:
        attributes = attributes_of(found[0])
        address = None if is_tracker(attributes) else picture_address(attributes, self._absolute)
        if address is None or address in self.pictures:
            return ""
        self.pictures.add(address)
        return inert(attributes, address, in_link=_is_in_link(found.string, found.start()))

    def _absolute(self, written: str) -> str | None:
        """None for what leads nowhere we would go."""
        if written.startswith(_SCHEMES):
            return written
        try:
            address = urljoin(self._base, written)
        except ValueError:
            return None
        return address if address.startswith(_SCHEMES) else None


def _is_in_link(safe: str, place: int) -> bool:
    """Whether a link is open at that place."""
    opened = max(safe.rfind("<a ", 0, place), safe.rfind("<a>", 0, place))
    return opened > safe.rfind("</a>", 0, place)
