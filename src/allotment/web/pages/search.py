"""Search: one box over everything that is the owner's, newest first or best first.

At most fifteen queries however much there is: session and owner (2, now and then 3), people, moments and what the
owner kept or wrote, each in the index and their rows (6), posts in the index, their rows and who stands behind them
(3); where too few of these are the owner's, the labels of what they follow and the last three once more (4).
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from allotment.core import clock, words
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.models import Owner
from allotment.core.pages import render_page
from allotment.core.parts import Row
from allotment.core.paths import path_to
from allotment.core.search.find import Found, Order, find
from allotment.core.search.query import parse
from allotment.core.search.registry import Hit

A_PAGE: Final = 20
OWN: Final = frozenset({"claim", "reflection", "resource"})
"""Kinds of hits that hold the owner's own words."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The box with what was typed, and what was found."""

    typed: str
    best: bool
    people: tuple[Row, ...]
    own: tuple[Row, ...]
    """What the owner wrote."""
    rest: tuple[Row, ...]
    nothing: str
    """Why there is nothing to show, kindly."""
    newest_address: str
    best_address: str
    earlier: str
    end: str


@require_safe
def search(request: OwnerRequest) -> HttpResponse:
    """The page that finds."""
    owner, typed = request.user, request.GET.get("q", "").strip()
    order: Order = "best" if request.GET.get("order") == "best" else "newest"
    found = find(owner, parse(typed), order=order, limit=A_PAGE, after=request.GET.get("after", ""))
    return render_page(request, "web/search.html", page_for(owner, typed, order, found, owner.day(clock.now())))


def page_for(owner: Owner, typed: str, order: Order, found: Found, today: date) -> SearchPage:
    people = tuple(row_of(hit, owner, today) for hit in found.hits if hit.kind == "person")
    own = tuple(row_of(hit, owner, today) for hit in found.hits if hit.kind in OWN)
    rest = tuple(row_of(hit, owner, today) for hit in found.hits if hit.kind not in {"person", *OWN})
    return SearchPage(
        typed=typed,
        best=order == "best",
        people=people,
        own=own,
        rest=rest,
        nothing="" if found.hits or not typed else why_nothing(found),
        newest_address=address(typed),
        best_address=address(typed, order="best"),
        earlier=address(typed, after=found.earlier) if found.earlier else "",
        end=end_of(found, order),
    )


def address(typed: str, **more: str) -> str:
    return f"{reverse('search')}?{urlencode({'q': typed, **more})}"


def row_of(hit: Hit, owner: Owner, today: date) -> Row:
    """A line: the title marked, who and when, the words around what was found."""
    when = words.since(hit.when.astimezone(owner.zone).date(), today)
    by = hit.person if hit.kind != "person" else ""
    return Row(
        title=hit.marked_title,
        address=path_to(hit.kind, hit.id),
        note=" · ".join(filter(None, [by, when])) if hit.kind != "person" else "",
        words=hit.marked,
    )


def why_nothing(found: Found) -> str:
    query = found.query
    if not query or (query.unwanted and not query.wanted):
        return _("Name at least one word that should be there.")
    if query.people or query.sources:
        return _("Nothing by that name has these words. Perhaps under another name?")
    if len(query.wanted) > 1:
        return _("Nobody you follow has written all of these words in one piece. Fewer of them may find it.")
    return _("Nobody you follow has written of that yet. The beginning of a word with a star may find more: garden*")


def end_of(found: Found, order: Order) -> str:
    """Nothing while there is more."""
    if found.earlier or not found.hits:
        return ""
    return _("These fit best.") if order == "best" else _("That is everything there is of it.")
