"""The vocabularies of feeds, as expat writes them: the address, a space, the local name."""

from typing import Final

from allotment.networks.feeds.doubts import DoubtError

ATOM: Final = "http://www.w3.org/2005/Atom "
CONTENT: Final = "http://purl.org/rss/1.0/modules/content/ "
DC: Final = "http://purl.org/dc/elements/1.1/ "
DCTERMS: Final = "http://purl.org/dc/terms/ "
FEEDBURNER: Final = "http://rssnamespace.org/feedburner/ext/1.0 "
ITUNES: Final = "http://www.itunes.com/dtds/podcast-1.0.dtd "
MEDIA: Final = "http://search.yahoo.com/mrss/ "
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns# "
RSS09: Final = "http://my.netscape.com/rdf/simple/0.9/ "
RSS1: Final = "http://purl.org/rss/1.0/ "
SYNDICATION: Final = "http://purl.org/rss/1.0/modules/syndication/ "
THREAD: Final = "http://purl.org/syndication/thread/1.0 "
XHTML: Final = "http://www.w3.org/1999/xhtml "
XML: Final = "http://www.w3.org/XML/1998/namespace "
BASE: Final = XML + "base"
LANGUAGE: Final = XML + "lang"

_PREFIXES: Final = {
    "atom": ATOM,
    "content": CONTENT,
    "dc": DC,
    "dcterms": DCTERMS,
    "feedburner": FEEDBURNER,
    "itunes": ITUNES,
    "media": MEDIA,
    "rdf": RDF,
    "sy": SYNDICATION,
    "thr": THREAD,
    "xhtml": XHTML,
}


def _key(address: str) -> str:
    return address.lower().removeprefix("https:").removeprefix("http:").rstrip("/# ")


_CANONICAL: Final = {_key(name): name.rstrip() for name in (*_PREFIXES.values(), RSS1, RSS09)} | {
    "//www.rssboard.org/media-rss": MEDIA.rstrip()
}


def canonical(address: str) -> str:
    """A namespace in the one spelling we know; people use https, capitals or leave the slash away."""
    return _CANONICAL.get(_key(address), address)


def canonical_name(tag: str) -> str:
    namespace, space, local = tag.rpartition(" ")
    return f"{canonical(namespace)}{space}{local}"


def check_prefix(prefix: str | None, address: str | None) -> None:
    """A well-known prefix for something else is meant as what it is known for, whatever it says."""
    expected = _PREFIXES.get(prefix or "")
    if expected is not None and canonical(address or "") != expected.rstrip():
        raise DoubtError(f"the prefix {prefix} for another vocabulary")
