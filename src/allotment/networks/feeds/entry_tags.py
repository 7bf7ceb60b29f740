"""What each element of an entry adds to its draft, in the strict lane.

The order in which several elements compete for content and summary is feedparser's, so that both lanes
choose the same.
"""

from collections.abc import Callable
from typing import Final

from allotment.networks.feeds.doubts import DoubtError
from allotment.networks.feeds.drafts import MOST_OF_A_KIND, Author, Draft, Kind, Link, Passage
from allotment.networks.feeds.events import Attributes, Node
from allotment.networks.feeds.links import joined
from allotment.networks.feeds.media import enclosure_of, media_of
from allotment.networks.feeds.namespaces import ATOM, BASE, LANGUAGE, MEDIA
from allotment.networks.feeds.people import author_of
from allotment.networks.feeds.words import mended, mended_line

type Handler = Callable[[Draft, Node], None]

_KINDS: Final[dict[str, Kind]] = {
    "text": "plain",
    "text/plain": "plain",
    "plain": "plain",
    "html": "html",
    "text/html": "html",
    "xhtml": "xhtml",
    "application/xhtml+xml": "xhtml",
}


def passage(draft: Draft, node: Node, kind: Kind) -> Passage:
    """`kind` is what the element carries where it does not say itself."""
    _, attributes, text, children = node
    if children:
        raise DoubtError("elements where text should be")
    base = draft.base
    if attributes:
        kind = kind_of(attributes, kind)
        if BASE in attributes:
            base = joined(base, attributes[BASE])
        if LANGUAGE in attributes and draft.language is None:
            draft.language = attributes[LANGUAGE].replace("_", "-")
    return mended(text), kind, base


def kind_of(attributes: Attributes, default: Kind) -> Kind:
    named = attributes.get("type", default).lower()
    kind = _KINDS.get(named)
    if kind is None or "src" in attributes or "mode" in attributes:
        raise DoubtError(f"content of type {named[:100]}")
    return kind


def leaf(node: Node) -> str:
    if node[3]:
        raise DoubtError("elements where text should be")
    return node[2].strip()


def title(draft: Draft, node: Node) -> None:
    if draft.title is None:
        found = passage(draft, node, "plain")
        draft.title = found if found[0] else None


def guid(draft: Draft, node: Node) -> None:
    draft.guid = mended_line(leaf(node))
    attributes = node[1]
    draft.guid_is_link = not attributes or attributes.get("isPermaLink") == "true" or _is_permalink(attributes)


def _is_permalink(attributes: Attributes) -> bool:
    named = (value for name, value in attributes.items() if name.lower() == "ispermalink")
    return next(named, "true") == "true"


def text_link(draft: Draft, node: Node) -> None:
    if "href" in node[1]:
        raise DoubtError("an Atom link without its namespace")
    if address := leaf(node):
        draft.links.append((mended_line(address), "alternate", "", ""))


def atom_link(draft: Draft, node: Node) -> None:
    if link := link_of(node[1], draft.base):
        draft.links.append(link)


def link_of(attributes: Attributes, base: str) -> Link | None:
    href = attributes.get("href", "").strip()
    if not href:
        return None
    base = joined(base, attributes[BASE]) if BASE in attributes else base
    return (
        joined(base, href) if base else href,
        attributes.get("rel", "alternate").lower(),
        attributes.get("type", "").lower(),
        attributes.get("length", ""),
    )


def _described(draft: Draft, node: Node, kind: Kind) -> None:
    """The first description is the summary; a second one is content, unless there is content already."""
    if draft.summary is None or draft.contents:
        draft.summary = passage(draft, node, kind)
    else:
        draft.contents.append(passage(draft, node, "plain"))


def description(draft: Draft, node: Node) -> None:
    _described(draft, node, "html")


def plain_description(draft: Draft, node: Node) -> None:
    _described(draft, node, "plain")


def encoded(draft: Draft, node: Node) -> None:
    _content(draft, passage(draft, node, "html"))


def content(draft: Draft, node: Node) -> None:
    _content(draft, passage(draft, node, "plain"))


def _content(draft: Draft, found: Passage) -> None:
    draft.contents.append(found)
    if draft.summary is None:
        draft.summary = found


def published(draft: Draft, node: Node) -> None:
    draft.published = leaf(node)


def updated(draft: Draft, node: Node) -> None:
    draft.updated = leaf(node)


def created(draft: Draft, node: Node) -> None:
    draft.created = leaf(node)


def author_line(draft: Draft, node: Node) -> None:
    if found := leaf(node):
        draft.authors.append(author_of(found))


def author_parts(draft: Draft, node: Node) -> None:
    if node[3]:
        draft.authors.append(author_in(node))
    else:
        author_line(draft, node)


def author_in(node: Node) -> Author:
    parts = {
        child[0].removeprefix(ATOM): leaf(child)
        for child in node[3]
        if " " not in child[0] or child[0].startswith(ATOM)
    }
    return parts.get("name", ""), parts.get("uri", "") or parts.get("url", ""), parts.get("email", "")


def category(draft: Draft, node: Node) -> None:
    attributes = node[1]
    if word := (attributes and (attributes.get("label") or attributes.get("term"))) or leaf(node):
        draft.categories.append(word)


def podcast_category(draft: Draft, node: Node) -> None:
    """A narrower category stands inside the wider one."""
    if word := node[1].get("text") or node[2].strip():
        draft.categories.append(word)
    for child in node[3]:
        podcast_category(draft, child)


def keywords(draft: Draft, node: Node) -> None:
    draft.categories.extend(word.strip() for word in leaf(node).split(","))


def enclosure(draft: Draft, node: Node) -> None:
    if link := enclosure_of(node[1]):
        draft.links.append(link)


def media_content(draft: Draft, node: Node) -> None:
    if media := media_of(node[1]):
        draft.media = [*draft.media, media][:MOST_OF_A_KIND]


def media_group(draft: Draft, node: Node) -> None:
    """What is described deeper inside never replaces what the entry itself says."""
    for child in node[3]:
        if child[0] == MEDIA + "content":
            media_content(draft, child)
        elif child[0] == MEDIA + "description" and (draft.summary is None or not draft.contents):
            description(draft, child)
        elif child[0] == MEDIA + "keywords":
            keywords(draft, child)


def duration(draft: Draft, node: Node) -> None:
    draft.duration = leaf(node)


def origin(draft: Draft, node: Node) -> None:
    draft.origin = leaf(node)


def language(draft: Draft, node: Node) -> None:
    draft.language = leaf(node).replace("_", "-") or None


def reply(draft: Draft, node: Node) -> None:
    draft.in_reply_to = node[1].get("ref") or node[1].get("href") or draft.in_reply_to
