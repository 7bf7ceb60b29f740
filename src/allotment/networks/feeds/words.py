"""Text as feeds carry it: encoded twice, escaped twice, marked up where it should be plain."""

import html
import re
from html.entities import entitydefs
from typing import Final

_ROUNDS: Final = 3
_CP1252: Final = {
    code: bytes([code]).decode("cp1252") for code in range(128, 160) if code not in {129, 141, 143, 144, 157}
}
_AS_BYTES: Final = {ord(char): code for code, char in _CP1252.items()}
_TWICE: Final = re.compile(f"[\u00c2-\u00f4][\u0080-\u00bf{''.join(_CP1252.values())}]").search
_CONTROL: Final = re.compile("[\u0080-\u009f]").search
_CONTROL_IN_UTF8: Final = b"\xc2"
_UNSAFE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAG: Final = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_ACTIVE: Final = re.compile(r"<(script|style)\b[^<>]*>[^<>]*</\1\s*>", re.IGNORECASE)
_CLOSES_OR_REFERS: Final = re.compile(r"</\w+>|&#?\w+;").search
_TAG_NAMES: Final = re.compile(r"</?(\w+)").findall
_REFERENCES: Final = re.compile(r"&(\w+);").findall
_HTML: Final = frozenset(
    re.findall(
        r"[a-z0-9-]+",
        """
        a abbr acronym address area article aside audio b big blockquote br button canvas caption center
        cite code col colgroup command datagrid datalist dd del details dfn dialog dir div dl dt em
        event-source fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i img input
        ins kbd keygen label legend li m map menu meter multicol nav nextid noscript ol optgroup option
        output p pre progress q s samp section select small sound source spacer span strike strong sub
        sup table tbody td textarea tfoot th thead time tr tt u ul var video
        """,
    )
)


def mended(text: str) -> str:
    """Long text without outer space, and as its author typed it where UTF-8 was read as Latin-1."""
    text = text.strip()
    if text.isascii():
        return text
    for _ in range(_ROUNDS):
        try:
            text = text.encode("latin-1").decode("utf-8")
        except UnicodeError:
            break
        if text.isascii():
            return text
    # Asking the bytes first is ten times as fast: most text has a curly quotation mark and nothing of Latin-1.
    may_be = _CONTROL_IN_UTF8 in text.encode("utf-8", "surrogatepass")
    return text.translate(_CP1252) if may_be and _CONTROL(text) else text


def mended_line(text: str) -> str:
    """The same for a short text, where a look for text read as Windows-1252 costs next to nothing."""
    text = text.strip()
    if text.isascii():
        return text
    for _ in range(_ROUNDS):
        if not _TWICE(text):
            break
        try:
            text = text.translate(_AS_BYTES).encode("latin-1").decode("utf-8")
        except UnicodeError:
            break
    return text.translate(_CP1252) if _CONTROL(text) else text


def storable(text: str) -> str:
    """Without the characters that neither XML nor a database takes."""
    return _UNSAFE.sub("", text)


def looks_like_html(text: str) -> bool:
    """Whether text that is nominally plain closes a tag or names a character, and all its tags are HTML's."""
    if not _CLOSES_OR_REFERS(text):
        return False
    if any(name.lower() not in _HTML for name in _TAG_NAMES(text)):
        return False
    return all(name in entitydefs for name in _REFERENCES(text))


def line(text: str) -> str:
    """One line of plain text; references are resolved, since people escape names and tags twice."""
    if "&" in text:
        text = html.unescape(text)
    return one_line(text)


def without_scripts(text: str) -> str:
    """Scripts and styles are nobody's words, wherever they stand; a lone `<script>` may be what a title is about."""
    return _ACTIVE.sub("", text)


def without_markup(text: str) -> str:
    return html.unescape(_TAG.sub("", text))


def one_line(text: str) -> str:
    if text.isascii() and "  " not in text and "\n" not in text and "\t" not in text and "\r" not in text:
        return text
    return " ".join(text.split())


def html_of_plain(text: str) -> str:
    return with_breaks(html.escape(text, quote=False))


def with_breaks(text: str) -> str:
    """Markup without a single tag, whose line ends are all the structure it has."""
    if "\n" in text and "<" not in text:
        return text.replace("\r\n", "\n").replace("\n", "<br>\n")
    return text
