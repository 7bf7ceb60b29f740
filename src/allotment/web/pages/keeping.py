"""Keeping from elsewhere: a bookmark, a phone's share menu, and tokens for programs."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from allotment.core import clock, words
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.accounts.tokens import make_token, take_back, tokens_of
from allotment.core.models import Token
from allotment.core.pages import render_page, see_other

BOOKMARK = (
    "(function(){var say=encodeURIComponent;location.href='%s?address='+say(location.href)"
    "+'&title='+say(document.title)+'&text='+say(String(getSelection()).slice(0,2000))})()"
)
"""Runs on the page that is to be kept and on no page of ours."""


class TokenForm(forms.Form):
    """What the token is for."""

    name = forms.CharField(
        label=gettext_lazy("What is it for?"), max_length=80, help_text=gettext_lazy("The program that will use it.")
    )


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token: what it is for, and when it was used."""

    id: int
    name: str
    used: str


@dataclass(frozen=True, slots=True)
class KeepingPage:
    """The bookmark, the tokens, and the form for another."""

    bookmark: SafeString
    address: str
    tokens: tuple[TokenLine, ...]
    form: TokenForm


@require_http_methods(["GET", "HEAD", "POST"])
def keeping(request: OwnerRequest) -> HttpResponse:
    """The page under Settings; a new token is said once."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        token = make_token(owner=request.user, name=form.cleaned_data["name"], now=clock.now())
        messages.success(request, _("Here is your token. It is shown this once: %(token)s") % {"token": token})
        return see_other(reverse("keeping"))
    today = request.user.day(clock.now())
    page = KeepingPage(
        bookmark=bookmark_of(request.build_absolute_uri(reverse("keep"))),
        address=request.build_absolute_uri(reverse("api-keep")),
        tokens=tuple(line_of(token, today) for token in tokens_of(owner=request.user)),
        form=form,
    )
    return render_page(request, "web/keeping.html", page, status=400 if form.is_bound else 200)


def line_of(token: Token, today: date) -> TokenLine:
    used = _("Last used %(when)s") % {"when": words.since(token.used_on, today)} if token.used_on else _("Not used yet")
    return TokenLine(token.pk, token.name, used)


def bookmark_of(address: str) -> SafeString:
    """As an address that browsers take as a bookmark: letters, digits and percent signs, so safe in an attribute."""
    return mark_safe(f"javascript:{quote(BOOKMARK % quote(address, safe=':/.'), safe='')}")  # noqa: S308 - quoted


@require_POST
def take_back_token(request: OwnerRequest, token_id: int) -> HttpResponse:
    """It opens nothing from now on."""
    take_back(owner=request.user, token_id=token_id)
    messages.success(request, _("Taken back. Nothing opens with it any more."))
    return see_other(reverse("keeping"))
