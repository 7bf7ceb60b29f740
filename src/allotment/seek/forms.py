"""What owners type into seek's pages, turned into values."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from allotment.networks.addresses import split_pasted
from allotment.networks.errors import NetworkError
from allotment.networks.opml import to_records
from allotment.networks.records import OutlineRecord
from allotment.seek.models import Preferences, Question
from allotment.seek.models.question import few_words

SLIDERS = ("wider", "quieter", "serendipity")
FURTHEST = 2


class Range(forms.NumberInput):
    """A thing to be moved. It always stands somewhere, so HTML does not let it be required."""

    input_type = "range"

    def use_required_attribute(self, initial: Any) -> bool:  # noqa: ARG002 - Django's signature
        return False


class Slider(forms.IntegerField):
    """Five steps between two words, the middle one as it is."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=-FURTHEST, max_value=FURTHEST, widget=Range({"step": 1}), **options)


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
    wider = Slider(label=_("Closer or wider"))
    quieter = Slider(label=_("Newer or quieter"))
    serendipity = Slider(label=_("My questions or serendipity"))
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

    def __init__(self, *args: Any, muted: tuple[str, ...] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        own = self.instance
        self.initial["weekdays"] = list(own.weekdays)
        self.initial["muted"] = "\n".join(muted)
        for name in SLIDERS:
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


class AnswerForm(forms.Form):
    """What the owner knows now."""

    known_now = forms.CharField(
        label=_("What I know now"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("A few lines to yourself, or none: you can come back to them."),
    )


LARGEST_LIST = 10 * 1024 * 1024
"""Bytes of a subscription list; ten thousand lines are some two million."""
LONGEST_PASTE = 500_000


class FollowForm(forms.Form):
    """Whatever somebody would paste, or a subscription list as a file; or both."""

    addresses = forms.CharField(
        label=_("Who would you like to follow?"),
        required=False,
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(
            {"rows": 4, "autocapitalize": "off", "autocomplete": "off", "spellcheck": "false", "autocorrect": "off"}
        ),
        help_text=_("Sites, feeds, @names@of.the.fediverse, #tags@hosts, channels, podcasts: as many as you like."),
    )
    subscriptions = forms.FileField(
        label=_("Or a subscription list"),
        required=False,
        max_length=255,
        widget=forms.FileInput({"accept": ".opml,.xml,.txt,text/x-opml,text/xml,application/xml,text/plain"}),
        help_text=_("The OPML file that another reader gives you; its folders become fields of the people."),
    )

    outlines: Sequence[OutlineRecord] = ()
    file_name = ""

    def clean_addresses(self) -> list[str]:
        return split_pasted(self.cleaned_data["addresses"])

    def clean_subscriptions(self) -> None:
        """Reads the list into `outlines`."""
        file = self.cleaned_data["subscriptions"]
        if not file:
            return
        if file.size > LARGEST_LIST:
            raise forms.ValidationError(_("That file is larger than ten megabytes, which no list of addresses needs."))
        try:
            self.outlines = to_records(file.read())
        except NetworkError as error:
            raise forms.ValidationError(
                _("That file is neither OPML nor a list of addresses, or it is empty.")
            ) from error
        if not self.outlines:
            raise forms.ValidationError(_("There is no address in that list."))
        self.file_name = PurePath(file.name or "").name

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("addresses") and not self.outlines:
            self.add_error("addresses", _("Paste an address, or choose a file."))
        return given


class WelcomeForm(FollowForm):
    """The same box, and one thing to learn."""

    question = forms.CharField(
        label=_("Is there something you would like to learn just now?"),
        required=False,
        max_length=300,
        validators=[few_words],
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("Your editions will look out for it. You can also leave this for later."),
    )
    field_order = ("addresses", "subscriptions", "question")


class SourceForm(forms.Form):
    """Why one follows it."""

    why = forms.CharField(
        label=_("Why I follow it"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )
    questions = forms.TypedMultipleChoiceField(
        label=_("What it may help me learn"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, questions: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if questions:
            self.fields["questions"].choices = questions  # type: ignore[attr-defined]  # a field of choices, as above
        else:
            del self.fields["questions"]


class PauseForm(forms.Form):
    """Until when nothing of it is to be heard."""

    until = forms.DateField(
        label=_("Hear nothing of it until"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["until"].widget.attrs["min"] = (today + timedelta(days=1)).isoformat()

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until <= self.today:
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return until
