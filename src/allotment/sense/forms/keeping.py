"""What owners type into the pages of sense, turned into values."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allotment.core.editing import EditingForm
from allotment.core.pictures import LONGEST_ALT
from allotment.sense.actions.describing import About
from allotment.sense.actions.keeping import LONGEST_WORDS
from allotment.sense.actions.tagging import tags_in_line
from allotment.sense.forms.reflecting import ReflectionForm, names_in_line
from allotment.sense.models import Resource

ALT_HELP = _("What would somebody hear who cannot see it? The words on a sketchnote are found again by this.")


class KeepForm(forms.Form):
    """One box for an address or a thought, and a photo; everything else may come later."""

    what = forms.CharField(
        label=_("What would you like to keep?"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("An address, with or without a word about it, or a thought."),
    )
    photo = forms.FileField(
        label=_("Or a photo"),
        required=False,
        max_length=255,
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp,image/gif"}),
        help_text=_("Of a sketchnote, a whiteboard, a page. Where and when it was taken is not kept."),
    )
    alt = forms.CharField(
        label=_("What is on the photo?"),
        required=False,
        max_length=LONGEST_ALT,
        help_text=ALT_HELP,
        widget=forms.Textarea({"rows": 2}),
    )
    title = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("what") and not given.get("photo"):
            self.add_error("what", _("There is nothing to keep yet: an address, a photo or a few words will do."))
        return given


class ResourceForm(EditingForm):
    """What one writes about a thing that was kept."""

    title = forms.CharField(label=_("What it is called"), required=False, max_length=500)
    words = forms.CharField(
        label=_("Why I kept it"), required=False, max_length=LONGEST_WORDS, widget=forms.Textarea({"rows": 4})
    )
    alt = forms.CharField(
        label=_("What is on the photo?"),
        required=False,
        max_length=LONGEST_ALT,
        help_text=ALT_HELP,
        widget=forms.Textarea({"rows": 3}),
    )

    tags = forms.CharField(
        label=_("Words to keep it under"),
        required=False,
        max_length=1300,
        help_text=_("In your own words, with commas between: evaluation, handover, jazz."),
    )
    questions = forms.TypedMultipleChoiceField(
        label=_("What it may help me learn"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    benefits = forms.MultipleChoiceField(
        label=_("What it brought me"),
        required=False,
        choices=Resource.Benefit.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    learned_from = forms.CharField(
        label=_("Learned from"),
        required=False,
        max_length=2000,
        help_text=_("Names, with commas between. Whoever is new becomes a candidate."),
    )
    thought_with = forms.CharField(label=_("Thought through with"), required=False, max_length=2000)
    role_models = forms.CharField(label=_("After the example of"), required=False, max_length=2000)

    TEXTS = ("title", "words", "alt", "tags", "learned_from", "thought_with", "role_models")
    CREDITS = ReflectionForm.CREDITS

    def __init__(self, *args: Any, kind: str, questions: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("questions", "benefits"):
            self.fields[name].show_hidden_initial = False
        if questions:
            self.fields["questions"].choices = questions  # type: ignore[attr-defined]  # a field of choices, as above
        else:
            del self.fields["questions"]
        if kind != "photo":
            del self.fields["alt"]
        if kind == "thought":
            self.fields["words"].label, self.fields["words"].required = _("The thought"), True

    @property
    def about(self) -> About:
        """What a valid form says."""
        given = self.cleaned_data
        return About(
            title=given["title"],
            words=given["words"],
            alt=given.get("alt"),
            tags=tags_in_line(given["tags"]),
            questions=tuple(given.get("questions", ())),
            benefits=tuple(given["benefits"]),
            credits={kind: names_in_line(given[name]) for name, kind in self.CREDITS},
        )
