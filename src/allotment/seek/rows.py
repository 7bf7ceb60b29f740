"""Records of seek as lines of a list. Pure."""

from datetime import date

from allotment.core import words
from allotment.core.models import Owner
from allotment.core.parts import Row
from allotment.core.paths import path_to
from allotment.seek.queries.voices import PostLine

TITLE_LETTERS = 80


def title_of(title: str, excerpt: str, address: str) -> str:
    """Its title, else how it begins, else where it is."""
    if title:
        return title
    if len(excerpt) > TITLE_LETTERS:
        return f"{excerpt[:TITLE_LETTERS].rsplit(' ', 1)[0]}…"
    return excerpt or address


def post_row(post: PostLine, owner: Owner, today: date) -> Row:
    when = words.since(post.published.astimezone(owner.zone).date(), today)
    return Row(
        title_of(post.title, post.excerpt, post.url),
        path_to("post", post.id),
        f"{when} · {words.minutes(post.minutes)}",
        post.excerpt if post.title else "",
    )
