"""The person behind a page, by microformats: https://microformats.org/wiki/representative-h-card-parsing."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from allotment.networks.addresses import canonical, host_of, is_web_address, url_key
from allotment.networks.html.reduction import Reduced
from allotment.networks.html.words import excerpt, title_text
from allotment.networks.records import ProfileRecord

_ROOT: Final = re.compile(r"\bh-[a-z]|\bvcard\b|\bhentry\b")
_MOST_ROOTS: Final = 400
_LONGEST: Final = 300_000
_MOST_ADDRESSES: Final = 20

type Properties = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class _Card:
    properties: Properties
    is_root: bool

    def urls(self) -> list[str]:
        return [canonical(url) for url in self.properties.get("url", []) if isinstance(url, str)]

    def has_url(self, key: int) -> bool:
        return any(url_key(url) == key for url in self.urls())


def profile_in(page: Reduced, address: str, me: Sequence[str]) -> ProfileRecord | None:
    """The representative h-card; `me` are the page's rel-me links."""
    if not page.whole or not ("h-card" in page.markup or "vcard" in page.markup):
        return None
    items = _items(page.markup[:_LONGEST], address)
    card = _representative(list(_cards(items)), address, me) or _feed_author(items)
    profile = _profile(card, address, me) if card else None
    return profile if profile and profile.name else None


def _items(markup: str, address: str) -> list[dict[str, Any]]:
    if len(_ROOT.findall(markup)) > _MOST_ROOTS:
        return []
    import mf2py  # half a second to import, and few pages need it

    try:
        parsed = mf2py.Parser(doc=markup, url=address, html_parser="html.parser").to_dict()
    except (RecursionError, ValueError, AttributeError, TypeError, KeyError, IndexError):
        return []  # mf2py's own slips on odd markup: nobody is introduced, nothing else is lost
    return [item for item in parsed.get("items", []) if isinstance(item, dict)]


def _cards(items: Sequence[object], *, is_root: bool = True) -> Iterator[_Card]:
    for item in items:
        if not isinstance(item, dict) or not isinstance(item.get("properties"), dict):
            continue
        if "h-card" in item.get("type", ()):
            yield _Card(item["properties"], is_root)
        for values in item["properties"].values():
            yield from _cards(values, is_root=False)
        yield from _cards(item.get("children", ()), is_root=False)


def _representative(cards: Sequence[_Card], address: str, me: Sequence[str]) -> _Card | None:
    here = url_key(address)
    own = {url_key(link) for link in me}
    rules: tuple[Callable[[_Card], bool], ...] = (
        lambda card: card.has_url(here) and any(url_key(uid) == here for uid in _texts(card.properties, "uid")),
        lambda card: any(url_key(url) in own for url in card.urls()),
        lambda card: card.has_url(here),
    )
    for rule in rules:
        if found := next(filter(rule, cards), None):
            return found
    roots = [card for card in cards if card.is_root]
    return roots[0] if len(roots) == 1 and _is_at_home(roots[0], address) else None


def _is_at_home(card: _Card, address: str) -> bool:
    """The only card of a page, that names no other place: not in the wiki's rules, but what small sites do."""
    hosts = {host_of(url).removeprefix("www.") for url in card.urls() if is_web_address(url)}
    return not hosts or host_of(canonical(address)).removeprefix("www.") in hosts


def _feed_author(items: Sequence[dict[str, Any]]) -> _Card | None:
    for item in items:
        if "h-feed" in item.get("type", ()):
            authors = item.get("properties", {}).get("author", [])
            return next(_cards(authors, is_root=False), None)
    return None


def _profile(card: _Card, address: str, me: Sequence[str]) -> ProfileRecord:
    further = {url_key(url): url for url in reversed([*card.urls(), *me]) if is_web_address(url)}
    further.pop(url_key(address), None)
    photos = map(canonical, _texts(card.properties, "photo"))
    photo = next((url for url in photos if is_web_address(url) and url_key(url) != url_key(address)), None)
    return ProfileRecord(
        name=title_text(next(iter(_texts(card.properties, "name")), ""), 200),
        address=canonical(address),
        avatar_address=photo,
        headline=_headline(card.properties),
        place=_place(card.properties),
        addresses=tuple(reversed(further.values()))[:_MOST_ADDRESSES],
    )


def _headline(properties: Properties) -> str:
    work = [text for name in ("job-title", "org") for text in _texts(properties, name)[:1]]
    words = ", ".join(work) or next(iter(_texts(properties, "note")), "")
    return excerpt(title_text(words), 200)


def _place(properties: Properties) -> str:
    places = [properties]
    places += [adr["properties"] for adr in properties.get("adr", []) if isinstance(adr, dict) and "properties" in adr]
    for place in places:
        words = [text for name in ("locality", "region", "country-name") for text in _texts(place, name)[:1]]
        if words:
            return excerpt(title_text(", ".join(words)), 200)
    return ""


def _texts(properties: Properties, name: str) -> list[str]:
    """Values as text: mf2py gives a dict for pictures with words and for things inside things."""
    values = [value.get("value") if isinstance(value, dict) else value for value in properties.get(name, [])]
    return [value.strip() for value in values if isinstance(value, str) and value.strip()]
