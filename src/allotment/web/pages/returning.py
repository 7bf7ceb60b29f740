"""What comes back on Today: a reflection, and the question whether something was of use."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allotment.core import words
from allotment.core.models import Owner
from allotment.core.parts import Link, Row
from allotment.core.paths import path_to
from allotment.sense.forms import UseForm
from allotment.sense.queries.returning import AskedAbout, Came, returned


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about, and the form that takes the answer."""

    about: Link
    note: str
    form: forms.BaseForm
    address: str


@dataclass(frozen=True, slots=True)
class Back:
    """At least one of the two."""

    reflection: Row | None
    asked: Asked | None


def back_on(owner: Owner, day: date) -> Back | None:
    """What this day brings back; None where that is nothing."""
    found = returned(owner=owner, day=day)
    if found.came is None and found.asked is None:
        return None
    return Back(
        reflection=reflection_row(found.came) if found.came else None,
        asked=asked_of(found.asked) if found.asked else None,
    )


def reflection_row(came: Came) -> Row:
    """“You wrote this yesterday.”"""
    note = _("You wrote this %(ago)s.") % {"ago": ago(came.days)}
    return Row(came.line.name, path_to("reflection", came.line.id), note, came.line.excerpt)


def asked_of(asked: AskedAbout) -> Asked:
    wrote, kept = _("You wrote this %(ago)s."), _("You kept this %(ago)s.")
    return Asked(
        about=Link(asked.name, path_to(asked.kind, asked.id)),
        note=(wrote if asked.kind == "reflection" else kept) % {"ago": ago(asked.days)},
        form=UseForm(auto_id="use_%s"),
        address=path_to(f"use-{asked.kind}", asked.id),
    )


def ago(days: int) -> str:
    """“Yesterday”, “a month ago”, “three months ago”."""
    if days <= 1:
        return _("yesterday")
    months = round(days / 30)
    said = ngettext("a month ago", "%(number)s months ago", months)
    return said % {"number": words.number(months)}
