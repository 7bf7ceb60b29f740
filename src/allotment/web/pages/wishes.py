"""How an owner wants their editions: the form, what it would change today, and composing today anew."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allotment.core import clock
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.models import Owner
from allotment.core.pages import render_page, see_other
from allotment.seek.actions import wishing
from allotment.seek.actions.editions import remake_edition
from allotment.seek.actions.wishing import Changed
from allotment.seek.editions.gathering import muted_words, preferences_of
from allotment.seek.forms import PreferencesForm
from allotment.sense.queries.returning import things_return


@dataclass(frozen=True, slots=True)
class WishesPage:
    """The form, and what it would change today (None until something is tried)."""

    form: forms.BaseForm
    changed: Changed | None
    nothing_changes: bool
    things_return: bool
    """Whether anything comes back on Today."""


@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: OwnerRequest) -> HttpResponse:
    """Ration, days, sliders, interests, muted words."""
    form = form_for(request)
    if not form.is_valid():
        page = WishesPage(form, None, nothing_changes=False, things_return=things_return(owner=request.user))
        return render_page(request, "web/reading.html", page, part="changes", status=status(form))
    if "try" in request.POST:
        return tried(request, form)
    wishing.keep_preferences(owner=request.user, given=form.cleaned_data)
    messages.success(request, _("Your wishes are kept."))
    return see_other(reverse("preview"))


def form_for(request: OwnerRequest) -> PreferencesForm:
    return PreferencesForm(
        request.POST if request.method == "POST" else None,
        instance=preferences_of(request.user),
        muted=muted_words(request.user),
    )


def status(form: PreferencesForm) -> int:
    return 400 if form.is_bound else 200


def tried(request: OwnerRequest, form: PreferencesForm) -> HttpResponse:
    """The same page with what would change; nothing is kept."""
    now = clock.now()
    day = request.user.day(now)
    changed = wishing.would_change(owner=request.user, day=day, now=now, given=form.cleaned_data)
    page = WishesPage(
        form,
        changed,
        nothing_changes=not (changed.coming or changed.going),
        things_return=things_return(owner=request.user),
    )
    return render_page(request, "web/reading.html", page, part="changes")


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What the wishes that are kept would change today."""

    changed: Changed
    nothing_changes: bool


def preview_of(owner: Owner, now: datetime) -> PreviewPage:
    changed = wishing.would_change(owner=owner, day=owner.day(now), now=now)
    return PreviewPage(changed, nothing_changes=not (changed.coming or changed.going))


@require_safe
def preview(request: OwnerRequest) -> HttpResponse:
    """Shown after every wish: what comes, what goes, and whether to do it now or tomorrow."""
    return render_page(request, "web/preview.html", preview_of(request.user, clock.now()))


@require_POST
def anew(request: OwnerRequest) -> HttpResponse:
    """Today, composed anew."""
    now = clock.now()
    remake_edition(owner=request.user, day=request.user.day(now), now=now)
    messages.success(request, _("Today is composed anew."))
    return see_other(reverse("today"))
