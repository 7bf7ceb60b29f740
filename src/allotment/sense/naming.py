"""What a thing is called where it has no title of its own. Pure."""

from typing import Final
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

LETTERS: Final = 80


def title_of(title: str, words: str, address: str) -> str:
    """Its title, else where it is, else how it begins."""
    return title or place_of(address) or beginning_of(words) or _("A photo")


def place_of(address: str) -> str:
    """`allotment.example/on/kettles`, as far as it fits."""
    if not address:
        return ""
    parts = urlsplit(address)
    place = (parts.hostname or "").removeprefix("www.") + unquote(parts.path, errors="replace").rstrip("/")
    return place if len(place) <= LETTERS else f"{place[:LETTERS]}…"


def beginning_of(words: str) -> str:
    """The first line, as far as it fits."""
    line = " ".join(words.strip().partition("\n")[0].split())
    return line if len(line) <= LETTERS else f"{line[:LETTERS].rsplit(' ', 1)[0]}…"
