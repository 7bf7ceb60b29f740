"""Who wrote it, where a feed says so in one line: `ada@example.org (Ada)`, `Ada <ada@example.org>`, `Ada`."""

import re
from typing import Final

from allotment.networks.feeds.drafts import Author

_LONGEST: Final = 400
_EMAIL: Final = re.compile(
    r"(([a-zA-Z0-9\_\-\.\+]+)@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.)|(([a-zA-Z0-9\-]+\.)+))"
    r"([a-zA-Z]{2,4}|[0-9]{1,3})(\]?))(\?subject=\S+)?"
)
"""feedparser's, so that both lanes find the same; it is quadratic, hence the longest line it is tried on."""


def author_of(text: str) -> Author:
    text = text[:_LONGEST]
    return _with_email(text) if "@" in text else (text, "", "")


def _with_email(text: str) -> Author:
    match = _EMAIL.search(text)
    if match is None:
        return text, "", ""
    email = match[0]
    for extra in (email, "()", "<>", "&lt;&gt;"):
        text = text.replace(extra, "")
    return text.strip().removeprefix("(").removesuffix(")").strip(), "", email
