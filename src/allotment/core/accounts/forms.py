"""What the owner types about themselves, turned into values."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from allotment.core.models import Owner
from allotment.core.zones import zone_choices


class SignInForm(forms.Form):
    """Name and password. Whether they belong together is not the form's business."""

    name = forms.CharField(label=_("Name"), max_length=60, widget=forms.TextInput({"autocomplete": "username"}))
    password = forms.CharField(
        label=_("Password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


if TYPE_CHECKING:
    OwnerForm = forms.ModelForm[Owner]
else:
    OwnerForm = forms.ModelForm  # at run time Django's class takes no type in brackets


class NewPasswordField(forms.CharField):
    """A password that is to be set; its strength is checked by the form that knows the owner."""

    def __init__(self, **options: Any) -> None:
        widget = forms.PasswordInput({"autocomplete": "new-password"})
        super().__init__(max_length=1000, strip=False, widget=widget, **options)


class ClaimForm(OwnerForm):
    """The first owner introduces themselves."""

    password = NewPasswordField(label=_("Password"), help_text=_("Eight characters or more; a sentence is best."))
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)

    class Meta:
        model = Owner
        fields = ["name", "email", "time_zone"]

    field_order = ["name", "password", "email", "time_zone"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, Owner(name=self.cleaned_data.get("name", "")))
        return password


class AccountForm(OwnerForm):
    """What the owner may change about themselves at any time."""

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)

    class Meta:
        model = Owner
        fields = ["email", "time_zone", "language", "day_starts_at", "paused_until"]
        widgets = {
            "day_starts_at": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "paused_until": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "day_starts_at": _("A new edition is ready from then on."),
            "paused_until": _("Until then everything keeps quiet, and nothing piles up. Leave it empty to be here."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=_languages)


def _languages() -> list[tuple[str, str]]:

    return [(code, str(name)) for code, name in settings.LANGUAGES]


class PasswordForm(forms.Form):
    """The old password once, the new one once: it can be looked at while typing in any browser."""

    old = forms.CharField(
        label=_("Your password now"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    new = NewPasswordField(label=_("The new one"), help_text=_("Eight characters or more; a sentence is best."))

    def __init__(self, owner: Owner, *args: Any, **options: Any) -> None:
        self.owner = owner
        super().__init__(*args, **options)

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if not self.owner.check_password(old):
            raise forms.ValidationError(_("That is not your password now."))
        return old

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        validate_password(new, self.owner)
        return new
