"""What an owner types about a person, turned into values."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allotment.core.editing import EditingForm
from allotment.core.zones import zone_choices
from allotment.people.actions import PersonWords
from allotment.people.addressing import NotAnAddress, profile_in
from allotment.people.models.note import LONGEST_NOTE
from allotment.people.models.person import LONGEST
from allotment.people.roughly import rough_day


def _few_lines() -> forms.Textarea:
    return forms.Textarea({"rows": 3})


def _zones() -> Sequence[tuple[str, str]]:
    return [("", str(_("not known"))), *zone_choices()]


class AddressField(forms.CharField):
    """Whatever one has of somebody: its value is a ProfileToNote, or None."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"autocomplete": "off", "placeholder": _("ada.example or ada@mail.example")})
        super().__init__(max_length=LONGEST, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return profile_in(text) if text else None
        except NotAnAddress as error:
            raise forms.ValidationError(str(error)) from error


class PersonForm(EditingForm):
    """All that an owner writes about somebody; the boxes are those of `PersonWords`."""

    name = forms.CharField(label=_("Name"), max_length=200)
    pronouns = forms.CharField(label=_("Pronouns"), max_length=60, required=False)
    headline = forms.CharField(label=_("In a line"), max_length=500, required=False)
    organisation = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=_zones,
        required=False,
        help_text=_("Their page then says what time it is where they are."),
    )
    languages = forms.CharField(label=_("Languages"), max_length=200, required=False)
    channel = forms.CharField(
        label=_("How they like to be reached"),
        max_length=120,
        required=False,
        help_text=_("An e-mail, a call in the afternoon, a walk."),
    )
    met_words = forms.CharField(label=_("How you met"), max_length=LONGEST, required=False, widget=_few_lines())
    met_on = forms.CharField(
        label=_("When"),
        max_length=10,
        required=False,
        help_text=_("As far as you remember: 2019, 2019-05 or 2019-05-12."),
    )
    introduced_by = forms.CharField(
        label=_("Introduced by"),
        max_length=220,
        required=False,
        widget=forms.TextInput({"list": "named", "autocomplete": "off"}),
        help_text=_("Somebody you have not written down yet becomes somebody who might join."),
    )
    learn_about = forms.CharField(
        label=_("I can learn about …"), max_length=LONGEST, required=False, widget=_few_lines()
    )
    curious_about = forms.CharField(
        label=_("They are curious about …"), max_length=LONGEST, required=False, widget=_few_lines()
    )
    role_model_for = forms.CharField(
        label=_("A role model for …"),
        max_length=LONGEST,
        required=False,
        widget=_few_lines(),
        help_text=_("A tool, a skill, a way of doing things."),
    )
    fields_of_life = forms.CharField(
        label=_("Fields of work and life"),
        max_length=1000,
        required=False,
        widget=forms.TextInput({"list": "fields", "autocomplete": "off", "data-words": ""}),
        help_text=_("In your own words, with commas between: evaluation, gardening, jazz."),
    )

    def clean_met_on(self) -> str:
        text: str = self.cleaned_data["met_on"]
        return rough_day(text) if text else ""

    def words(self) -> PersonWords:
        """What was written, of a valid form."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in {"version", "fields_of_life"}}
        names = (" ".join(name.split())[:80] for name in self.cleaned_data["fields_of_life"].split(","))
        return PersonWords(**given, fields=tuple(dict.fromkeys(filter(None, names))))


class NoteForm(EditingForm):
    """What is written about somebody for nobody else."""

    text = forms.CharField(
        label=_("Your note"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea({"rows": 12}),
        help_text=_(
            "Would you be glad if they read this? Markdown is understood; leave it empty to take the note away."
        ),
    )
    is_searched = forms.BooleanField(
        label=_("Let the search find it"),
        required=False,
        help_text=_("The search needs to read it, so its words are then no longer sealed in the database."),
    )


class AddForm(forms.Form):
    """Somebody new in ten seconds: a name will do."""

    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput({"autocomplete": "off", "autofocus": True})
    )
    met_words = forms.CharField(
        label=_("How you met"), max_length=LONGEST, required=False, help_text=_("A few words; or later.")
    )
    address = AddressField(label=_("Where they are found"), required=False, help_text=_("One address; or later."))


class ProfileForm(forms.Form):
    """Another address of somebody."""

    address = AddressField(label=_("Another address"))


def boxes(words: PersonWords) -> dict[str, Any]:
    """What stands in the boxes of a PersonForm."""
    told = asdict(words)
    return told | {"fields_of_life": ", ".join(told.pop("fields"))}
