"""Coming in, going out, and one's own settings."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allotment.core import clock
from allotment.core.accounts import actions, queries
from allotment.core.accounts.forms import AccountForm, ClaimForm, PasswordForm, SignInForm
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.pages import render_page, see_other

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page that is one form."""

    form: forms.BaseForm
    next: str = ""


@dataclass(frozen=True, slots=True)
class SessionsPage:
    """The browsers one is signed in with."""

    sessions: list[queries.SessionLine]
    has_others: bool


@sensitive_post_parameters("password")
@login_not_required
@GET_OR_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; after a few wrong ones the door stays shut for a while (`axes`)."""
    target = _safe_next(request)
    if request.user.is_authenticated:
        return see_other(target)
    form = SignInForm(request.POST or None)
    if form.is_valid():
        # By its own word "name", under which axes counts what went wrong.
        owner = authenticate(request, name=form.cleaned_data["name"], password=form.cleaned_data["password"])
        if owner is not None:
            login(request, owner)
            return see_other(target)
        if getattr(request, "axes_locked_out", False):
            return locked_out(request)
        form.add_error(None, _("That name and password do not belong together."))
    status = 400 if request.method == "POST" else 200
    return render_page(request, "core/sign-in.html", FormPage(form, request.GET.get("next", "")), status=status)


def locked_out(request: HttpRequest, *_args: object, **_options: object) -> HttpResponse:
    """What the door says after too many wrong passwords."""
    form = SignInForm({"name": request.POST.get("name", ""), "password": "-"})
    form.add_error(None, _("There have been several wrong passwords. Wait a quarter of an hour, then try again."))
    response = render_page(request, "core/sign-in.html", FormPage(form), status=429)
    response["Retry-After"] = "900"
    return response


def _safe_next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return resolve_url("today")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return see_other(resolve_url("sign-in"))


@sensitive_post_parameters("password")
@login_not_required
@GET_OR_POST
def claim(request: HttpRequest, token: str) -> HttpResponse:
    """The one-time link from the terminal: makes the first owner and signs them in."""
    now = clock.now()
    if not actions.claim_holds(token, now=now):
        raise Http404
    form = ClaimForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        owner = actions.claim(
            token=token,
            name=given["name"],
            password=given["password"],
            email=given["email"],
            time_zone=given["time_zone"],
            now=now,
        )
        login(request, owner, backend="django.contrib.auth.backends.ModelBackend")
        return see_other(resolve_url("welcome"))
    return render_page(request, "core/claim.html", FormPage(form), status=400 if form.is_bound else 200)


@GET_OR_POST
def account(request: OwnerRequest) -> HttpResponse:
    """Time zone, language, start of day, being away."""
    form = AccountForm(request.POST or None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your settings are kept."))
        return see_other(resolve_url("settings"))
    if form.is_bound:
        request.user.refresh_from_db()
    return render_page(request, "core/settings.html", FormPage(form), status=400 if form.is_bound else 200)


@sensitive_post_parameters("old", "new")
@GET_OR_POST
def password(request: OwnerRequest) -> HttpResponse:
    """A new password; other browsers are signed out, this one stays."""
    form = PasswordForm(request.user, request.POST or None)
    if form.is_valid():
        request.user.set_password(form.cleaned_data["new"])
        request.user.save(update_fields=["password"])
        update_session_auth_hash(request, request.user)
        actions.end_other_sessions(owner=request.user, keep=request.session.session_key)
        messages.success(request, _("You have a new password. Other browsers have been signed out."))
        return see_other(resolve_url("settings"))
    return render_page(request, "core/password.html", FormPage(form), status=400 if form.is_bound else 200)


@require_safe
def sessions(request: OwnerRequest) -> HttpResponse:
    """Where one is signed in."""
    lines = queries.sessions_of(owner=request.user, this=request.session.session_key, now=clock.now())
    return render_page(request, "core/sessions.html", SessionsPage(lines, len(lines) > 1))


@require_POST
def end_session(request: OwnerRequest) -> HttpResponse:
    """Signs one other browser out, or all of them."""
    name, this = request.POST.get("name", ""), request.session.session_key
    if name == "others":
        actions.end_other_sessions(owner=request.user, keep=this)
        messages.success(request, _("Every other browser has been signed out."))
        return see_other(resolve_url("sessions"))
    ended = actions.end_session(owner=request.user, name=name)
    if ended is None:
        raise Http404
    if ended == this:
        logout(request)
        return see_other(resolve_url("sign-in"))
    messages.success(request, _("That browser has been signed out."))
    return see_other(resolve_url("sessions"))
