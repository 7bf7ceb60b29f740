"""Changing what one has written down about somebody."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from allotment.core import clock
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.converters import words_in
from allotment.core.editing import EditedMeanwhile, Meanwhile
from allotment.core.pages import render_page, see_other
from allotment.people import actions, queries
from allotment.people.calling import SeveralPeople
from allotment.people.forms import PersonForm, boxes

COMPLETED: Final = {"data-hx-trigger": "input delay:200ms", "data-hx-target": "#named", "data-hx-swap": "outerHTML"}
"""A box whose names to choose from are asked for as one types; without scripts they are simply typed."""


@dataclass(frozen=True, slots=True)
class FormSection:
    """Boxes that belong together."""

    id: str
    title: str
    fields: tuple[forms.BoundField, ...]


@dataclass(frozen=True, slots=True)
class EditPage:
    """The form, in sections; words and names to complete with; what stands there now where it changed meanwhile."""

    form: forms.BaseForm
    sections: tuple[FormSection, ...]
    name: str
    address: str
    known_fields: tuple[str, ...]
    named: tuple[str, ...] = ()
    meanwhile: tuple[Meanwhile, ...] = ()
    was_changed: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: OwnerRequest, person_id: int) -> HttpResponse:
    """All that one writes about somebody. `?introduced_by=` answers with names that begin so."""
    card = queries.person_of(owner=request.user, person_id=person_id)
    given = request.POST if request.method == "POST" else None
    form = PersonForm(given, initial=boxes(card.words) | {"version": card.version})
    status = 400 if form.is_bound else 200
    if form.is_valid():
        try:
            return _described(request, person_id, form)
        except EditedMeanwhile as error:
            card = queries.person_of(owner=request.user, person_id=person_id)
            meanwhile = form.meet(card.version, boxes(card.words))
            return _edit_page(request, form, card, status=error.status, was_changed=True, meanwhile=meanwhile)
        except (actions.NotAPerson, SeveralPeople) as error:
            form.add_error("introduced_by", str(error))
    return _edit_page(request, form, card, status=status)


def _described(request: OwnerRequest, person_id: int, form: PersonForm) -> HttpResponse:
    base = form.cleaned_data["version"]
    words, now = form.words(), clock.now()
    actions.describe_person(owner=request.user, person_id=person_id, base=base, words=words, now=now)
    messages.success(request, _("Written down."))
    return see_other(reverse("person", args=[person_id]))


def _edit_page(
    request: OwnerRequest,
    form: PersonForm,
    card: queries.PersonCard,
    *,
    status: int,
    was_changed: bool = False,
    meanwhile: tuple[Meanwhile, ...] = (),
) -> HttpResponse:
    here = reverse("edit-person", args=[card.id])
    form.fields["introduced_by"].widget.attrs |= COMPLETED | {"data-hx-get": here}
    begun = words_in(request.GET.get("introduced_by", ""), 100)
    page = EditPage(
        form=form,
        sections=sections_of(form),
        name=card.words.name,
        address=reverse("person", args=[card.id]),
        known_fields=tuple(queries.field_names(owner=request.user)),
        named=tuple(queries.names_beginning(owner=request.user, begun=begun)) if begun else (),
        meanwhile=meanwhile,
        was_changed=was_changed,
    )
    return render_page(request, "people/edit.html", page, part="named", status=status)


def sections_of(form: PersonForm) -> tuple[FormSection, ...]:
    """The boxes under their headings."""
    titles = {"name": _("Who they are"), "met_words": _("How you know each other"), "learn_about": _("What you learn")}
    sections: dict[str, list[forms.BoundField]] = {}
    first = ""
    for field in form.visible_fields():
        first = field.name if field.name in titles else first
        sections.setdefault(first, []).append(field)
    return tuple(FormSection(f"from-{name}", titles[name], tuple(fields)) for name, fields in sections.items())
