"""How well somebody is known, and how often it is nice to hear from each other."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from allotment.core import clock, words
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.pages import render_page, see_other
from allotment.core.parts import Row
from allotment.people import actions
from allotment.people.forms import TendingForm
from allotment.people.knowing import DEPTHS
from allotment.people.queries.knowing import DepthLine, depths_of, knowing_of


@dataclass(frozen=True, slots=True)
class TendingPage:
    """The form, and how it was before."""

    person_id: int
    name: str
    form: forms.BaseForm
    history: tuple[Row, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def tend(request: OwnerRequest, person_id: int) -> HttpResponse:
    """Choosing how it is between you."""
    owner, today = request.user, request.user.day(clock.now())
    knowing = knowing_of(owner=owner, person_id=person_id)
    initial = {"depth": knowing.depth, "rhythm": knowing.rhythm_weeks, "quiet_until": knowing.quiet_until}
    form = TendingForm(request.POST if request.method == "POST" else None, initial=initial, today=today)
    if form.is_valid():
        given = form.cleaned_data
        actions.tend_person(
            owner=owner,
            person_id=person_id,
            depth=given["depth"],
            rhythm_weeks=given["rhythm"],
            quiet_until=given["quiet_until"],
            today=today,
        )
        messages.success(request, _("Written down."))
        return see_other(reverse("person", args=[person_id]))
    history = tuple(depth_row(line, today) for line in depths_of(owner=owner, person_id=person_id))
    page = TendingPage(person_id, knowing.name, form, history)
    return render_page(request, "people/tending.html", page, status=400 if form.is_bound else 200)


def depth_row(line: DepthLine, today: date) -> Row:
    known = _("Not said") if line.depth is None else str(DEPTHS[line.depth])
    return Row(known, note=_("since %(day)s") % {"day": words.day_with_year(line.since, today)})
