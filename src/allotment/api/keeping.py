"""`POST /api/v1/keep`: an address, a thought, a photo."""

import json
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _

from allotment.api.asking import for_programs
from allotment.core import clock
from allotment.core.errors import AllotmentError
from allotment.core.models import Owner
from allotment.sense.actions.describing import tag_resource
from allotment.sense.actions.keeping import Kept, NothingToKeep, keep_photo, keep_text
from allotment.sense.queries.resources import as_json

LARGEST_JSON = 1024 * 1024
FIELDS = ("what", "title", "words", "alt")


class NotUnderstood(AllotmentError):
    code = "not_understood"
    sentence = _("Send a JSON object whose values are text (and a list of texts as “tags”), or a form.")


@for_programs
def keep(request: HttpRequest, owner: Owner) -> JsonResponse:
    """201 for what is new, 200 for what was kept before."""
    given = given_in(request)
    tags = given.pop("tags")
    kept = kept_by(request, owner, given)
    if tags:
        tag_resource(owner=owner, resource=kept.resource, tags=tags)
    return JsonResponse(as_json(kept.resource, again=kept.again), status=200 if kept.again else 201)


def kept_by(request: HttpRequest, owner: Owner, given: dict[str, str]) -> Kept:
    now, what, photo = clock.now(), given["what"], request.FILES.get("photo")
    title, words = given["title"], given["words"]
    if photo is None and not what.strip():
        raise NothingToKeep
    if photo is None:
        return keep_text(owner=owner, text=what, title=title, words=words, now=now)
    said = "\n\n".join(filter(None, (what, words)))
    return keep_photo(owner=owner, body=photo.read(), alt=given["alt"], title=title, words=said, now=now)


def given_in(request: HttpRequest) -> dict[str, Any]:
    """The texts of a form or of a JSON object, and its tags."""
    if request.content_type != "application/json":
        found: dict[str, Any] = {name: request.POST.get(name, "") for name in FIELDS}
        return checked(found | {"tags": request.POST.getlist("tags")})
    if int(request.headers.get("Content-Length") or 0) > LARGEST_JSON:
        raise NotUnderstood
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise NotUnderstood from error
    if not isinstance(body, dict):
        raise NotUnderstood
    return checked({name: body.get(name, "") for name in FIELDS} | {"tags": body.get("tags", [])})


def checked(given: dict[str, Any]) -> dict[str, Any]:
    """Texts that can be stored: no NUL, no half of a pair of surrogates."""
    tags = given["tags"]
    if not isinstance(tags, list):
        raise NotUnderstood
    for text in (*(given[name] for name in FIELDS), *tags):
        if not isinstance(text, str) or "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise NotUnderstood
    return given
