"""The list of people, and taking somebody into the network."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from allotment.core import clock
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.pages import render_page, see_other
from allotment.core.parts import Row
from allotment.people import actions, queries
from allotment.people.forms.finding import FindForm
from allotment.people.models import Person


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One half of the people, a page of it."""

    heading: str
    lede: str
    rows: tuple[Row, ...]
    form: forms.BaseForm
    here: str
    is_narrowed: bool
    other_words: str
    other_address: str
    more: str
    empty: str


@require_safe
def people(request: OwnerRequest) -> HttpResponse:
    """Those in the network."""
    return answer(request, candidates=False)


@require_safe
def candidates(request: OwnerRequest) -> HttpResponse:
    """Those who might become part of it."""
    return answer(request, candidates=True)


def answer(request: OwnerRequest, *, candidates: bool) -> HttpResponse:
    state = Person.State.CANDIDATE if candidates else Person.State.NETWORK
    form = FindForm(request.GET)
    wanted = form.wanted(clock.now())
    begins = request.GET.get("from", "").replace("\0", "")[:250]
    found = queries.a_page_of_people(owner=request.user, state=state, begins=begins, wanted=wanted)
    here = reverse("candidates" if candidates else "people")
    further = urlencode(form.asked() | {"from": found.next_from})
    page = PeoplePage(
        heading=_("Perhaps") if candidates else _("People"),
        lede=_("People you have met through what they write. They are candidates until you say so.")
        if candidates
        else _("Those you learn from and with."),
        rows=tuple(row_of(line) for line in found.people),
        form=form,
        here=here,
        is_narrowed=bool(set(form.asked()) - {"q"}),
        other_words=_("Your network") if candidates else _("People who might join"),
        other_address=reverse("people" if candidates else "candidates"),
        more=f"{here}?{further}" if found.next_from else "",
        empty=empty_words(wanted, candidates=candidates),
    )
    return render_page(request, "people/people.html", page, part="rows")


def row_of(line: queries.PersonLine) -> Row:
    note = " · ".join(filter(None, [line.place, *line.fields]))
    return Row(line.name, reverse("person", args=[line.id]), note, line.headline)


def empty_words(wanted: queries.Wanted, *, candidates: bool) -> str:
    if wanted:
        return _("Nobody here by those words.")
    if candidates:
        return _("Nobody just now. Follow somebody, and they will be here.")
    return _("This is where the people you learn from will be. One is enough to begin with.")


@require_POST
def welcome(request: OwnerRequest, person_id: int) -> HttpResponse:
    """In my network, from now on."""
    person = actions.welcome(owner=request.user, person_id=person_id, now=clock.now())
    messages.success(request, _("%(name)s is in your network.") % {"name": person.name})
    return see_other(reverse("person", args=[person_id]))
