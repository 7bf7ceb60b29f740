"""Reading reflections, and the list of them."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allotment.core import clock, words
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.converters import id_in
from allotment.core.errors import NotFound
from allotment.core.pages import render_page, see_other
from allotment.core.parts import Act, Link, Row
from allotment.core.paths import path_to
from allotment.sense.actions import writing
from allotment.sense.models import Reflection
from allotment.sense.queries.reflections import reflection_of, reflections_of
from allotment.sense.queries.returning import uses_of
from allotment.sense.showing import (
    HEADINGS,
    CreditWords,
    Part,
    about_row,
    credit_words,
    parts_of,
    reflection_row,
    state_words,
    use_row,
)

State = Reflection.State


@dataclass(frozen=True, slots=True)
class ReflectionsPage:
    """Some reflections, the last tended first."""

    rows: tuple[Row, ...]
    states: tuple[Link, ...]
    """All of them and each state; the one that is shown leads nowhere."""
    is_all: bool
    earlier: str


@require_safe
def reflections(request: OwnerRequest) -> HttpResponse:
    """All of them, or those in one state."""
    owner, today = request.user, request.user.day(clock.now())
    state = request.GET.get("state", "")
    state = state if state in State.values else ""
    lines, further = reflections_of(owner=owner, state=state, before=place_in(request.GET.get("before", "")))
    here = reverse("reflections")
    earlier = {**({"state": state} if state else {}), "before": place_words(further)} if further else {}
    choices = [("", _("All")), *((value, words.sentence_start(str(label))) for value, label in State.choices)]
    page = ReflectionsPage(
        rows=tuple(reflection_row(line, owner, today) for line in lines),
        states=tuple(
            Link(label, "" if value == state else f"{here}?{urlencode({'state': value})}" if value else here)
            for value, label in choices
        ),
        is_all=not state,
        earlier=f"{here}?{urlencode(earlier)}" if earlier else "",
    )
    return render_page(request, "sense/reflections.html", page)


def place_words(place: tuple[datetime, int]) -> str:
    return f"{place[0].isoformat()}~{place[1]}"


def place_in(text: str) -> tuple[datetime, int] | None:
    """A place as the page's own links write it; anything else is none."""
    at, _tilde, number = text[:60].partition("~")
    pk = id_in(number)
    try:
        found = parse_datetime(at)
    except ValueError:
        return None
    return (found, pk) if found is not None and found.tzinfo is not None and pk is not None else None


@dataclass(frozen=True, slots=True)
class ReflectionPage:
    """A reflection, to be read."""

    name: str
    note: str
    parts: tuple[Part, ...]
    credits: tuple[CreditWords, ...]
    about: tuple[Row, ...]
    named_by: tuple[Row, ...]
    told: tuple[Row, ...]
    """Whether it was of use."""
    use_address: str
    acts: tuple[Act, ...]


@require_safe
def reflection(request: OwnerRequest, reflection_id: int) -> HttpResponse:
    """One, with all that hangs on it."""
    owner, today = request.user, request.user.day(clock.now())
    record = reflection_of(owner=owner, reflection_id=reflection_id)
    told = uses_of(owner=owner, kind="reflection", thing_id=record.id)
    turning = path_to("turn-reflection", record.id)
    others = [state for state in State if state != record.state]
    page = ReflectionPage(
        name=record.name,
        note=state_words(record.state, owner.day(record.tended_at), today),
        parts=parts_of(
            {name: getattr(record, name) for name in HEADINGS}, prompts=record.prompts, leads_to=record.leads_to
        ),
        credits=credit_words(record.credits),
        about=tuple(about_row(line) for line in record.about),
        named_by=tuple(reflection_row(line, owner, today) for line in record.named_by),
        told=tuple(use_row(each, owner, today) for each in told),
        use_address=path_to("use-reflection", record.id),
        acts=(
            Act(_("Write on"), path_to("edit-reflection", record.id), page=True),
            *(
                Act(_("It is %(state)s") % {"state": state.label}, turning, name="state", value=state.value)
                for state in others
            ),
        ),
    )
    return render_page(request, "sense/reflection.html", page)


@require_POST
def turn(request: OwnerRequest, reflection_id: int) -> HttpResponse:
    """Messy, growing or settled."""
    state = request.POST.get("state", "")
    if state not in State.values:
        raise NotFound
    writing.turn(owner=request.user, reflection_id=reflection_id, state=state, now=clock.now())
    return see_other(reverse("reflection", args=[reflection_id]))


@dataclass(frozen=True, slots=True)
class RemovePage:
    """What is about to go."""

    name: str
    address: str


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: OwnerRequest, reflection_id: int) -> HttpResponse:
    """Asks, and lets go of it."""
    if request.method == "POST":
        writing.let_go(owner=request.user, reflection_id=reflection_id, now=clock.now())
        messages.success(request, _("It is gone."))
        return see_other(reverse("reflections"))
    record = reflection_of(owner=request.user, reflection_id=reflection_id)
    page = RemovePage(record.name, path_to("reflection", record.id))
    return render_page(request, "sense/remove.html", page)
