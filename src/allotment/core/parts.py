"""What the components of a page are given: every word ready to be shown, so that a template only sets it.

An empty string means "not known" or "does not apply" throughout.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Link:
    """A name, and where it leads; empty where it leads nowhere."""

    name: str
    address: str = ""


def outside(address: str) -> Link | None:
    """An address outside, by the name of its host; None for what is not on the web."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    return Link(parts.hostname.removeprefix("www."), address)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to press, or with `page` a link to where more can be done."""

    label: str
    address: str
    about: str = ""  # what it is about, where nothing beside it says so to those who hear the page
    key: str = ""  # the letter that presses it from the keyboard
    name: str = ""
    value: str = ""
    page: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A piece somebody wrote, for components/post.html."""

    id: int
    title: str
    address: str
    by: tuple[Link, ...] = ()
    passed_on_by: tuple[Link, ...] = ()
    place: str = ""
    when: str = ""
    minutes_words: str = ""
    home: str = ""  # its address outside
    home_words: str = ""  # how that reads: "ingrid.example"
    why: tuple[str, ...] = ()  # sentences for the margin, the strongest first
    excerpt: str = ""
    text_address: str = ""  # where its text is asked for, by POST, since reading is noted
    outsider: bool = False
    state: str = ""  # "", "opened", "kept" or "passed"
    state_words: str = ""
    acts: tuple[Act, ...] = ()  # at most two to press; links show once the piece is open


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list, for components/row.html."""

    title: str
    address: str = ""
    note: str = ""
    words: str = ""
    acts: tuple[Act, ...] = ()
    id: str = ""  # the id of the line on the page, where something is to replace it
