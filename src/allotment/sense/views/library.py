"""The library: everything of one's own, by question, person, tag, state and time."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from allotment.core import clock
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.converters import id_in
from allotment.core.pages import render_page
from allotment.core.parts import Row
from allotment.seek.queries.questions import questions_of
from allotment.sense.forms import LibraryForm
from allotment.sense.queries.library import KINDS, Place, Wanted, library_of
from allotment.sense.showing import entry_row


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """Some of it, the newest first, and what it is narrowed to."""

    form: forms.BaseForm
    rows: tuple[Row, ...]
    is_all: bool
    earlier: str


@require_safe
def library(request: OwnerRequest) -> HttpResponse:
    """All of it, or some."""
    owner, today = request.user, request.user.day(clock.now())
    form = LibraryForm(request.GET, questions=[(each.pk, each.text) for each in questions_of(owner=owner)])
    wanted = form.wanted()
    found, further = library_of(owner=owner, wanted=wanted, place=place_in(request.GET.get("before", "")))
    page = LibraryPage(
        form=form,
        rows=tuple(entry_row(entry, owner, today) for entry in found),
        is_all=wanted == Wanted() and form.is_valid(),
        earlier=address(form, before=place_words(further)) if further else "",
    )
    return render_page(request, "sense/library.html", page)


def address(form: LibraryForm, *, before: str) -> str:
    given = {name: value for name in form.fields if (value := form.data.get(name, ""))}
    return f"{reverse('library')}?{urlencode({**given, 'before': before})}"


def place_words(place: Place) -> str:
    return f"{place.at.isoformat()}~{place.kind}~{place.id}"


def place_in(text: str) -> Place | None:
    """A place as the page's own links write it; anything else is none."""
    at, kind, number = [*text[:80].split("~"), "", ""][:3]
    pk = id_in(number)
    try:
        found = parse_datetime(at)
    except ValueError:
        return None
    if found is None or found.tzinfo is None or kind not in KINDS or pk is None:
        return None
    return Place(found, kind, pk)
