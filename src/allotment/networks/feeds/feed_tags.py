"""What each element of a feed itself adds to its draft, in the strict lane."""

from collections.abc import Callable, Iterable
from typing import Final

from allotment.networks.feeds.doubts import DoubtError
from allotment.networks.feeds.drafts import FeedDraft, Kind, Passage
from allotment.networks.feeds.entry_tags import author_in, kind_of, leaf, link_of
from allotment.networks.feeds.events import Node
from allotment.networks.feeds.namespaces import ATOM, DC, ITUNES, RSS09, RSS1, SYNDICATION
from allotment.networks.feeds.people import author_of
from allotment.networks.feeds.words import mended, mended_line

type Handler = Callable[[FeedDraft, Node], None]
type Table = dict[str, Handler]


def _passage(node: Node, kind: Kind) -> Passage:
    _, attributes, text, children = node
    if children:
        raise DoubtError("elements where text should be")
    return mended(text), kind_of(attributes, kind) if attributes else kind, ""


def title(draft: FeedDraft, node: Node) -> None:
    if draft.title is None or not draft.title[0]:
        draft.title = _passage(node, "plain")


def description(draft: FeedDraft, node: Node) -> None:
    _described(draft, _passage(node, "html"))


def subtitle(draft: FeedDraft, node: Node) -> None:
    _described(draft, _passage(node, "plain"))


def _described(draft: FeedDraft, found: Passage) -> None:
    """A podcast has up to three descriptions; the longest says most."""
    if draft.description is None or len(found[0]) > len(draft.description[0]):
        draft.description = found


def text_link(draft: FeedDraft, node: Node) -> None:
    if "href" in node[1]:
        raise DoubtError("an Atom link without its namespace")
    if address := leaf(node):
        draft.links.append((mended_line(address), "alternate", "", ""))


def atom_link(draft: FeedDraft, node: Node) -> None:
    if link := link_of(node[1], ""):
        draft.links.append(link)


def language(draft: FeedDraft, node: Node) -> None:
    draft.language = leaf(node)


def author_line(draft: FeedDraft, node: Node) -> None:
    if found := leaf(node):
        draft.authors.append(author_of(found))


def author_parts(draft: FeedDraft, node: Node) -> None:
    if node[3]:
        draft.authors.append(author_in(node))


def image(draft: FeedDraft, node: Node) -> None:
    for child in node[3]:
        if child[0] in {"url", RSS1 + "url", RSS09 + "url"}:
            draft.image = leaf(child)


def image_href(draft: FeedDraft, node: Node) -> None:
    draft.image = node[1].get("href") or node[1].get("url") or draft.image


def logo(draft: FeedDraft, node: Node) -> None:
    draft.image = leaf(node) or draft.image


def icon(draft: FeedDraft, node: Node) -> None:
    draft.image = draft.image or leaf(node)


def ttl(draft: FeedDraft, node: Node) -> None:
    draft.ttl = leaf(node)


def update_period(draft: FeedDraft, node: Node) -> None:
    draft.update_period = leaf(node)


def update_frequency(draft: FeedDraft, node: Node) -> None:
    draft.update_frequency = leaf(node)


def skip_hours(draft: FeedDraft, node: Node) -> None:
    draft.skip_hours = hours(child[2] for child in node[3] if child[0].lower() == "hour")


def hours(words: Iterable[str]) -> frozenset[int]:
    """Midnight is 0, and 24 in older feeds."""
    found = (word.strip() for word in words)
    numbers = [int(word) for word in found if word.isascii() and word.isdigit() and len(word) <= 2]
    return frozenset(number % 24 for number in numbers if number <= 24)


_NAMED: Final[Table] = {
    "title": title,
    "description": description,
    "tagline": subtitle,
    "subtitle": subtitle,
    "language": language,
    "managingEditor": author_line,
    "author": author_parts,
    "image": image,
    "ttl": ttl,
    "skipHours": skip_hours,
    "logo": logo,
    "icon": icon,
}

TABLE: Final[Table] = {
    namespace + local: handler for namespace in ("", RSS1, RSS09, ATOM) for local, handler in _NAMED.items()
} | {
    "link": text_link,
    RSS1 + "link": text_link,
    RSS09 + "link": text_link,
    ATOM + "link": atom_link,
    DC + "creator": author_line,
    DC + "description": description,
    DC + "language": language,
    DC + "title": title,
    ITUNES + "author": author_line,
    ITUNES + "image": image_href,
    ITUNES + "subtitle": subtitle,
    ITUNES + "summary": subtitle,
    SYNDICATION + "updatePeriod": update_period,
    SYNDICATION + "updateFrequency": update_frequency,
}
