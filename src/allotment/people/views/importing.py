"""An address book comes in: the file, what would come of it, how far it is, what came of it, and back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allotment.core import clock, words
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.models import Owner
from allotment.core.pages import render_page, see_other
from allotment.core.parts import Row
from allotment.core.paths import path_to
from allotment.people.actions import importing as actions
from allotment.people.exporting import book_of, cards_of
from allotment.people.importing.forms import ImportForm
from allotment.people.importing.telling import (
    FAULTS,
    ImportRecord,
    LineRecord,
    import_lines,
    import_record,
    imports_of,
)
from allotment.people.models import Import, ImportLine

SHOWN: Final = 100
"""Lines of one outcome that a page shows."""
MEDIA: Final = {"vcf": "text/vcard", "csv": "text/csv"}

Outcome = ImportLine.Outcome
State = Import.State


@dataclass(frozen=True, slots=True)
class BeginPage:
    """The form, and what came in before."""

    form: forms.BaseForm
    before: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Everything that ended one way."""

    id: str
    heading: str
    rows: tuple[Row, ...]
    further: str
    """“And forty more.”; empty where all are shown."""


@dataclass(frozen=True, slots=True)
class ImportPage:
    """One import, in whatever state it is."""

    id: int
    heading: str
    lede: str
    address: str
    label: str
    is_moving: bool
    is_preview: bool
    can_be_undone: bool
    done: int
    total: int
    so_far: str
    outcomes: tuple[Some, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: OwnerRequest) -> HttpResponse:
    """The file, and those that came before."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        made = actions.propose(owner=request.user, name=form.file_name, records=form.records, now=clock.now())
        return see_other(reverse("import", args=[made.pk]))
    page = BeginPage(form, tuple(before(request.user)))
    return render_page(request, "people/import.html", page, status=400 if form.is_bound else 200)


def before(owner: Owner) -> Iterator[Row]:
    today = owner.day(clock.now())
    for one in imports_of(owner=owner):
        day = one.asked_at.astimezone(owner.zone).date()
        note = f"{State(one.state).label} · {words.since(day, today)}"
        yield Row(one.name or _("An address book"), path_to("import", one.pk), note)


@require_safe
def one(request: OwnerRequest, import_id: int) -> HttpResponse:
    """What would come of it, progress, or what came of it. Asked again each second by who can while it goes on."""
    record = import_record(owner=request.user, import_id=import_id)
    is_moving = record.state in {State.GOING, State.UNDOING}
    outcomes = () if is_moving else tuple(outcomes_of(request.user, record))
    return render_page(request, "people/imported.html", page_of(record, outcomes), part="progress")


@require_POST
def agree(request: OwnerRequest, import_id: int) -> HttpResponse:
    """Bring them in."""
    actions.agree(owner=request.user, import_id=import_id, now=clock.now())
    return see_other(reverse("import", args=[import_id]))


@require_POST
def leave(request: OwnerRequest, import_id: int) -> HttpResponse:
    """Rather not."""
    actions.leave_import(owner=request.user, import_id=import_id)
    messages.success(request, _("Nothing came in, and nothing of the file was kept."))
    return see_other(reverse("people"))


@require_POST
def undo(request: OwnerRequest, import_id: int) -> HttpResponse:
    """Take all of it back."""
    actions.undo_import(owner=request.user, import_id=import_id, now=clock.now())
    return see_other(reverse("import", args=[import_id]))


@require_safe
def export(request: OwnerRequest, kind: str) -> HttpResponse:
    """Everybody, as a file to take along."""
    body = book_of(cards_of(owner=request.user), kind=kind)
    headers = {"Content-Disposition": f'attachment; filename="people.{kind}"', "Cache-Control": "private, no-store"}
    return HttpResponse(body, content_type=f"{MEDIA[kind]}; charset=utf-8", headers=headers)


def page_of(record: ImportRecord, outcomes: tuple[Some, ...]) -> ImportPage:
    heading, lede = said_of(record)
    far = record.done if record.state != State.UNDOING else record.total - record.done
    return ImportPage(
        id=record.id,
        heading=heading,
        lede=lede,
        address=reverse("import", args=[record.id]),
        label=record.name or _("An address book"),
        is_moving=record.state in {State.GOING, State.UNDOING},
        is_preview=record.state == State.PREVIEW,
        can_be_undone=record.state == State.DONE and bool(written(record)),
        done=far,
        total=record.total,
        so_far=_("%(done)s of %(total)s")
        % {"done": words.sentence_start(words.number(far)), "total": words.number(record.total)},
        outcomes=outcomes,
    )


def written(record: ImportRecord) -> int:
    return record.counts.get(Outcome.ADDED, 0) + record.counts.get(Outcome.FILLED, 0)


def said_of(record: ImportRecord) -> tuple[str, str]:
    """Heading and first sentence."""
    new = record.counts.get(Outcome.ADDED, 0)
    people = ngettext("%(number)s person", "%(number)s people", new) % {"number": words.number(new)}
    stays = record.counts.get(Outcome.STAYS, 0)
    match record.state:
        case State.PREVIEW:
            return _("This is what would come in"), (
                _("%(people)s you do not know yet. Nothing has been written so far.")
                % {"people": words.sentence_start(people)}
                if new
                else _("Nobody whom you do not know yet. Nothing has been written so far.")
            )
        case State.GOING:
            return _("They are coming in"), _("You may leave; it goes on by itself.")
        case State.UNDOING:
            return _("It is being taken back"), _("You may leave; it goes on by itself.")
        case State.UNDONE:
            return _("That was taken back"), (
                _("Whom you have changed or met since stays, as you left them.")
                if stays
                else _("Everything is as it was before.")
            )
    lede = _("%(people)s came in, as somebody you may come to know.") % {"people": words.sentence_start(people)}
    return _("That is what came of it"), lede if new else _("Nobody new was among them.")


def outcomes_of(owner: Owner, record: ImportRecord) -> Iterator[Some]:
    """What needs a thought first."""
    is_preview = record.state == State.PREVIEW
    headings = {
        Outcome.FAILED: _("Not taken in"),
        Outcome.STAYS: _("They stay, because you have changed or used something since"),
        Outcome.FILLED: _("There already; something would be added") if is_preview else _("Something was added"),
        Outcome.ADDED: _("New to you"),
        Outcome.BACK: _("Taken back"),
        Outcome.KNOWN: _("There already, with all of it"),
    }
    for outcome, heading in headings.items():
        if count := record.counts.get(outcome, 0):
            lines = import_lines(owner=owner, import_id=record.id, outcome=outcome, limit=SHOWN)
            yield some_of(outcome, heading, lines, count)


def some_of(outcome: str, heading: str, lines: Sequence[LineRecord], count: int) -> Some:
    left = count - len(lines)
    further = _("And %(number)s more.") % {"number": words.number(left)} if left else ""
    return Some(outcome, heading, tuple(map(row_of, lines)), further)


def row_of(line: LineRecord) -> Row:
    """“Ada Lovelace · Analytical Engines”, and who it is among the owner's people where that says something else."""
    address = path_to("person", line.person_id) if line.person_id else ""
    if line.fault:
        return Row(line.name or _("Line %(number)s") % {"number": line.line}, "", "", str(FAULTS[line.fault]))
    known_as = _("whom you know as %(name)s") % {"name": line.person}
    note = known_as if line.person and line.person != line.name else ""
    return Row(line.name, address, " · ".join(filter(None, [line.organisation, note])))
