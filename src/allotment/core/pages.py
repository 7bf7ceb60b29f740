"""The only way to answer with HTML: a template, one record, and no question to the database while rendering."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


class QueryWhileRendering(RuntimeError):
    """A template asked the database: what it needs belongs into the record."""


@contextmanager
def no_queries() -> Iterator[None]:
    """Forbids queries inside; used while a template renders, in development and in tests."""

    def refuse(_execute: Callable[..., Any], sql: str, *_args: Any) -> None:
        raise QueryWhileRendering(sql)

    with connection.execute_wrapper(refuse):
        yield


def see_other(address: str) -> HttpResponse:
    """The answer to a form: look there now (303), so that going back never sends it twice."""
    return HttpResponse(status=303, headers={"Location": address})


def render_page(
    request: HttpRequest, template: str, record: object, *, part: str = "", status: int = 200
) -> HttpResponse:
    """The page, or only its named part where htmx asked for it. The record is called `page` in the template."""
    swap = bool(part) and bool(getattr(request, "htmx", False))
    name = f"{template}#{part}" if swap else template
    context = {"page": record}
    if request.user.is_authenticated:
        request.user.pk  # noqa: B018 - the owner is read before queries are forbidden
    if settings.FORBID_QUERIES_WHILE_RENDERING:
        with no_queries():
            html = render_to_string(name, context, request)
    else:
        html = render_to_string(name, context, request)
    response = HttpResponse(html, status=status)
    if part:
        response["Vary"] = "HX-Request"
    return response
