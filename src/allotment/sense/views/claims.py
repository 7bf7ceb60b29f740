"""Testing one's experience: claims, how others see them, and what one now thinks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allotment.core import clock, words
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.editing import EditedMeanwhile, EditingForm, Meanwhile
from allotment.core.models import Owner
from allotment.core.pages import render_page, see_other
from allotment.core.parts import Act, Link, Row
from allotment.core.paths import path_to
from allotment.sense.actions import claiming
from allotment.sense.forms import ClaimForm, ThinkForm, ViewForm
from allotment.sense.models import View
from allotment.sense.queries.claims import ClaimLine, ClaimRecord, ViewLine, claim_of, claims_of
from allotment.sense.rows import shortened
from allotment.sense.views.reflections import RemovePage, place_in, place_words


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """Some claims, the last tended first."""

    rows: tuple[Row, ...]
    earlier: str


@require_safe
def claims(request: OwnerRequest) -> HttpResponse:
    """All of them."""
    owner, today = request.user, request.user.day(clock.now())
    lines, further = claims_of(owner=owner, before=place_in(request.GET.get("before", "")))
    earlier = f"{reverse('claims')}?{urlencode({'before': place_words(further)})}" if further else ""
    page = ClaimsPage(tuple(claim_row(line, owner, today) for line in lines), earlier)
    return render_page(request, "sense/claims.html", page)


def claim_row(line: ClaimLine, owner: Owner, today: date) -> Row:
    unseen = "" if line.is_seen else _("Nobody else's view of it yet. Whom might you ask?")
    about = (words.since(owner.day(line.tended_at), today), unseen)
    return Row(line.text, path_to("claim", line.id), " · ".join(filter(None, about)), shortened(line.what_i_think))


@dataclass(frozen=True, slots=True)
class ViewWords:
    """One view, ready to be read."""

    by: Link
    stance: str
    when: str
    why: str
    context: str
    remove_address: str


@dataclass(frozen=True, slots=True)
class ThoughtWords:
    """What stood there once."""

    when: str
    text: str
    what_i_think: str


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim with its views, what one now thinks, and what one thought before."""

    text: str
    note: str
    form: ThinkForm
    was_changed: bool
    meanwhile: tuple[Meanwhile, ...]
    views: tuple[ViewWords, ...]
    before: tuple[ThoughtWords, ...]
    view_address: str
    acts: tuple[Act, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: OwnerRequest, claim_id: int) -> HttpResponse:
    """One, with all that hangs on it; what one now thinks is written here."""
    owner, now = request.user, clock.now()
    record = claim_of(owner=owner, claim_id=claim_id)
    there = {"what_i_think": record.what_i_think}
    if request.method != "POST":
        form = ThinkForm(initial={**there, "version": record.version})
        return render_page(request, "sense/claim.html", page_of(owner, record, form, owner.day(now)))
    form = ThinkForm(request.POST)
    meanwhile = None
    if form.is_valid():
        meanwhile = kept_or_meanwhile(owner, record, form, there)
        if meanwhile is None:
            return written_down(request, claim_id)
    page = page_of(owner, record, form, owner.day(now), meanwhile)
    return render_page(request, "sense/claim.html", page, status=400 if meanwhile is None else EditedMeanwhile.status)


def kept_or_meanwhile(
    owner: Owner, record: ClaimRecord, form: EditingForm, there: Mapping[str, Any]
) -> tuple[Meanwhile, ...] | None:
    """None where it was kept; else what stands there now in the boxes that were changed here too."""
    given = dict(form.cleaned_data)
    try:
        claiming.reclaim(owner=owner, claim_id=record.id, base=given.pop("version"), now=clock.now(), **given)
    except EditedMeanwhile:
        return form.meet(record.version, there)
    return None


def written_down(request: OwnerRequest, claim_id: int) -> HttpResponse:
    messages.success(request, _("Written down."))
    return see_other(path_to("claim", claim_id))


def page_of(
    owner: Owner, record: ClaimRecord, form: ThinkForm, today: date, meanwhile: tuple[Meanwhile, ...] | None = None
) -> ClaimPage:
    return ClaimPage(
        text=record.text,
        note=_("Claimed %(when)s") % {"when": words.since(owner.day(record.made_at), today)},
        form=form,
        was_changed=meanwhile is not None,
        meanwhile=meanwhile or (),
        views=tuple(view_words(line, owner, today) for line in record.views),
        before=tuple(
            ThoughtWords(
                words.sentence_start(words.since(owner.day(each.at), today)),
                "" if each.text == record.text else each.text,
                each.what_i_think,
            )
            for each in record.before
        ),
        view_address=path_to("view-claim", record.id),
        acts=(
            Act(_("In other words"), path_to("edit-claim", record.id), page=True),
            Act(_("Let it go"), path_to("remove-claim", record.id), page=True),
        ),
    )


def view_words(line: ViewLine, owner: Owner, today: date) -> ViewWords:
    return ViewWords(
        by=Link(line.name or _("Somebody"), path_to("person", line.person_id) if line.person_id else ""),
        stance=str(View.Stance(line.stance).label),
        when=words.since(owner.day(line.at), today),
        why=line.why,
        context=line.context,
        remove_address=path_to("remove-view", line.id),
    )


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form about a claim."""

    heading: str
    lede: str
    form: forms.BaseForm
    back: str
    was_changed: bool = False
    meanwhile: tuple[Meanwhile, ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: OwnerRequest) -> HttpResponse:
    """Another claim."""
    form = ClaimForm(request.POST if request.method == "POST" else None, is_new=True)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("text", "what_i_think")}
        return written_down(request, claiming.claim(owner=request.user, now=clock.now(), **given).pk)
    lede = _("Something you hold to be so. Others may see it otherwise, and that is how it is tested.")
    page = FormPage(_("In my experience …"), lede, form, reverse("claims"))
    return render_page(request, "sense/claim_form.html", page, status=400 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: OwnerRequest, claim_id: int) -> HttpResponse:
    """The same in other words."""
    record = claim_of(owner=request.user, claim_id=claim_id)
    there = {"text": record.text, "what_i_think": record.what_i_think}
    is_sent = request.method == "POST"
    form = ClaimForm(
        request.POST if is_sent else None, initial={} if is_sent else {**there, "version": record.version}, is_new=False
    )
    meanwhile = None
    if form.is_valid():
        meanwhile = kept_or_meanwhile(request.user, record, form, there)
        if meanwhile is None:
            return written_down(request, claim_id)
    page = FormPage(
        _("In other words"),
        _("What stood here before is kept."),
        form,
        path_to("claim", claim_id),
        was_changed=meanwhile is not None,
        meanwhile=meanwhile or (),
    )
    status = 200 if not is_sent else 400 if meanwhile is None else EditedMeanwhile.status
    return render_page(request, "sense/claim_form.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OwnerRequest, claim_id: int) -> HttpResponse:
    """How somebody else sees it."""
    record = claim_of(owner=request.user, claim_id=claim_id)
    form = ViewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        claiming.hear(owner=request.user, claim_id=claim_id, viewed=form.viewed, now=clock.now())
        return written_down(request, claim_id)
    page = FormPage(_("How somebody else sees it"), record.text, form, path_to("claim", claim_id))
    return render_page(request, "sense/claim_form.html", page, status=400 if form.is_bound else 200)


@require_POST
def take_view_back(request: OwnerRequest, view_id: int) -> HttpResponse:
    """That view was not so."""
    of = claiming.take_back(owner=request.user, view_id=view_id)
    messages.success(request, _("It is gone."))
    return see_other(path_to("claim", of.pk))


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: OwnerRequest, claim_id: int) -> HttpResponse:
    """Asks, and lets go of it."""
    if request.method == "POST":
        claiming.let_go(owner=request.user, claim_id=claim_id)
        messages.success(request, _("It is gone."))
        return see_other(reverse("claims"))
    record = claim_of(owner=request.user, claim_id=claim_id)
    return render_page(request, "sense/remove.html", RemovePage(record.text, path_to("claim", claim_id)))
