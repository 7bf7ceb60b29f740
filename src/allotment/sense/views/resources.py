"""One thing that was kept: looking at it, writing about it, letting it go."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allotment.core import clock, words
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.editing import EditedMeanwhile, Meanwhile
from allotment.core.models import Owner
from allotment.core.pages import render_page, see_other
from allotment.core.parts import Link, Row, outside
from allotment.core.paths import path_to
from allotment.networks.html import with_pictures
from allotment.sense.actions import copying, describing, keeping
from allotment.sense.forms import ResourceForm
from allotment.sense.models import Resource
from allotment.sense.naming import title_of
from allotment.sense.queries.reflections import reflections_about_resource
from allotment.sense.queries.resources import (
    CopyRecord,
    PhotoRecord,
    ResourceRecord,
    Surroundings,
    choosable_questions,
    copy_of,
    resource_of,
    surroundings_of,
    tag_names,
)
from allotment.sense.queries.returning import uses_of
from allotment.sense.rows import besides, when_kept
from allotment.sense.showing import CreditWords, credit_words, reflection_row, use_row

UNDO = "undo"
"""What a button sends that takes back what it did before."""


@dataclass(frozen=True, slots=True)
class CopyPart:
    """What can be read of a link's page, here."""

    is_due: bool
    said: str
    """When it was copied, or what is the matter."""
    language: str
    text: SafeString


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
    tags: tuple[Link, ...]
    questions: tuple[Link, ...]
    benefits: str
    credits: tuple[CreditWords, ...]
    excerpt: str
    copy: CopyPart | None
    home: Link | None
    post: str
    photo: PhotoRecord | None
    photo_address: str
    wants_alt: bool
    is_let_go: bool
    told: tuple[Row, ...]
    """Whether it was of use."""
    use_address: str
    made: tuple[Row, ...]
    """What the owner made of it."""


@require_safe
def resource(request: OwnerRequest, resource_id: int) -> HttpResponse:
    """The page of one thing."""
    owner, now = request.user, clock.now()
    record = resource_of(owner=owner, resource_id=resource_id)
    around = surroundings_of(resource_id=resource_id)
    copy = copy_of(resource_id=resource_id, now=now) if record.kind == Resource.Kind.LINK else None
    made = reflections_about_resource(owner=owner, resource_id=resource_id)
    page = page_of(
        record,
        around,
        copy_part(copy, owner, owner.day(now)) if copy else None,
        tuple(reflection_row(line, owner, owner.day(now)) for line in made),
        owner.day(now),
        owner,
    )
    return render_page(request, "sense/resource.html", page, part="copy")


def page_of(
    record: ResourceRecord,
    around: Surroundings,
    copy: CopyPart | None,
    made: tuple[Row, ...],
    today: date,
    owner: Owner,
) -> ResourcePage:
    title = title_of(record.title, record.words, record.address)
    is_thought = record.kind == Resource.Kind.THOUGHT
    benefits = [str(Resource.Benefit(value).label) for value in record.benefits]
    return ResourcePage(
        id=record.id,
        title=title,
        note=" · ".join((words.sentence_start(str(Resource.Kind(record.kind).label)), when_kept(record, owner, today))),
        words=besides(title, record),
        words_heading="" if is_thought else _("Why I kept it"),
        invitation="" if record.words or is_thought else _("A sentence in your own words makes it yours."),
        tags=tuple(Link(name, path_to("kept-under", pk)) for pk, name in around.tags.items()),
        questions=tuple(Link(text, path_to("question", pk)) for pk, text in around.questions.items()),
        benefits=words.sentence_start(words.joined(benefits)),
        credits=credit_words(around.credits),
        excerpt=record.excerpt,
        copy=copy,
        home=outside(record.address),
        post=path_to("post", record.post_id) if record.post_id else "",
        photo=record.photo,
        photo_address=path_to("picture", record.photo.id) if record.photo else "",
        wants_alt=bool(record.photo and not record.photo.alt),
        is_let_go=record.state == Resource.State.LET_GO,
        told=tuple(use_row(each, owner, today) for each in uses_of(owner=owner, kind="resource", thing_id=record.id)),
        use_address=path_to("use-resource", record.id),
        made=made,
    )


def copy_part(copy: CopyRecord, owner: Owner, today: date) -> CopyPart:
    """The copy with its pictures, which are here; those that did not come stay words."""
    ours = {address: path_to("picture", number) for address, number in copy.pictures.items()}
    return CopyPart(
        is_due=copy.is_due,
        said=said_of(copy, owner, today),
        language=copy.language,
        text=mark_safe(with_pictures(copy.html, ours.get)),  # noqa: S308 - cleaned when it came in
    )


def said_of(copy: CopyRecord, owner: Owner, today: date) -> str:
    """“Copied on Friday; 4 minutes of reading.”"""
    if copy.is_due:
        return _("What is to be read there is being copied; it will be here in a moment.")
    if not copy.copied_at:
        return copy.trouble
    when = words.since(copy.copied_at.astimezone(owner.zone).date(), today)
    said = _("Copied %(when)s, %(minutes)s.") % {"when": when, "minutes": words.minutes(copy.minutes)}
    return f"{said} {copy.trouble}".strip()


@dataclass(frozen=True, slots=True)
class EditPage:
    """The form, and what somebody else wrote meanwhile."""

    form: ResourceForm
    title: str
    address: str
    known_tags: tuple[str, ...]
    was_changed: bool
    meanwhile: tuple[Meanwhile, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: OwnerRequest, resource_id: int) -> HttpResponse:
    """Its title, why it was kept, what is on the photo, under which words, for which questions, what it brought."""
    record = resource_of(owner=request.user, resource_id=resource_id)
    around = surroundings_of(resource_id=resource_id)
    form = form_of(request, record, around)
    if not form.is_bound:
        return edit_page(request, record, form, status=200)
    if not form.is_valid():
        return edit_page(request, record, form, status=400)
    base = form.cleaned_data["version"]
    try:
        describing.describe_resource(
            owner=request.user, resource_id=resource_id, base=base, about=form.about, now=clock.now()
        )
    except EditedMeanwhile as error:
        record = resource_of(owner=request.user, resource_id=resource_id)
        there = boxes(record, surroundings_of(resource_id=resource_id))
        meanwhile = form.meet(record.version, {name: there[name] for name in form.TEXTS if name in form.fields})
        return edit_page(request, record, form, status=error.status, was_changed=True, meanwhile=meanwhile)
    messages.success(request, _("Written down."))
    return see_other(reverse("resource", args=[resource_id]))


def form_of(request: OwnerRequest, record: ResourceRecord, around: Surroundings) -> ResourceForm:
    owner = request.user
    questions = choosable_questions(owner=owner, today=owner.day(clock.now()), chosen=around.questions)
    sent = request.POST if request.method == "POST" else None
    initial = boxes(record, around) | {"version": record.version}
    return ResourceForm(sent, kind=record.kind, questions=questions, initial=initial)


def boxes(record: ResourceRecord, around: Surroundings) -> dict[str, Any]:
    """What stands in each box of the form."""
    return {
        "title": record.title,
        "words": record.words,
        "alt": record.photo.alt if record.photo else "",
        "tags": ", ".join(around.tags.values()),
        "questions": list(around.questions),
        "benefits": list(record.benefits),
        **{
            name: ", ".join(each.name for each in around.credits if each.kind == kind)
            for name, kind in ResourceForm.CREDITS
        },
    }


def edit_page(
    request: OwnerRequest,
    record: ResourceRecord,
    form: ResourceForm,
    *,
    status: int,
    was_changed: bool = False,
    meanwhile: tuple[Meanwhile, ...] = (),
) -> HttpResponse:
    title, known = title_of(record.title, record.words, record.address), tuple(tag_names(owner=request.user))
    page = EditPage(form, title, reverse("resource", args=[record.id]), known, was_changed, meanwhile)
    return render_page(request, "sense/edit.html", page, status=status)


@require_POST
def copy_again(request: OwnerRequest, resource_id: int) -> HttpResponse:
    """Another look at the page."""
    copying.copy_again(owner=request.user, resource_id=resource_id, now=clock.now())
    return see_other(reverse("resource", args=[resource_id]))


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
