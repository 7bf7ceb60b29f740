"""What an owner types about a moment, turned into values."""

from datetime import date, datetime
from datetime import time as clock_time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from allotment.people.kinds import KINDS, NOTED_BY_HAND, OTHER
from allotment.people.models import Moment
from allotment.people.spoken import EARLIEST, NOON, StillToCome

LONGEST = 2000
KIND_CHOICES = [(code, KINDS[code].label) for code in NOTED_BY_HAND]


class MomentForm(forms.Form):
    """One line, and what it was where the words do not say it."""

    line = forms.CharField(
        label=_("What happened?"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput({"placeholder": _("yesterday: tea, talked about evaluation"), "autocomplete": "off"}),
        help_text=_("A day in front if it was not today: “yesterday:”, “on Monday:”, “12 March:”."),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("as the words say")), *KIND_CHOICES])
    direction = forms.ChoiceField(
        label=_("Direction"), required=False, choices=[("", _("as the words say")), *Moment.Direction.choices]
    )


class ChangeMomentForm(forms.Form):
    """A moment with everything that belongs to it."""

    words = forms.CharField(
        label=_("What happened"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 3})
    )
    day = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Time"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    kind = forms.ChoiceField(label=_("Kind"), choices=[(code, kind.label) for code, kind in KINDS.items()])
    direction = forms.ChoiceField(label=_("Direction"), choices=Moment.Direction.choices)

    def __init__(self, *args: Any, now: datetime, zone: ZoneInfo, **options: Any) -> None:
        super().__init__(*args, **options)
        self.now, self.zone = now, zone
        self.fields["day"].widget.attrs["max"] = now.astimezone(zone).date().isoformat()

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day.year < EARLIEST:
            raise forms.ValidationError(_("That is longer ago than anybody remembers."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            given["at"] = datetime.combine(given["day"], given["time"] or self._noon(given["day"]), self.zone)
            if given["at"] > self.now:
                self.add_error("day", str(StillToCome.sentence))
            if not given["words"] and given["kind"] == OTHER:
                self.add_error("words", _("Say in a few words what it was."))
        return given

    def _noon(self, day: date) -> clock_time:
        """Noon, or now where noon of that day is still to come."""
        now = self.now.astimezone(self.zone)
        return min(NOON, now.time()) if day == now.date() else NOON
