"""What owners type to make sense of things, turned into values."""

from collections.abc import Iterable, Sequence
from typing import Any, get_args

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from allotment.core.converters import id_in
from allotment.core.editing import EditingForm
from allotment.core.markdown import LONGEST, LONGEST_NAME
from allotment.sense.models import Credit, Reflection
from allotment.sense.queries.reflections import AboutLine, ReflectionRecord
from allotment.sense.records import About, AboutKind, Written

Prompts = Reflection.Prompts
TEXTS = ("text", "so_what", "now_what", "unsure")
PASSING = {"preview", "switch"}
"""Buttons that only look at what was typed."""


def _text(label: Any, help_text: Any = "", rows: int = 5) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": rows}),
    )


def _names(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=2000, required=False)


class ReflectionForm(EditingForm):
    """A reflection, on three prompts or on a blank page."""

    title = forms.CharField(label=_("Title"), max_length=LONGEST_NAME, required=False, help_text=_("If it has one."))
    text = _text(_("What?"), _("What happened, what you read, what somebody said."))
    so_what = _text(_("So what?"), _("What it means to you, and why it stays with you."))
    now_what = _text(_("Now what?"), _("What you would like to try, ask or leave."))
    unsure = _text(_("What I am unsure of"), rows=2)
    state = forms.ChoiceField(
        label=_("How far it is"), choices=Reflection.State.choices, widget=forms.RadioSelect, initial="messy"
    )
    learned_from = _names(_("Learned from"), _("Names, with commas between. Whoever is new becomes a candidate."))
    thought_with = _names(_("Thought through with"))
    role_models = _names(_("After the example of"))
    people = _names(_("Somebody else it is about"))
    about = forms.MultipleChoiceField(label=_("It is about"), required=False, widget=forms.CheckboxSelectMultiple)
    prompts = forms.ChoiceField(choices=Prompts.choices, widget=forms.HiddenInput)

    CREDITS = (
        ("learned_from", Credit.Kind.FROM),
        ("thought_with", Credit.Kind.WITH),
        ("role_models", Credit.Kind.ROLE),
    )

    def __init__(
        self, *args: Any, choices: Sequence[tuple[str, str]], prompts: str, is_new: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["version"].required = not is_new
        for name in ("about", "people", "prompts"):
            self.fields[name].show_hidden_initial = False
        if choices:
            self.fields["about"].choices = choices  # type: ignore[attr-defined]  # a field of choices, as above
        else:
            del self.fields["about"]
        if prompts == Prompts.BLANK:
            self.fields["text"].label, self.fields["text"].help_text = _("Your words"), ""
            self.fields["text"].widget.attrs["rows"] = 12
            for name in ("so_what", "now_what"):
                self.fields[name].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if (
            not self.errors
            and not PASSING & self.data.keys()
            and not any(given.get(name, "").strip() for name in ("title", *TEXTS))
        ):
            self.add_error("text", _("There is no word in it yet. One is enough to begin with."))
        return given

    @classmethod
    def texts_of(cls, record: ReflectionRecord) -> dict[str, Any]:
        """The boxes with words in them, as they are filled by what is written."""
        named = ("title", *TEXTS, "state", *(field for field, _kind in cls.CREDITS))
        return {name: value for name, value in initial_of(record).items() if name in named}

    @property
    def written(self) -> Written:
        """What a valid form says."""
        given = self.cleaned_data
        return Written(
            title=given["title"],
            prompts=given["prompts"],
            **{name: given[name] for name in TEXTS},
            state=given["state"],
            about=about_in(given.get("about", ())),
            people=names_in_line(given["people"]),
            credits={kind: names_in_line(given[field]) for field, kind in self.CREDITS},
        )


def names_in_line(text: str) -> tuple[str, ...]:
    """Names with commas between."""
    return tuple(dict.fromkeys(filter(None, (" ".join(name.split()) for name in text.split(",")))))


def about_in(values: Iterable[str]) -> tuple[About, ...]:
    """What `post-12` and the like name; anything else is passed over."""
    found = []
    kinds: dict[str, AboutKind] = {kind: kind for kind in get_args(AboutKind)}
    for value in values:
        kind, _dash, number = value.partition("-")
        pk = id_in(number)
        if kind in kinds and pk is not None:
            found.append(About(kinds[kind], pk))
    return tuple(dict.fromkeys(found))


def choice_of(line: AboutLine) -> tuple[str, str]:
    return f"{line.about.kind}-{line.about.id}", line.name


def on_another_page(typed: QueryDict) -> QueryDict:
    """What was typed so far, for the same form with the prompts or without them. No word is left behind."""
    data = typed.copy()
    if data.get("prompts") == Prompts.BLANK:
        data["prompts"] = Prompts.THREE
        return data
    texts = (data.get(name, "").strip("\r\n") for name in ("text", "so_what", "now_what"))
    data["text"] = "\n\n".join(filter(None, texts))
    data["prompts"], data["so_what"], data["now_what"] = Prompts.BLANK, "", ""
    return data


def initial_of(record: ReflectionRecord) -> dict[str, Any]:
    """The form of what is written."""
    names = {
        field: ", ".join(each.name for each in record.credits if each.kind == kind)
        for field, kind in ReflectionForm.CREDITS
    }
    return {
        "title": record.title,
        **{name: getattr(record, name) for name in TEXTS},
        "state": record.state,
        **names,
        "about": [choice_of(line)[0] for line in record.about],
        "prompts": record.prompts,
        "version": record.version,
    }
