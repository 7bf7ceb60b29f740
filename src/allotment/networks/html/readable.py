"""The part of a page that one came to read: readability finds it, `clean` makes it safe to show.

Loaded only where a copy is made: lxml takes its time.
"""

import logging
import re
from dataclasses import dataclass
from typing import Final

from readability import Document

from allotment.networks.errors import NetworkError
from allotment.networks.html.cleaning import clean
from allotment.networks.html.decoding import decoded
from allotment.networks.html.nesting import tamed
from allotment.networks.html.pages import page
from allotment.networks.html.words import excerpt, minutes

logging.getLogger("readability").setLevel(logging.CRITICAL)
"""It tells at length of every page that is none; who asked for the copy is told in a sentence."""

_UNREAD: Final = re.compile(r"<(script|style|svg|template)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
"""What nobody reads, and most of what a page of today weighs."""
_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufdef\ufffe\uffff]")
FEWEST_LETTERS: Final = 40
"""Fewer are a sentence about cookies and not what somebody kept it for."""


@dataclass(frozen=True, slots=True)
class Readable:
    """What is to be read of a page."""

    title: str
    html: str
    """Safe to show, its pictures put to sleep (`networks/html/pictures.py`)."""
    text: str
    language: str
    minutes: int
    excerpt: str


def readable(body: bytes, address: str, content_type: str | None) -> Readable:
    """Raises NetworkError where there is nothing to read, in a second or two for the most hostile page."""
    if not _is_page(body, content_type):
        raise NetworkError("not_a_page", "This is no page of words, so only its address is kept.")
    about = page(body, address, content_type)
    markup = tamed(_NO_TEXT.sub("", _UNREAD.sub("", decoded(body, content_type))))
    if not markup.strip():
        raise _nothing()
    found = clean(_main_part(markup, address), base=address)
    if len(found.text) < FEWEST_LETTERS:
        raise _nothing()
    return Readable(
        title=about.title,
        html=found.html,
        text=found.text,
        language=(about.language or "")[:12],
        minutes=minutes(found.text),
        excerpt=excerpt(found.text),
    )


def _nothing() -> NetworkError:
    return NetworkError("nothing_to_read", "There are no words to copy on this page, so only its address is kept.")


def _main_part(markup: str, address: str) -> str:
    """lxml and readability raise whatever they like at markup that is none."""
    try:
        part: str = Document(markup, url=address).summary(html_partial=True)
    except Exception as error:
        raise NetworkError("unreadable", "This page could not be read, so only its address is kept.") from error
    return part


def _is_page(body: bytes, content_type: str | None) -> bool:
    kind = (content_type or "").partition(";")[0].strip().lower()
    if kind:
        return kind in {"text/html", "application/xhtml+xml"}
    return body.lstrip()[:100].lower().startswith((b"<!doctype html", b"<html"))
