"""Two windows or two devices at one thing: nothing is overwritten unseen (docs/decisions/0060-versions.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from allotment.core.errors import AllotmentError


class EditedMeanwhile(AllotmentError):
    """What one began to edit is not what is there now. Nothing was written."""

    code = "edited_meanwhile"
    status = 409
    sentence = _(
        "This was changed meanwhile, in another window or on another device. Nothing was overwritten: "
        "look at what stands there now, then try again."
    )


class Versioned(models.Model):
    """A row whose words are written by people, perhaps in two places at once."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save_over(self, *, base: int, **changes: Any) -> None:
        """Writes `changes` where the row is still the version `base` that somebody saw; raises EditedMeanwhile."""
        changes["version"] = base + 1
        if not type(self)._base_manager.filter(pk=self.pk, version=base).update(**changes):
            raise EditedMeanwhile
        for name, value in changes.items():
            setattr(self, name, value)


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What stands in a field now, where somebody wanted to write something else."""

    label: str
    words: str


class Box(forms.BoundField):
    """A box of an EditingForm. What stood in it comes along hidden, where nothing describes it."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        return attrs if widget is not None and widget.is_hidden else super().build_widget_attrs(attrs, widget)


class EditingForm(forms.Form):
    """A form about something Versioned: it knows which version somebody saw, and what stood in each box then."""

    bound_field_class = Box

    version = forms.IntegerField(min_value=1, max_value=2**31 - 2, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.show_hidden_initial = name != "version"

    def meet(self, version: int, now: Mapping[str, Any]) -> tuple[Meanwhile, ...]:
        """Turns the form towards what is there now: boxes that were left as they were take it over, the others keep
        what was typed. What comes back stands in those now, so that nobody's words are lost."""
        data, clashes = QueryDict(mutable=True), []
        data.update(self.data)
        for name, value in now.items():
            box = self[name]
            told = box.field.widget.value_from_datadict(data, {}, box.html_name)
            there, typed, before = map(_plain, (value, told, data.get(box.html_initial_name)))
            if typed == before:
                data[box.html_name] = there
            elif there not in {before, typed}:
                clashes.append(Meanwhile(str(box.label), there))
            data[box.html_initial_name] = there
        data["version"] = str(version)
        self.data = data
        return tuple(clashes)


def _plain(value: Any) -> str:
    """As it is compared: browsers end lines in another way than we do."""
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
