"""A request whose owner is known."""

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from allotment.core.models import Owner


class OwnerRequest(HttpRequest):
    """What a view behind the sign-in gets. For types only: `LoginRequiredMiddleware` sees to it."""

    user: Owner
    session: SessionBase
