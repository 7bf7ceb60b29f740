"""Did you use it? And whether anything is to come back on Today."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from allotment.core import clock
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.models import Owner
from allotment.core.pages import render_page, see_other
from allotment.core.parts import Row
from allotment.sense.actions.using import let_things_return, tell_use
from allotment.sense.forms import UseForm
from allotment.sense.naming import title_of
from allotment.sense.queries.reflections import reflection_of
from allotment.sense.queries.resources import resource_of
from allotment.sense.queries.returning import uses_of
from allotment.sense.returning import ThingKind
from allotment.sense.showing import use_row

TODAY = "today"
"""Where a form on Today leads back to."""


@dataclass(frozen=True, slots=True)
class UsePage:
    """What became of something, and what was told of it before."""

    name: str
    address: str
    form: forms.BaseForm
    told: tuple[Row, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def use_of_reflection(request: OwnerRequest, reflection_id: int) -> HttpResponse:
    """Did you use what you wrote?"""
    return use(request, "reflection", reflection_id)


@require_http_methods(["GET", "HEAD", "POST"])
def use_of_resource(request: OwnerRequest, resource_id: int) -> HttpResponse:
    """Did you use what you kept?"""
    return use(request, "resource", resource_id)


def use(request: OwnerRequest, kind: ThingKind, thing_id: int) -> HttpResponse:
    owner, now = request.user, clock.now()
    form = UseForm(request.POST if request.method == "POST" else None)
    address = reverse(kind, args=[thing_id])
    if form.is_valid():
        tell_use(owner=owner, kind=kind, thing_id=thing_id, now=now, **form.cleaned_data)
        messages.success(request, _("Good to know. It is written down."))
        return see_other(reverse("today") if request.POST.get("back") == TODAY else address)
    name = name_of(owner, kind, thing_id)
    told = uses_of(owner=owner, kind=kind, thing_id=thing_id)
    page = UsePage(name, address, form, tuple(use_row(each, owner, owner.day(now)) for each in told))
    return render_page(request, "sense/use.html", page, status=400 if form.is_bound else 200)


def name_of(owner: Owner, kind: ThingKind, thing_id: int) -> str:
    if kind == "reflection":
        return reflection_of(owner=owner, reflection_id=thing_id).name
    record = resource_of(owner=owner, resource_id=thing_id)
    return title_of(record.title, record.words, record.address)


@require_POST
def returning(request: OwnerRequest) -> HttpResponse:
    """Nothing comes back any more, or things do again."""
    wanted = request.POST.get("wanted") == "yes"
    let_things_return(owner=request.user, wanted=wanted)
    if wanted:
        messages.success(request, _("What is yours comes back now and then, on Today."))
        return see_other(reverse("today"))
    messages.success(request, _("Nothing comes back any more. The foot of this page lets it."))
    return see_other(reverse("reading"))
