"""What a page says about itself: its feeds, its person, its icon."""

from dataclasses import dataclass
from urllib.parse import urljoin

from allotment.networks.addresses import canonical, is_web_address
from allotment.networks.html.cards import profile_in
from allotment.networks.html.decoding import decoded
from allotment.networks.html.feed_links import FeedLink, declared_feeds, mentioned_feeds
from allotment.networks.html.reduction import LONGEST, Tag, reduced
from allotment.networks.html.words import title_text
from allotment.networks.records import ProfileRecord


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One HTML page, all addresses absolute and canonical."""

    address: str
    title: str = ""
    feeds: tuple[FeedLink, ...] = ()
    """Declared in its head, the best first."""
    mentioned_feeds: tuple[FeedLink, ...] = ()
    """Ordinary links of the same host that look like feeds."""
    profile: ProfileRecord | None = None
    me: tuple[str, ...] = ()
    icon: str | None = None
    language: str | None = None
    canonical: str | None = None
    description: str = ""


def page(body: bytes, address: str, content_type: str | None = None) -> PageRecord:
    """Reads at most the first MiB; never raises, and takes a second or two for the most hostile page."""
    document = reduced(decoded(body[:LONGEST], content_type))
    tags = document.tags()
    absolute = _Absolute(tags, address)
    me = tuple(dict.fromkeys(link for tag in tags if "me" in tag.rels() and (link := absolute(tag["href"]))))
    return PageRecord(
        address=canonical(address),
        title=title_text(document.title, 300),
        feeds=declared_feeds(tags, address, absolute),
        mentioned_feeds=mentioned_feeds(tags, address, absolute),
        profile=profile_in(document, address, me),
        me=me[:20],
        icon=_icon(tags, absolute),
        language=document.language,
        canonical=next((absolute(tag["href"]) for tag in tags if "canonical" in tag.rels()), None),
        description=_meta(tags, "description", "og:description"),
    )


class _Absolute:
    """Resolves a page's addresses as `<base>` says; None for what is no web address."""

    __slots__ = ("_base",)

    def __init__(self, tags: list[Tag], address: str) -> None:
        base = next((tag["href"] for tag in tags if tag.name == "base" and tag["href"]), "")
        self._base = _joined(address, base) or address

    def __call__(self, written: str) -> str | None:
        if not written.strip():
            return None
        address = canonical(_joined(self._base, written))
        return address if is_web_address(address) else None


def _joined(base: str, written: str) -> str:
    try:
        return urljoin(base, written.strip())
    except ValueError:
        return ""


def _icon(tags: list[Tag], absolute: _Absolute) -> str | None:
    """The largest kind first: what phones show, then what tabs show."""
    for rel in ("apple-touch-icon", "apple-touch-icon-precomposed", "icon"):
        for tag in tags:
            if tag.name == "link" and rel in tag.rels() and (address := absolute(tag["href"])):
                return address
    return None


def _meta(tags: list[Tag], *names: str) -> str:
    for name in names:
        for tag in tags:
            if tag.name == "meta" and name in {tag["name"].lower(), tag["property"].lower()}:
                return title_text(tag["content"], 300)
    return ""
