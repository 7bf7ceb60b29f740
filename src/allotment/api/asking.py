"""Who asks and how they are answered: what every address of the API shares."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.utils import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from allotment.core import clock
from allotment.core.accounts.tokens import owner_of_token
from allotment.core.errors import AllotmentError, from_database
from allotment.core.models import Owner

View = Callable[[HttpRequest, Owner], JsonResponse]


class NoToken(AllotmentError):
    code = "no_token"
    status = 401
    sentence = _("This needs a token of yours: make one under Settings, and send it as “Authorization: Bearer …”.")


class WrongMethod(AllotmentError):
    code = "wrong_method"
    status = 405
    sentence = _("This address takes POST and nothing else.")


def for_programs(view: View) -> Callable[[HttpRequest], JsonResponse]:
    """A view that takes POST with a token. No cookie opens it: no page elsewhere can ask in somebody's name."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest) -> JsonResponse:
        try:
            return _answered(view, request)
        except AllotmentError as error:
            return refused(error)
        except (DatabaseError, OSError) as error:
            known = from_database(error)
            if known is None:
                raise
            return refused(known)

    return answer


def _answered(view: View, request: HttpRequest) -> JsonResponse:
    if request.method != "POST":
        raise WrongMethod
    kind, _space, token = request.headers.get("Authorization", "").partition(" ")
    owner = owner_of_token(token.strip(), today=clock.now().date()) if kind.lower() == "bearer" else None
    if owner is None:
        raise NoToken
    with timezone.override(owner.zone), translation.override(owner.language):
        return view(request, owner)


def refused(error: AllotmentError) -> JsonResponse:
    """The sentence and its code, as the terminal has them."""
    body: dict[str, Any] = {"error": {"code": error.code, "message": str(error)}}
    head = {401: {"WWW-Authenticate": "Bearer"}, 405: {"Allow": "POST"}}.get(error.status, {})
    return JsonResponse(body, status=error.status, headers=head)
