"""What an owner chooses about how they know somebody."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allotment.people.knowing import DEPTHS, RHYTHMS
from allotment.people.models import Tending

if TYPE_CHECKING:
    ForTending = forms.ModelForm[Tending]
else:
    ForTending = forms.ModelForm  # at run time Django's class takes no type in brackets


class TendingForm(forms.Form):
    """Depth, rhythm, and until when to leave them in peace."""

    depth = forms.TypedChoiceField(
        label=_("How well we know each other"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("I do not say")), *DEPTHS.items()],
        widget=forms.RadioSelect,
        help_text=_("None is better than another; it may change, and what it was before is kept."),
    )
    rhythm = forms.TypedChoiceField(
        label=_("How often it is nice to hear from each other"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("as suits how well we know each other")), *RHYTHMS.items()],
        help_text=_("Anything that happens between you begins it anew, whoever it came from."),
    )
    quiet_until = forms.DateField(
        label=_("Suggest nothing until"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_quiet_until(self) -> date | None:
        """A day that has come means nothing any more."""
        until: date | None = self.cleaned_data["quiet_until"]
        return until if until is not None and until > self.today else None


class TendingChoicesForm(ForTending):
    """What one wants to be shown."""

    class Meta:
        model = Tending
        fields = ["suggestions", "reciprocity"]
        help_texts = {
            "suggestions": _("Somebody, a reason, one small step and words to start from. Nothing is sent by itself."),
            "reciprocity": _("“You learned from them four times since May”, on their page: no numbers, no balance."),
        }
