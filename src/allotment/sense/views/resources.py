"""One thing that was kept: looking at it, writing about it, letting it go."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allotment.core import clock
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.editing import EditedMeanwhile, Meanwhile
from allotment.core.models import Owner
from allotment.core.pages import render_page, see_other
from allotment.core.parts import Link, outside
from allotment.core.paths import path_to
from allotment.sense.actions import describing, keeping
from allotment.sense.forms import ResourceForm
from allotment.sense.models import Resource
from allotment.sense.naming import title_of
from allotment.sense.queries.resources import PhotoRecord, ResourceRecord, resource_of
from allotment.sense.rows import besides, when_kept

UNDO = "undo"
"""What a button sends that takes back what it did before."""


@dataclass(frozen=True, slots=True)
class ResourcePage:
    """A thing in words."""

    id: int
    title: str
    note: str
    words: str
    words_heading: str
    invitation: str
    """What to write where nothing was written yet."""
    excerpt: str
    home: Link | None
    post: str
    photo: PhotoRecord | None
    photo_address: str
    wants_alt: bool
    is_let_go: bool


@require_safe
def resource(request: OwnerRequest, resource_id: int) -> HttpResponse:
    """The page of one thing."""
    owner = request.user
    record = resource_of(owner=owner, resource_id=resource_id)
    return render_page(request, "sense/resource.html", page_of(record, owner, owner.day(clock.now())))


def page_of(record: ResourceRecord, owner: Owner, today: date) -> ResourcePage:
    title = title_of(record.title, record.words, record.address)
    is_thought = record.kind == Resource.Kind.THOUGHT
    return ResourcePage(
        id=record.id,
        title=title,
        note=" · ".join((str(Resource.Kind(record.kind).label).capitalize(), when_kept(record, owner, today))),
        words=besides(title, record),
        words_heading="" if is_thought else _("Why I kept it"),
        invitation="" if record.words or is_thought else _("A sentence in your own words makes it yours."),
        excerpt=record.excerpt,
        home=outside(record.address),
        post=path_to("post", record.post_id) if record.post_id else "",
        photo=record.photo,
        photo_address=path_to("picture", record.photo.id) if record.photo else "",
        wants_alt=bool(record.photo and not record.photo.alt),
        is_let_go=record.state == Resource.State.LET_GO,
    )


@dataclass(frozen=True, slots=True)
class EditPage:
    """The form, and what somebody else wrote meanwhile."""

    form: ResourceForm
    title: str
    address: str
    was_changed: bool
    meanwhile: tuple[Meanwhile, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: OwnerRequest, resource_id: int) -> HttpResponse:
    """Its title, why it was kept, what is on the photo."""
    record = resource_of(owner=request.user, resource_id=resource_id)
    if request.method != "POST":
        form = ResourceForm(kind=record.kind, initial=boxes(record) | {"version": record.version})
        return edit_page(request, record, form, status=200)
    form = ResourceForm(request.POST, kind=record.kind)
    if not form.is_valid():
        return edit_page(request, record, form, status=400)
    given = form.cleaned_data
    try:
        describing.describe_resource(
            owner=request.user,
            resource_id=resource_id,
            base=given["version"],
            title=given["title"],
            words=given["words"],
            alt=given.get("alt"),
        )
    except EditedMeanwhile as error:
        record = resource_of(owner=request.user, resource_id=resource_id)
        there = {name: value for name, value in boxes(record).items() if name in form.fields}
        meanwhile = form.meet(record.version, there)
        return edit_page(request, record, form, status=error.status, was_changed=True, meanwhile=meanwhile)
    messages.success(request, _("Written down."))
    return see_other(reverse("resource", args=[resource_id]))


def boxes(record: ResourceRecord) -> dict[str, str]:
    """What stands in each box of the form."""
    return {"title": record.title, "words": record.words, "alt": record.photo.alt if record.photo else ""}


def edit_page(
    request: OwnerRequest,
    record: ResourceRecord,
    form: ResourceForm,
    *,
    status: int,
    was_changed: bool = False,
    meanwhile: tuple[Meanwhile, ...] = (),
) -> HttpResponse:
    title = title_of(record.title, record.words, record.address)
    page = EditPage(form, title, reverse("resource", args=[record.id]), was_changed, meanwhile)
    return render_page(request, "sense/edit.html", page, status=status)


@require_POST
def let_go(request: OwnerRequest, resource_id: int) -> HttpResponse:
    """No longer kept, or kept after all."""
    if UNDO in request.POST:
        keeping.keep_after_all(owner=request.user, resource_id=resource_id, now=clock.now())
        messages.success(request, _("Kept after all."))
    else:
        keeping.let_go(owner=request.user, resource_id=resource_id, now=clock.now())
        messages.success(request, _("Let go. What you wrote about it stays until you remove it for good."))
    return see_other(reverse("resource", args=[resource_id]))


@require_POST
def remove(request: OwnerRequest, resource_id: int) -> HttpResponse:
    """Removed for good, once it was let go."""
    record = resource_of(owner=request.user, resource_id=resource_id)
    if record.state != Resource.State.LET_GO:
        messages.success(request, _("Let it go first; then it can be removed for good."))
        return see_other(reverse("resource", args=[resource_id]))
    describing.remove_resource(owner=request.user, resource_id=resource_id)
    messages.success(request, _("Removed for good."))
    return see_other(reverse("kept"))
