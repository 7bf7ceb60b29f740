"""The people of the pictures and what they write. They and their addresses are invented; so is every word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from typing import Final

PEOPLE: Final = Path(__file__).with_name("people")
LINK: Final = re.compile(r"\[([^\]]+)\]\((https://[^)\s]+)\)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing somebody wrote."""

    at: datetime
    title: str
    author: str
    text: str

    @property
    def path(self) -> str:
        words = "-".join(re.findall(r"\w+", self.title.lower())) or f"{self.at:%Y%m%d%H%M}"
        return f"/{words}"

    @property
    def html(self) -> str:
        return "".join(map(block, self.text.split("\n\n")))


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody (or a tag), where they write, and since when they are followed."""

    facts: dict[str, str]
    pieces: tuple[Piece, ...]

    def __getitem__(self, name: str) -> str:
        return self.facts.get(name, "")

    @property
    def address(self) -> str:
        """What somebody would paste."""
        for kind, mark in (("account", "@"), ("tag", "#")):
            if self[kind]:
                return f"{mark}{self[kind]}@{self['host']}"
        return self["host"]

    @property
    def page(self) -> str:
        if self["account"]:
            return f"/@{self['account']}"
        return f"/tags/{self['tag']}" if self["tag"] else "/"

    @property
    def feed(self) -> str:
        return "/feed.xml" if self.page == "/" else f"{self.page}.rss"

    @property
    def followed(self) -> date:
        return date.fromisoformat(self["followed"])

    def answers(self, now: datetime) -> bool:
        """Whether the site still answers."""
        return not self["silent"] or now.date() < date.fromisoformat(self["silent"])

    def written(self, now: datetime) -> list[Piece]:
        """What there is by then, the newest first."""
        return sorted((piece for piece in self.pieces if piece.at <= now), key=lambda piece: piece.at, reverse=True)


def everybody() -> list[Writer]:
    return [read(path.read_text("utf-8")) for path in sorted(PEOPLE.glob("*.txt"))]


def read(text: str) -> Writer:
    """A file of `people/`: facts a line, then pieces that each begin with `== day time title` (or `| author`)."""
    head, *rest = re.split(r"^== ", text, flags=re.MULTILINE)
    facts = dict(line.split(": ", 1) for line in head.strip().splitlines())
    return Writer(facts, tuple(piece(one, facts["name"]) for one in rest))


def piece(text: str, name: str) -> Piece:
    first, _, body = text.partition("\n")
    day, time, title = (first + "  ").split(" ", 2)
    title, _, author = title.partition("|")
    at = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=UTC)
    return Piece(at, title.strip(), author.strip() or name, body.strip())


def block(text: str) -> str:
    """A paragraph, a quotation or a list."""
    lines = [LINK.sub(r'<a href="\2">\1</a>', escape(line, quote=False)) for line in text.splitlines()]
    if text.startswith("> "):
        return f"<blockquote><p>{lines[0].removeprefix('&gt; ')}</p></blockquote>"
    if text.startswith("* "):
        return f"<ul>{''.join(f'<li>{line[2:]}</li>' for line in lines)}</ul>"
    return f"<p>{' '.join(lines)}</p>"


def page_of(writer: Writer) -> str:
    """The site's first page: who it is, and where its feed is."""
    origin = f"https://{writer['host']}"
    name, place, line = (escape(writer[key]) for key in ("name", "place", "line"))
    return (
        f'<!doctype html><html lang="{writer["language"]}"><head><title>{escape(writer["title"])}</title>'
        f'<link rel="alternate" type="application/atom+xml" href="{writer.feed}"></head><body><div class="h-card">'
        f'<a class="p-name u-url u-uid" rel="me" href="{origin}{writer.page}">{name}</a> '
        f'<span class="p-locality">{place}</span> <p class="p-note">{line}</p></div></body></html>'
    )


def article_of(writer: Writer, piece: Piece) -> str:
    """One piece on its own page, with what pages have around it."""
    return (
        f'<!doctype html><html lang="{writer["language"]}"><head><title>{escape(piece.title)}</title></head><body>'
        f'<nav><a href="/">{escape(writer["title"])}</a></nav><article>{piece.html}</article>'
        f"<footer>{escape(writer['name'])}</footer></body></html>"
    )


def feed_of(writer: Writer, now: datetime) -> str:
    """Its feed as Atom, or as a server of the fediverse writes it."""
    pieces = writer.written(now)
    return "".join(rss(writer, pieces) if writer["account"] or writer["tag"] else atom(writer, pieces))


def atom(writer: Writer, pieces: list[Piece]) -> Iterator[str]:
    origin = f"https://{writer['host']}"
    yield '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" '
    yield f'xml:lang="{writer["language"]}"><title>{escape(writer["title"])}</title><id>{origin}/</id>'
    yield f"<subtitle>{escape(writer['line'])}</subtitle>"
    yield f'<link href="{origin}/"/><link rel="self" href="{origin}{writer.feed}"/>'
    yield f"<author><name>{escape(writer['name'])}</name></author>"
    for each in pieces:
        home = f"{origin}{each.path}"
        yield f'<entry><title>{escape(each.title)}</title><id>{home}</id><link href="{home}"/>'
        yield f"<published>{each.at.isoformat()}</published><updated>{each.at.isoformat()}</updated>"
        if writer["sound"]:
            yield f'<link rel="enclosure" type="audio/mpeg" href="{home}.mp3" length="8000000"/>'
        yield f'<content type="html">{escape(each.html)}</content></entry>'
    yield "</feed>"


def rss(writer: Writer, pieces: list[Piece]) -> Iterator[str]:
    origin = f"https://{writer['host']}"
    yield '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    yield f"<channel><title>{escape(writer['title'])}</title><link>{origin}{writer.page}</link>"
    yield f"<description>{escape(writer['line'])}</description>"
    for each in pieces:
        home = f"{origin}/@{each.author.split()[0].lower()}{each.path}"
        yield f"<item><guid>{home}</guid><link>{home}</link><dc:creator>{escape(each.author)}</dc:creator>"
        yield f"<pubDate>{each.at:%a, %d %b %Y %H:%M:%S} +0000</pubDate>"
        yield f"<description>{escape(each.html)}</description></item>"
    yield "</channel></rss>"
