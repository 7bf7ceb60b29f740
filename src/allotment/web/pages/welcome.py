"""The first page: what this is, one box, and on to a first edition."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from allotment.core import clock
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.pages import render_page, see_other
from allotment.seek.actions.asking import ask_to_follow
from allotment.seek.actions.questions import TooManyQuestions, ask
from allotment.seek.forms import WelcomeForm


@dataclass(frozen=True, slots=True)
class WelcomePage:
    """The box and the question."""

    form: forms.BaseForm


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: OwnerRequest) -> HttpResponse:
    """Follows whoever is named, asks what is asked, and shows how it goes."""
    form = WelcomeForm(request.POST, request.FILES) if request.method == "POST" else WelcomeForm()
    if not form.is_valid():
        return render_page(request, "web/welcome.html", WelcomePage(form), status=400 if form.is_bound else 200)
    now = clock.now()
    given = form.cleaned_data
    if given["question"]:
        try:
            ask(owner=request.user, text=given["question"], today=request.user.day(now))
        except TooManyQuestions as error:
            form.add_error("question", str(error))
            return render_page(request, "web/welcome.html", WelcomePage(form), status=error.status)
    batch = ask_to_follow(
        owner=request.user, now=now, texts=given["addresses"], outlines=form.outlines, name=form.file_name
    )
    return see_other(reverse("follow-batch", args=[batch.pk]))
