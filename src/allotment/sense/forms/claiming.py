"""What owners type about their experience, turned into values."""

from django import forms
from django.utils.translation import gettext_lazy as _

from allotment.core.editing import EditingForm
from allotment.core.markdown import LONGEST
from allotment.core.words import sentence_start
from allotment.sense.actions.claiming import LONGEST_CLAIM, Viewed
from allotment.sense.models import View


def _think(rows: int = 5) -> forms.CharField:
    return forms.CharField(
        label=_("What I now think"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": rows})
    )


class ThinkForm(EditingForm):
    """What one thinks of it by now."""

    what_i_think = _think(rows=4)


class ClaimForm(EditingForm):
    """A claim in a sentence or two."""

    text = forms.CharField(
        label=_("In my experience …"),
        max_length=LONGEST_CLAIM,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Something you hold to be so, in a sentence or two."),
    )
    what_i_think = _think()

    def __init__(self, *args: object, is_new: bool, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["version"].required = not is_new


class ViewForm(forms.Form):
    """How somebody else sees it."""

    person = forms.CharField(
        label=_("Whose view is it?"),
        max_length=200,
        required=False,
        help_text=_("A name. Whoever is new becomes a candidate; it may also stay empty."),
    )
    stance = forms.ChoiceField(
        label=_("How they see it"),
        choices=[(value, sentence_start(str(label))) for value, label in View.Stance.choices],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label=_("Why"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 3}))
    context = forms.CharField(
        label=_("Where they come from with it"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Their work, their place, their time: what may make it so for them."),
    )

    @property
    def viewed(self) -> Viewed:
        """What a valid form says."""
        return Viewed(**self.cleaned_data)
