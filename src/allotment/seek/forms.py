"""What owners type into seek's pages, turned into values."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from allotment.seek.models import Preferences, Question

STEPS = range(-2, 3)
SLIDER_ENDS = {
    "wider": (_("closer: people and fields you know"), _("wider: new voices, other fields")),
    "quieter": (_("newer: what was written last"), _("quieter: who is seldom heard")),
    "serendipity": (_("my questions"), _("serendipity")),
}


class Slider(forms.TypedChoiceField):
    """Five steps between two words; radio buttons, so that it works by keyboard and without JavaScript."""

    def __init__(self, ends: tuple[Any, Any], **options: Any) -> None:
        names = [ends[0], _("a little that way"), _("as it is"), _("a little this way"), ends[1]]
        choices = list(zip(STEPS, names, strict=True))
        super().__init__(choices=choices, coerce=int, widget=forms.RadioSelect, **options)


if TYPE_CHECKING:
    ForPreferences = forms.ModelForm[Preferences]
    ForQuestion = forms.ModelForm[Question]
else:
    ForPreferences = ForQuestion = forms.ModelForm  # at run time Django's class takes no type in brackets


class PreferencesForm(ForPreferences):
    """How the edition is made."""

    weekdays = forms.MultipleChoiceField(
        label=_("Days with an edition"),
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    wider = Slider(SLIDER_ENDS["wider"], label=_("Closer or wider"))
    quieter = Slider(SLIDER_ENDS["quieter"], label=_("Newer or quieter"))
    serendipity = Slider(SLIDER_ENDS["serendipity"], label=_("My questions or serendipity"))
    muted = forms.CharField(
        label=_("Muted words"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One word or phrase a line. What holds one stays out of editions; search still finds it."),
    )

    class Meta:
        model = Preferences
        fields = ["ration_minutes", "interests", "own_addresses", "show_images"]
        widgets = {
            "interests": forms.Textarea({"rows": 3}),
            "own_addresses": forms.Textarea({"rows": 2}),
        }
        help_texts = {
            "ration_minutes": _("How much reading a day is good for you. An edition never holds more."),
            "interests": _("One a line: gardening, jazz. Something about them may take the place from another field."),
            "own_addresses": _("Your site or profiles, one a line: what answers or mentions them never has to wait."),
            "show_images": _("They come from where they live, which then sees that you looked."),
        }

    field_order = [
        "ration_minutes",
        "weekdays",
        "wider",
        "quieter",
        "serendipity",
        "interests",
        "muted",
        "own_addresses",
        "show_images",
    ]

    def __init__(self, *args: Any, muted: tuple[str, ...] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        own = self.instance
        self.initial["weekdays"] = list(own.weekdays)
        self.initial["muted"] = "\n".join(muted)
        for name in SLIDER_ENDS:
            self.initial[name] = getattr(own, name)

    def clean_weekdays(self) -> str:
        return "".join(sorted(self.cleaned_data["weekdays"]))

    def clean_muted(self) -> tuple[str, ...]:
        lines = (" ".join(line.split())[:80] for line in self.cleaned_data["muted"].splitlines())
        return tuple(dict.fromkeys(filter(None, lines)))

    def clean_own_addresses(self) -> str:
        return "\n".join(filter(None, (line.strip() for line in self.cleaned_data["own_addresses"].splitlines())))


class DeliveryForm(ForPreferences):
    """Where the edition goes beside the page."""

    class Meta:
        model = Preferences
        fields = ["mail_edition"]


class QuestionForm(ForQuestion):
    """A learning question."""

    class Meta:
        model = Question
        fields = ["text", "why", "others_can_help"]
        labels = {"text": _("What would you like to learn?")}
        help_texts = {"text": _("Twenty-five words at most. It stays open for twelve weeks.")}
        widgets = {"text": forms.TextInput(), "why": forms.Textarea({"rows": 2})}
