"""The box that keeps anything, and the shelf of what was kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allotment.core import clock
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.converters import id_in, words_in
from allotment.core.models import Owner
from allotment.core.pages import render_page, see_other
from allotment.core.pictures import NotAPicture
from allotment.sense.actions import keeping
from allotment.sense.actions.keeping import Kept
from allotment.sense.forms import KeepForm
from allotment.sense.queries.resources import Shelf, shelf, shelf_of_tag
from allotment.sense.rows import ResourceRow, resource_row


@dataclass(frozen=True, slots=True)
class KeepPage:
    """The box."""

    form: KeepForm


@dataclass(frozen=True, slots=True)
class ShelfPage:
    """Some of what was kept or let go, or of what is kept under a word; the last first."""

    heading: str
    rows: tuple[ResourceRow, ...]
    is_all: bool
    earlier: str


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: OwnerRequest) -> HttpResponse:
    """The box; `?address=`, `?title=` and `?text=` fill it."""
    if request.method == "POST":
        return kept_or_told(request, KeepForm(request.POST, request.FILES))
    return render_page(request, "sense/keep.html", KeepPage(KeepForm(initial=shared(request.GET))))


@csrf_exempt
@require_POST
def share(request: OwnerRequest) -> HttpResponse:
    """What a phone's share menu sends is kept at once.

    The phone knows no token of our forms. What another site posts comes without our cookie (SameSite=Lax), and browsers
    say that a page sent it: then it only fills the box.
    """
    if request.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}:
        return render_page(request, "sense/keep.html", KeepPage(KeepForm(initial=shared(request.POST))))
    return kept_or_told(request, KeepForm(shared(request.POST), request.FILES))


def kept_or_told(request: OwnerRequest, form: KeepForm) -> HttpResponse:
    """To the thing that is kept now, or back to the box with what does not fit."""
    if form.is_valid():
        try:
            kept = kept_by(request.user, form.cleaned_data, clock.now())
        except NotAPicture as error:
            form.add_error("photo", str(error))
        else:
            messages.success(request, said_of(kept))
            return see_other(reverse("resource", args=[kept.resource.pk]))
    return render_page(request, "sense/keep.html", KeepPage(form), status=400)


def shared(given: QueryDict) -> dict[str, str]:
    """What another page or program sent along. Some put the address into the text."""
    address = given.get("address", "").replace("\0", "").strip()[:2000]
    text = given.get("text", "").replace("\0", " ").strip()[:5000]
    what = text if address and address in text else "\n".join(filter(None, (address, text)))
    return {"what": what, "title": words_in(given.get("title", ""), 500)}


def kept_by(owner: Owner, given: dict[str, Any], now: datetime) -> Kept:
    """Does what the box says: a photo with words about it, a link with words about it, or a thought."""
    what, title = given["what"], given["title"]
    if not given["photo"]:
        return keeping.keep_text(owner=owner, text=what, title=title, now=now)
    body = given["photo"].read()
    return keeping.keep_photo(owner=owner, body=body, alt=given["alt"], title=title, words=what, now=now)


def said_of(kept: Kept) -> str:
    return _("You had kept this before; here it is.") if kept.again else _("Kept.")


@require_safe
def kept(request: OwnerRequest) -> HttpResponse:
    """A shelf without a number on it."""
    found = shelf(owner=request.user, before=before_of(request))
    return shelf_page(request, found, heading=_("Kept"), here=reverse("kept"), is_all=True)


@require_safe
def let_go(request: OwnerRequest) -> HttpResponse:
    """What was let go, until it is removed for good."""
    found = shelf(owner=request.user, before=before_of(request), let_go=True)
    return shelf_page(request, found, heading=_("Let go"), here=reverse("let-go"))


@require_safe
def kept_under(request: OwnerRequest, tag_id: int) -> HttpResponse:
    """What is kept under one word."""
    name, found = shelf_of_tag(owner=request.user, tag_id=tag_id, before=before_of(request))
    return shelf_page(request, found, heading=name, here=reverse("kept-under", args=[tag_id]))


def before_of(request: OwnerRequest) -> int | None:
    return id_in(request.GET.get("before", ""))


def shelf_page(request: OwnerRequest, found: Shelf, *, heading: str, here: str, is_all: bool = False) -> HttpResponse:
    owner, today = request.user, request.user.day(clock.now())
    page = ShelfPage(
        heading=heading,
        rows=tuple(resource_row(record, owner, today) for record in found.resources),
        is_all=is_all,
        earlier=f"{here}?before={found.before}" if found.before else "",
    )
    return render_page(request, "sense/kept.html", page)
