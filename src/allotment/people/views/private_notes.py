"""The private note about somebody."""

from dataclasses import dataclass, replace

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from allotment.core.accounts.requests import OwnerRequest
from allotment.core.editing import EditedMeanwhile, Meanwhile
from allotment.core.pages import render_page, see_other
from allotment.core.sealing import KeyLost, unseal
from allotment.people import actions, queries
from allotment.people.forms import NoteForm


@dataclass(frozen=True, slots=True)
class NotePage:
    """The note in its box; no box where it stays sealed, and the sentence why."""

    name: str
    address: str
    form: forms.BaseForm | None
    sentence: str = ""
    meanwhile: tuple[Meanwhile, ...] = ()
    was_changed: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: OwnerRequest, person_id: int) -> HttpResponse:
    """Reading and writing it."""
    card = queries.person_of(owner=request.user, person_id=person_id)
    here = NotePage(card.words.name, reverse("person", args=[person_id]), None)
    try:
        form = NoteForm(request.POST if request.method == "POST" else None, initial=boxes(card.note))
    except KeyLost as error:
        return render_page(request, "people/note.html", replace(here, sentence=str(error)), status=error.status)
    status = 400 if form.is_bound else 200
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.write_note(
                owner=request.user,
                person_id=person_id,
                base=given["version"],
                text=given["text"],
                is_searched=given["is_searched"],
            )
        except EditedMeanwhile as error:
            now = queries.person_of(owner=request.user, person_id=person_id).note
            there = {name: value for name, value in boxes(now).items() if name != "version"}
            page = replace(here, form=form, meanwhile=form.meet(now.version, there), was_changed=True)
            return render_page(request, "people/note.html", page, status=error.status)
        except KeyLost as error:
            form.add_error(None, str(error))
            status = error.status
        else:
            messages.success(request, _("Written down, and sealed.") if given["text"].strip() else _("Taken away."))
            return see_other(here.address)
    return render_page(request, "people/note.html", replace(here, form=form), status=status)


def boxes(note: queries.SealedNote) -> dict[str, str | int | bool]:
    """What stands in the boxes of a NoteForm; raises KeyLost."""
    text = unseal(note.sealed) if note.sealed else ""
    return {"text": text, "is_searched": note.is_searched, "version": note.version}
