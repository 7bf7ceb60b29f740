"""What an owner types about a person, turned into values."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PersonForm(forms.Form):
    """Who they are, in the owner's own words."""

    name = forms.CharField(label=_("Name"), max_length=200)
    headline = forms.CharField(label=_("In a line"), max_length=500, required=False)
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    fields_of_work = forms.CharField(
        label=_("Fields of work and life"),
        max_length=1000,
        required=False,
        help_text=_("In your own words, with commas between: evaluation, gardening, jazz."),
    )

    def clean_fields_of_work(self) -> tuple[str, ...]:
        names = (" ".join(name.split())[:80] for name in self.cleaned_data["fields_of_work"].split(","))
        return tuple(dict.fromkeys(filter(None, names)))
