"""Answering a suggestion, and what one wants to be shown of how it is between oneself and one's people."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from allotment.core import clock
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.errors import NotFound
from allotment.core.pages import render_page, see_other
from allotment.people import actions
from allotment.people.forms import TendingChoicesForm
from allotment.people.models import Suggestion

ANSWERS = {"done": Suggestion.State.DONE, "later": Suggestion.State.LATER, "rests": Suggestion.State.RESTS}


@require_POST
def answer(request: OwnerRequest, suggestion_id: int, act: str) -> HttpResponse:
    """Done, not now, or let it rest; back to Today."""
    state = ANSWERS.get(act)
    if state is None:
        raise NotFound
    actions.answer_suggestion(owner=request.user, suggestion_id=suggestion_id, state=state, now=clock.now())
    said = {
        Suggestion.State.DONE: _("Noted, as a moment between you."),
        Suggestion.State.LATER: _("Not now. Nothing more about them for four weeks."),
        Suggestion.State.RESTS: _("It rests. On their page you can choose a rhythm again."),
    }
    messages.success(request, said[state])
    return see_other(reverse("today"))


@require_POST
def hush(request: OwnerRequest) -> HttpResponse:
    """No more words of what came and what went back, from one press on."""
    actions.hush_reciprocity(owner=request.user)
    messages.success(request, _("That is no longer said anywhere. In the settings you can have it back."))
    return see_other(reverse("tending"))


@dataclass(frozen=True, slots=True)
class TendingChoicesPage:
    form: forms.BaseForm


@require_http_methods(["GET", "HEAD", "POST"])
def tending(request: OwnerRequest) -> HttpResponse:
    """What is shown."""
    own = actions.tending_of(request.user)
    form = TendingChoicesForm(request.POST if request.method == "POST" else None, instance=own)
    if form.is_valid():
        form.save()
        messages.success(request, _("Kept."))
        return see_other(reverse("tending"))
    page = TendingChoicesPage(form)
    return render_page(request, "people/tending_choices.html", page, status=400 if form.is_bound else 200)
