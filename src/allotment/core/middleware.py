"""What every request passes: the owner's zone and language, and kind words where something goes wrong."""

from collections.abc import Callable
from typing import Final, cast

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.db.utils import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from allotment.core import clock
from allotment.core.accounts.sessions import note_seen, owner_of
from allotment.core.errors import AllotmentError, from_database
from allotment.core.models import Owner
from allotment.core.pages import render_page

Handler = Callable[[HttpRequest], HttpResponse]

LARGEST_BODY: Final = 11 * 1024 * 1024
"""Bytes: a file of ten megabytes, and the form around it."""
MOST_DRAINED: Final = 64 * 1024 * 1024
A_SIP: Final = 64 * 1024


class SignedIn(AuthenticationMiddleware):
    """Who asks, without a query of its own."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = cast("Owner", SimpleLazyObject(lambda: owner_of(request)))


class OwnersZone:
    """Times are shown in the owner's zone, words in their language; the browser is noted now and then."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        with timezone.override(request.user.zone), translation.override(request.user.language):
            response = self.get_response(request)
        note_seen(request.session, owner=request.user, browser=request.headers.get("User-Agent", ""), now=clock.now())
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class BoundedBody:
    """Refuses what is too large before anything of it is kept, and says so."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) <= LARGEST_BODY:
            return self.get_response(request)
        _drain(request, min(int(length), MOST_DRAINED))
        sentence = _("That is larger than ten megabytes, and nothing of it was kept. A smaller file will do.")
        return render_page(request, "error.html", {"sentence": sentence, "status": 413}, status=413)


def _drain(request: HttpRequest, length: int) -> None:
    """Lets a browser finish sending, which would otherwise show a broken connection instead of our words."""
    while length > 0:
        sip = request.read(min(A_SIP, length))
        if not sip:
            return
        length -= len(sip)


class KindErrors:
    """Turns what the areas say went wrong into a page with the sentence, and a full disk or a busy database too."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        known = error if isinstance(error, AllotmentError) else None
        if known is None and isinstance(error, DatabaseError | OSError):
            known = from_database(error)
        if known is None:
            return None
        return render_page(request, "error.html", {"sentence": str(known), "status": known.status}, status=known.status)
