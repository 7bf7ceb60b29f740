"""Pictures from elsewhere: words with an address until the owner asks to see them.

`<img>` becomes `<a class="picture" href="…">what it shows</a>`, or, inside another link,
`<span class="picture" data-src="…">`. Nothing is loaded, nothing is lost, and without JavaScript it reads well.
A picture without words carries its file's name in `title`, so that a link never is nameless.
No other element of clean HTML has a class, so that `with_pictures` can turn them back.
"""

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote

from allotment.networks.html.escapes import escaped, unescaped

_ATTRIBUTE: Final = re.compile(r' ([a-z-]+)="([^"]*)"')
_ADDRESSES: Final = ("src", "data-src", "data-lazy-src", "data-original", "srcset")
_TINY: Final = frozenset({"0", "1", "0px", "1px"})
_EMOJI: Final = re.compile(r"/emojis?/|/smilies/|/twemoji/")
_PICTURE: Final = re.compile(
    r'<a class="picture" href="([^"]*)"[^>]*>([^<]*)</a>|<span class="picture" data-src="([^"]*)"[^>]*>([^<]*)</span>'
)

IMG_ATTRIBUTES: Final = frozenset({*_ADDRESSES, "alt", "title", "width", "height"})
"""What has to be left on `<img>` for `inert` to decide by."""


def attributes_of(tag: str) -> dict[str, str]:
    """The attributes of a tag that nh3 has written, unescaped."""
    return {name: unescaped(value) for name, value in _ATTRIBUTE.findall(tag)}


def picture_address(attributes: dict[str, str], resolve: Callable[[str], str | None]) -> str | None:
    """The first http address among the places where pages put one; lazy loaders use the later ones."""
    for name in _ADDRESSES:
        value = attributes.get(name, "").strip()
        if value and (address := resolve(value.split()[0])):
            return address
    return None


def is_tracker(attributes: dict[str, str]) -> bool:
    """Whether nobody was meant to see it: one pixel or less."""
    return attributes.get("width", "").strip() in _TINY or attributes.get("height", "").strip() in _TINY


def inert(attributes: dict[str, str], address: str, *, in_link: bool) -> str:
    """What stands in for the picture."""
    words = " ".join((attributes.get("alt") or attributes.get("title") or "").split())
    if words and _EMOJI.search(address):
        return escaped(words)
    name = "" if words else f' title="{escaped(_file_name(address))}"'
    target, label = escaped(address), escaped(words)
    if in_link:
        return f'<span class="picture" data-src="{target}"{name}>{label}</span>'
    return f'<a class="picture" href="{target}" rel="nofollow noopener noreferrer"{name}>{label}</a>'


def with_pictures(clean: str, address_of: Callable[[str], str | None]) -> str:
    """Clean HTML with its pictures shown, each from where `address_of` says; where it says None, its words stay. For
    when the owner has asked, or where the pictures are here."""

    def shown(found: re.Match[str]) -> str:
        source = address_of(unescaped(found[1] or found[3] or ""))
        if source is None:
            return found[0]
        return f'<img src="{escaped(source)}" alt="{found[2] or found[4] or ""}" loading="lazy" decoding="async">'

    return _PICTURE.sub(shown, clean)


def addresses_of_pictures(clean: str) -> list[str]:
    """Where the pictures of clean HTML are, in their order."""
    return [unescaped(link or span) for link, _, span, _ in _PICTURE.findall(clean)]


def _file_name(address: str) -> str:
    path = address.partition("://")[2].split("?", maxsplit=1)[0]
    return unquote(path.rstrip("/").rpartition("/")[2], errors="replace")[:80] or "…"
