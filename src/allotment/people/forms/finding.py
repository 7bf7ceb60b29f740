"""Who is looked for in the list."""

from datetime import datetime, timedelta
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from allotment.core.converters import words_in
from allotment.people.queries.finding import Wanted

A_YEAR: Final = timedelta(days=365)
TEXTS: Final = ("q", "field", "place", "knows")


class FindForm(forms.Form):
    """Whatever is typed means something, so nothing of it can be wrong."""

    q = forms.CharField(label=_("Name, place or field"), required=False)
    field = forms.CharField(label=_("A field or an interest"), required=False)
    place = forms.CharField(label=_("A place"), required=False)
    knows = forms.CharField(label=_("Somebody who knows about …"), required=False)
    quiet = forms.BooleanField(label=_("Not heard from in a year"), required=False)

    def asked(self) -> dict[str, str]:
        """What was asked for, as an address holds it."""
        texts = {name: words_in(self.data.get(name, ""), 100) for name in TEXTS}
        quiet = {"quiet": "on"} if self.data.get("quiet") else {}
        return {name: text for name, text in texts.items() if text} | quiet

    def wanted(self, now: datetime) -> Wanted:
        asked = self.asked()
        return Wanted(
            words=asked.get("q", ""),
            field=asked.get("field", ""),
            place=asked.get("place", ""),
            knows=asked.get("knows", ""),
            quiet_since=now - A_YEAR if "quiet" in asked else None,
        )
