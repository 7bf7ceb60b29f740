"""What the owner follows: the list, and one source with why it is followed."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allotment.core import clock, words
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.converters import id_in, words_in
from allotment.core.pages import render_page, see_other
from allotment.core.parts import Link, Row, outside
from allotment.seek.actions import following
from allotment.seek.forms import PauseForm, SourceForm
from allotment.seek.queries.questions import questions_for_choice
from allotment.seek.queries.sources import FollowRecord, SourceLine, a_page_of_sources, follow_of
from allotment.seek.queries.voices import posts_of_sources
from allotment.seek.rows import post_row


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Some of the sources, in the order of their titles."""

    rows: tuple[Row, ...]
    holds: str
    more: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One source in words, and what one may do about it."""

    id: int
    title: str
    description: str
    home: Link | None
    state: str
    person: Link | None
    form: forms.BaseForm
    pause: forms.BaseForm
    is_paused: bool
    posts: tuple[Row, ...]
    earlier: str
    first: bool


@require_safe
def sources(request: OwnerRequest) -> HttpResponse:
    """Everything the owner follows, with its state in words."""
    holds = words_in(request.GET.get("q", ""), 100)
    after = request.GET.get("after", "").replace("\0", "")[:350]
    found = a_page_of_sources(owner=request.user, now=clock.now(), after=after, holds=holds)
    further = urlencode({name: value for name, value in (("q", holds), ("after", found.next_from)) if value})
    page = SourcesPage(
        rows=tuple(row_of(line) for line in found.sources),
        holds=holds,
        more=f"{reverse('sources')}?{further}" if found.next_from else "",
    )
    return render_page(request, "seek/sources.html", page, part="rows")


def row_of(line: SourceLine) -> Row:
    person = "" if line.person == line.title else line.person
    return Row(line.title, reverse("source", args=[line.id]), line.state_words, person)


@require_http_methods(["GET", "HEAD", "POST"])
def source(request: OwnerRequest, source_id: int) -> HttpResponse:
    """One source; `?before=` goes on with its earlier posts. What is sent is why it is followed."""
    now = clock.now()
    record = follow_of(owner=request.user, source_id=source_id, now=now)
    form = form_for(request, record)
    if form.is_valid():
        given = form.cleaned_data
        following.tell_why(
            owner=request.user, source_id=source_id, why=given["why"], question_ids=given.get("questions", ())
        )
        messages.success(request, _("Written down."))
        return see_other(here(source_id))
    page = page_of(request, record, form, PauseForm(today=request.user.day(now)), now)
    return render_page(request, "seek/source.html", page, status=400 if form.is_bound else 200)


def here(source_id: int) -> str:
    return reverse("source", args=[source_id])


def form_for(request: OwnerRequest, record: FollowRecord) -> SourceForm:
    today = request.user.day(clock.now())
    questions = questions_for_choice(owner=request.user, today=today, also=record.question_ids)
    return SourceForm(
        request.POST if request.method == "POST" else None,
        initial={"why": record.why, "questions": record.question_ids},
        questions=[(question.id, question.text) for question in questions],
    )


def page_of(
    request: OwnerRequest, record: FollowRecord, form: forms.BaseForm, pause: forms.BaseForm, now: datetime
) -> SourcePage:
    line, owner = record.line, request.user
    before = id_in(request.GET.get("before", ""))
    lines = posts_of_sources([line.id], before)
    return SourcePage(
        id=line.id,
        title=line.title,
        description=record.description,
        home=outside(line.site_address) or outside(line.address),
        state=line.state_words,
        person=Link(line.person, reverse("person", args=[line.person_id])) if line.person_id else None,
        form=form,
        pause=pause,
        is_paused=line.paused_until is not None and line.paused_until > owner.day(now),
        posts=tuple(post_row(post, owner, owner.day(now)) for post in lines.posts),
        earlier=f"{here(line.id)}?before={lines.before}" if lines.before else "",
        first=before is None,
    )


@require_POST
def pause(request: OwnerRequest, source_id: int) -> HttpResponse:
    """Hear nothing of it until a day; without a day, hear it again."""
    record = follow_of(owner=request.user, source_id=source_id, now=clock.now())
    if "end" in request.POST:
        following.pause_follow(owner=request.user, source_id=source_id, until=None)
        messages.success(request, _("You hear of it again."))
        return see_other(here(source_id))
    today = request.user.day(clock.now())
    form = PauseForm(request.POST, today=today)
    if not form.is_valid():
        page = page_of(request, record, form_for(request, record), form, clock.now())
        return render_page(request, "seek/source.html", page, status=400)
    until: date = form.cleaned_data["until"]
    following.pause_follow(owner=request.user, source_id=source_id, until=until)
    messages.success(request, _("It rests until %(day)s.") % {"day": words.day_with_year(until, today)})
    return see_other(here(source_id))


@require_POST
def look(request: OwnerRequest, source_id: int) -> HttpResponse:
    """As soon as the worker comes by."""
    following.look_again(owner=request.user, source_id=source_id, now=clock.now())
    messages.success(request, _("We look now. What there is will be here in a moment."))
    return see_other(here(source_id))


@require_POST
def stop(request: OwnerRequest, source_id: int) -> HttpResponse:
    """No longer follow it."""
    record = follow_of(owner=request.user, source_id=source_id, now=clock.now())
    following.unfollow(owner=request.user, source_id=source_id)
    said = _("You no longer follow “%(title)s”. What you kept of it stays.") % {"title": record.line.title}
    messages.success(request, said)
    return see_other(reverse("sources"))
