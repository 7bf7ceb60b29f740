"""Which part of the library."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from allotment.core.words import sentence_start
from allotment.sense.models import Reflection, Resource
from allotment.sense.numbers import FIRST_DAY, LAST_DAY
from allotment.sense.queries.library import Wanted

STATES = (*Reflection.State.choices, *Resource.State.choices)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class LibraryForm(forms.Form):
    """What does not fit is said beside its box, and narrows nothing."""

    use_required_attribute = False
    question = forms.TypedChoiceField(label=_("Question"), required=False, coerce=int, empty_value=None)
    person = forms.CharField(
        label=_("Somebody"), required=False, max_length=100, help_text=_("A name, or how it begins.")
    )
    tag = forms.CharField(label=_("Kept under"), required=False, max_length=60, help_text=_("A word of yours."))
    state = forms.ChoiceField(label=_("How far it is"), required=False)
    since = _day(_("From"))
    until = _day(_("Until"))

    def __init__(self, *args: Any, questions: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        states = [(value, sentence_start(str(label))) for value, label in STATES]
        self.fields["question"].choices = [("", _("Any")), *questions]  # type: ignore[attr-defined]  # a field of choices
        self.fields["state"].choices = [("", _("Any")), *states]  # type: ignore[attr-defined]  # the same

    def wanted(self) -> Wanted:
        """What those boxes say that fit."""
        self.is_valid()
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value})
