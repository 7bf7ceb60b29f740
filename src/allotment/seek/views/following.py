"""One box for everything one would like to follow, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allotment.core import clock, words
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.models import Owner
from allotment.core.pages import render_page, see_other
from allotment.core.parts import Act, Row
from allotment.seek.actions import asking
from allotment.seek.forms import FollowForm
from allotment.seek.models import FollowBatch
from allotment.seek.queries.editions import has_editions
from allotment.seek.queries.follows import BatchRecord, RequestLine, batch_record, request_lines

SHOWN = 200
"""Lines of one outcome that a page shows; a list of thousands is found again among the sources."""


@dataclass(frozen=True, slots=True)
class FollowPage:
    """The box."""

    form: forms.BaseForm


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that ended one way."""

    id: str
    heading: str
    rows: tuple[Row, ...]
    further: str
    """“And forty more”; empty where all are shown."""


@dataclass(frozen=True, slots=True)
class BatchPage:
    """How far it is, and in the end what came of each line."""

    heading: str
    lede: str
    address: str
    label: str
    done: int
    total: int
    so_far: str
    is_waiting: bool
    outcomes: tuple[Outcome, ...]
    next_words: str
    next_address: str


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: OwnerRequest) -> HttpResponse:
    """The box, and what was put into it."""
    form = form_for(request)
    if form.is_valid():
        batch = asked(owner=request.user, form=form, now=clock.now())
        return see_other(reverse("follow-batch", args=[batch.pk]))
    return render_page(request, "seek/follow.html", FollowPage(form), status=400 if form.is_bound else 200)


def form_for(request: OwnerRequest) -> FollowForm:
    return FollowForm(request.POST, request.FILES) if request.method == "POST" else FollowForm()


def asked(*, owner: Owner, form: FollowForm, now: datetime) -> FollowBatch:
    """Writes down what a valid form asks for."""
    return asking.ask_to_follow(
        owner=owner,
        now=now,
        texts=form.cleaned_data["addresses"],
        outlines=form.outlines,
        name=form.file_name,
    )


@require_safe
def batch(request: OwnerRequest, batch_id: int) -> HttpResponse:
    """Progress while there is something to wait for, then the list. Asked again each second by who can."""
    record = batch_record(owner=request.user, batch_id=batch_id)
    lines = request_lines(owner=request.user, batch_id=batch_id) if record.is_done else []
    page = page_of(record, lines, first=record.is_done and not has_editions(owner=request.user))
    return render_page(request, "seek/batch.html", page, part="progress")


@require_POST
def again(request: OwnerRequest, request_id: int) -> HttpResponse:
    """One more try for a line that could not be followed."""
    asked_again = asking.try_again(owner=request.user, request_id=request_id, now=clock.now())
    return see_other(reverse("follow-batch", args=[asked_again.batch_id]))


def page_of(record: BatchRecord, lines: Sequence[RequestLine], *, first: bool) -> BatchPage:
    """`first`: the owner has not had an edition yet."""
    return BatchPage(
        heading=_("Following") if record.waiting else _("That is what came of it"),
        lede=lede_of(record),
        address=reverse("follow-batch", args=[record.id]),
        label=record.name or _("What you asked to follow"),
        done=record.done,
        total=record.total,
        so_far=so_far(record),
        is_waiting=record.waiting > 0,
        outcomes=tuple(outcomes_of(lines)),
        next_words=_("Read your first edition") if first else _("To Today"),
        next_address=reverse("today"),
    )


def lede_of(record: BatchRecord) -> str:
    if record.waiting:
        return _("Each address is visited once to see what can be followed there. You may leave; it goes on by itself.")
    if record.failed == record.total:
        return _("Nothing could be followed this time. Beneath each line stands why.")
    return _("Whoever stands behind them is among your people now, as somebody you may come to know.")


def so_far(record: BatchRecord) -> str:
    """“Forty of two hundred looked at; three with a question.”"""
    said = _("%(done)s of %(total)s looked at") % {
        "done": words.sentence_start(words.number(record.done)),
        "total": words.number(record.total),
    }
    if record.failed:
        said += "; " + ngettext("%(number)s did not work out", "%(number)s did not work out", record.failed) % {
            "number": words.number(record.failed)
        }
    return f"{said}."


def outcomes_of(lines: Sequence[RequestLine]) -> list[Outcome]:
    """What needs a thought first."""
    headings = {
        "failed": _("Could not be followed"),
        "followed": _("Followed now"),
        "already": _("There already"),
    }
    found = {status: [line for line in lines if line.status == status] for status in headings}
    return [outcome_of(status, headings[status], some) for status, some in found.items() if some]


def outcome_of(status: str, heading: str, lines: Sequence[RequestLine]) -> Outcome:
    left = len(lines) - SHOWN
    further = _("And %(number)s more; all are among your sources.") if status != "failed" else _("And %(number)s more.")
    return Outcome(
        id=status,
        heading=heading,
        rows=tuple(row_of(line) for line in lines[:SHOWN]),
        further=further % {"number": words.number(left)} if left > 0 else "",
    )


def row_of(line: RequestLine) -> Row:
    title = line.title or line.address
    row = Row(title, note=line.address if title != line.address else "")
    if line.status == "failed":
        act = Act(_("Try again"), reverse("follow-again", args=[line.id]), about=title)
        return replace(row, words=line.error_message, acts=(act,))
    if line.source_id is None:
        return row
    return replace(row, address=reverse("source", args=[line.source_id]))
