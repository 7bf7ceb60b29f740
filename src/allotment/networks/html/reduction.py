"""A page reduced to what is read from it: well-formed, without scripts, comments and styles.

nh3 reads like a browser, in Rust; what it has written can then be read with small tools.
"""

import re
from dataclasses import dataclass
from typing import Final

import nh3

from allotment.networks.html.escapes import escaped, unescaped
from allotment.networks.html.nesting import too_deep

LONGEST: Final = 1024 * 1024
_HEAD_ONLY: Final = 20_000

_KEPT: Final = (
    "a abbr address area article aside b base blockquote body br data dd div dl dt em figcaption figure footer"
    " h1 h2 h3 h4 h5 h6 header hr i img li link main meta nav ol p pre section small span strong"
    " table tbody td th time title tr u ul"
)
_CLEANER: Final = nh3.Cleaner(
    tags=set(_KEPT.split()),
    clean_content_tags={"script", "style", "svg", "template", "noscript", "iframe", "textarea", "select", "math"},
    attributes={
        "*": {"class"},
        "a": {"href", "rel", "title"},
        "abbr": {"title"},
        "area": {"href", "rel"},
        "base": {"href"},
        "data": {"value"},
        "img": {"alt", "src"},
        "link": {"href", "hreflang", "rel", "sizes", "title", "type"},
        "meta": {"content", "itemprop", "name", "property"},
        "time": {"datetime"},
    },
    url_schemes={"http", "https", "mailto", "acct"},
    link_rel=None,
)
_TAG: Final = re.compile(r"<(title|link|meta|base|a)((?: [a-z]+=\"[^\"]*\")*)>")
_ATTRIBUTE: Final = re.compile(r' ([a-z]+)="([^"]*)"')
_TITLE: Final = re.compile(r"<title[^>]*>([^<]*)</title>")
_OUTER: Final = re.compile(r"<(?:html|body)\b([^>]{0,2000})>", re.IGNORECASE)
_CLASS: Final = re.compile(r"\bclass\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_LANG: Final = re.compile(r"\b(?:xml:)?lang\s*=\s*[\"']?([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tag:
    """One start tag with its attributes as text."""

    name: str
    attributes: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    def rels(self) -> frozenset[str]:
        return frozenset(self["rel"].lower().split())


@dataclass(frozen=True, slots=True)
class Reduced:
    """What is left of a page."""

    markup: str
    title: str
    """Raw: to be read with `title_text`."""
    language: str | None
    whole: bool
    """False where the page was so deep that only its beginning was read."""

    def tags(self) -> list[Tag]:
        """Links, metas, bases and anchors, in the order of the page."""
        return [
            Tag(name, {key: unescaped(value) for key, value in _ATTRIBUTE.findall(rest)})
            for name, rest in _TAG.findall(self.markup)
        ]


def reduced(text: str) -> Reduced:
    """Costs about as much as cleaning; bounded for hostile pages by length and depth."""
    text = text[:LONGEST]
    whole = not too_deep(text)
    if not whole:
        text = text[:_HEAD_ONLY]
    markup = _CLEANER.clean(text)
    outer = _OUTER.findall(text[:200_000])
    found = _TITLE.search(markup)
    classes = " ".join(name for attributes in outer for name in _classes(attributes))
    if classes:
        markup = f'<div class="{escaped(classes)}">{markup}</div>'
    language = next((found_in[1] for attributes in outer if (found_in := _LANG.search(attributes))), None)
    return Reduced(markup, found[1] if found else "", language, whole)


def _classes(attributes: str) -> list[str]:
    """Of `<html>` and `<body>`, which the cleaner leaves out and microformats may stand on."""
    found = _CLASS.search(attributes)
    return (found[1] or found[2] or found[3] or "").split() if found else []
