"""Whether something was of use."""

from django import forms
from django.utils.translation import gettext_lazy as _

from allotment.core.words import sentence_start
from allotment.sense.models import Use


class UseForm(forms.Form):
    """A word, and a line for who likes."""

    outcome = forms.ChoiceField(
        label=_("Did you use it?"),
        choices=[(value, sentence_start(str(label))) for value, label in Use.Outcome.choices],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("In a line, if you like"), max_length=500, required=False)
