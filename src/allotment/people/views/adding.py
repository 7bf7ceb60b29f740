"""Somebody new, and where people are found."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from allotment.core import clock
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.pages import render_page, see_other
from allotment.core.parts import Act, Row
from allotment.people import actions, queries
from allotment.people.forms import AddForm, ProfileForm
from allotment.people.models import Person

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class AddPage:
    form: forms.BaseForm


@GET_OR_POST
def add(request: OwnerRequest) -> HttpResponse:
    """Somebody new, in the network at once; all the rest can be written down later."""
    form = AddForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            person = actions.write_down(
                owner=request.user,
                words=actions.PersonWords(name=given["name"], met_words=given["met_words"]),
                state=Person.State.NETWORK,
                profiles=[given["address"]] if given["address"] else [],
                now=clock.now(),
            )
        except actions.ProfileTaken as error:
            form.add_error("address", str(error))
        else:
            messages.success(request, _("%(name)s is in your network.") % {"name": person.name})
            return see_other(reverse("person", args=[person.pk]))
    return render_page(request, "people/add.html", AddPage(form), status=400 if form.is_bound else 200)


@dataclass(frozen=True, slots=True)
class ProfilesPage:
    """Where one person is found, and the box for another address."""

    name: str
    address: str
    rows: tuple[Row, ...]
    form: forms.BaseForm


@GET_OR_POST
def profiles(request: OwnerRequest, person_id: int) -> HttpResponse:
    """The addresses of somebody, and one more."""
    card = queries.person_of(owner=request.user, person_id=person_id)
    form = ProfileForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.add_profile(owner=request.user, person_id=person_id, profile=form.cleaned_data["address"])
        except actions.ProfileTaken as error:
            form.add_error("address", str(error))
        else:
            messages.success(request, _("Written down."))
            return see_other(reverse("profiles", args=[person_id]))
    page = ProfilesPage(
        name=card.words.name,
        address=reverse("person", args=[person_id]),
        rows=tuple(row_of(profile) for profile in card.profiles),
        form=form,
    )
    return render_page(request, "people/profiles.html", page, status=400 if form.is_bound else 200)


def row_of(profile: queries.ProfileLine) -> Row:
    said = profile.handle or profile.address.partition("://")[2].strip("/") or profile.address
    act = Act(_("Take it away"), reverse("remove-profile", args=[profile.id]), about=said)
    return Row(said, note=kind_words(profile.kind), acts=(act,))


def kind_words(kind: str) -> str:
    """What kind of address it is; a service says its own name."""
    known = {"website": _("website"), "feed": _("feed"), "email": _("e-mail"), "telephone": _("telephone")}
    return known.get(kind, kind)


@require_POST
def remove_profile(request: OwnerRequest, profile_id: int) -> HttpResponse:
    """They are not found there any more."""
    profile = actions.remove_profile(owner=request.user, profile_id=profile_id)
    messages.success(request, _("Taken away: %(address)s") % {"address": profile.handle or profile.address})
    return see_other(reverse("profiles", args=[profile.person_id]))
