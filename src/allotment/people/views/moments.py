"""What happened between owner and people: the timelines, noting a moment, changing or removing one."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allotment.core import clock, words
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.models import Owner
from allotment.core.pages import render_page, see_other
from allotment.core.parts import Row
from allotment.people import actions, queries
from allotment.people.forms.moments import KIND_CHOICES, ChangeMomentForm, MomentForm
from allotment.people.kinds import kind_words
from allotment.people.models import Moment
from allotment.people.rows import moment_row, named_moment_row

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
IN_PASSING = "here"
"""Sent by the line on the person's page, which is where one wants to be again."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to filter by."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the timeline is narrowed to."""

    direction: str
    kind: str
    before: str

    @classmethod
    def of(cls, request: OwnerRequest) -> "Wanted":
        """What the address asks for, as far as it makes sense."""
        direction, kind = request.GET.get("direction", ""), request.GET.get("kind", "")
        return cls(
            direction=direction if direction in Moment.Direction.values else "",
            kind=kind if kind in dict(KIND_CHOICES) else "",
            before=request.GET.get("before", "")[:80],
        )

    def earlier(self, here: str, before: str) -> str:
        given = {"direction": self.direction, "kind": self.kind, "before": before}
        return f"{here}?{urlencode({name: value for name, value in given.items() if value})}" if before else ""


@dataclass(frozen=True, slots=True)
class MomentsPage:
    """A timeline: everybody's, or one person's with a line to add to it."""

    heading: str
    lede: str
    person_id: int | None
    person: str
    form: forms.BaseForm | None
    rows: tuple[Row, ...]
    directions: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    earlier: str
    empty: str


@require_safe
def moments(request: OwnerRequest) -> HttpResponse:
    """What happened with everybody."""
    owner, wanted = request.user, Wanted.of(request)
    today = owner.day(clock.now())
    found = queries.a_page_of_moments(owner=owner, direction=wanted.direction, kind=wanted.kind, before=wanted.before)
    page = MomentsPage(
        heading=_("Moments"),
        lede=_("What happened between you and your people, the latest first."),
        person_id=None,
        person="",
        form=None,
        rows=tuple(named_moment_row(line, owner, today) for line in found.moments),
        directions=choices(Moment.Direction.choices, wanted.direction),
        kinds=choices(KIND_CHOICES, wanted.kind),
        earlier=wanted.earlier(reverse("moments"), found.before),
        empty=empty_words(wanted),
    )
    return render_page(request, "people/moments.html", page)


@GET_OR_POST
def with_person(request: OwnerRequest, person_id: int) -> HttpResponse:
    """What happened with one person, and noting more."""
    form = MomentForm(request.POST if request.method == "POST" else None)
    status = 400 if form.is_bound else 200
    if form.is_valid():
        try:
            moment = note(request.user, person_id, form)
        except actions.NOT_NOTED as error:
            form.add_error("line", str(error))
            status = error.status
        else:
            messages.success(request, noted(request.user, moment))
            return see_other(reverse("person" if IN_PASSING in request.POST else "person-moments", args=[person_id]))
    return render_page(request, "people/moments.html", page_with(request, person_id, form), status=status)


def note(owner: Owner, person_id: int, form: MomentForm) -> Moment:
    given = form.cleaned_data
    return actions.note_moment(
        owner=owner,
        person_id=person_id,
        line=given["line"],
        now=clock.now(),
        kind=given["kind"],
        direction=given["direction"],
    )


def noted(owner: Owner, moment: Moment) -> str:
    """“Noted: tea, yesterday.”"""
    when = words.since(moment.at.astimezone(owner.zone).date(), owner.day(clock.now()))
    return _("Noted: %(kind)s, %(when)s.") % {"kind": kind_words(moment.kind), "when": when}


def page_with(request: OwnerRequest, person_id: int, form: MomentForm) -> MomentsPage:
    owner, wanted = request.user, Wanted.of(request)
    today = owner.day(clock.now())
    name = queries.name_of(owner=owner, person_id=person_id)
    found = queries.a_page_of_moments(
        owner=owner, person_id=person_id, direction=wanted.direction, kind=wanted.kind, before=wanted.before
    )
    return MomentsPage(
        heading=_("You and %(name)s") % {"name": name},
        lede="",
        person_id=person_id,
        person=name,
        form=form,
        rows=tuple(moment_row(line, owner, today) for line in found.moments),
        directions=choices(Moment.Direction.choices, wanted.direction),
        kinds=choices(KIND_CHOICES, wanted.kind),
        earlier=wanted.earlier(reverse("person-moments", args=[person_id]), found.before),
        empty=empty_words(wanted),
    )


def choices(known: Iterable[tuple[str, object]], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, str(label), value == chosen) for value, label in known)


def empty_words(wanted: Wanted) -> str:
    if wanted.direction or wanted.kind or wanted.before:
        return _("Nothing of that kind.")
    return _("Nothing yet. A line is plenty: “yesterday: tea, talked about evaluation”.")


@dataclass(frozen=True, slots=True)
class MomentPage:
    """One moment, to be changed or removed."""

    id: int
    person_id: int
    person: str
    form: forms.BaseForm


@GET_OR_POST
def moment(request: OwnerRequest, moment_id: int) -> HttpResponse:
    """Other words, another day."""
    owner = request.user
    found = actions.moment_for(owner=owner, moment_id=moment_id)
    at = found.at.astimezone(owner.zone)
    initial = {
        "words": found.words,
        "day": at.date(),
        "time": at.time().replace(second=0, microsecond=0),
        "kind": found.kind,
        "direction": found.direction,
    }
    sent = request.POST if request.method == "POST" else None
    form = ChangeMomentForm(sent, initial=initial, now=clock.now(), zone=owner.zone)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("at", "kind", "direction", "words")}
        actions.change_moment(owner=owner, moment_id=moment_id, **given)
        messages.success(request, _("Written down."))
        return see_other(reverse("person-moments", args=[found.person_id]))
    page = MomentPage(moment_id, found.person_id, found.person.name, form)
    return render_page(request, "people/moment.html", page, status=400 if form.is_bound else 200)


@require_POST
def remove(request: OwnerRequest, moment_id: int) -> HttpResponse:
    """Out of the history."""
    person = actions.remove_moment(owner=request.user, moment_id=moment_id)
    messages.success(request, _("It is no longer in your history with %(name)s.") % {"name": person.name})
    return see_other(reverse("person-moments", args=[person.pk]))
