"""What was kept for later."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from allotment.core import clock
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.pages import render_page
from allotment.core.parts import Row
from allotment.seek.queries.voices import kept_posts
from allotment.seek.rows import post_row


@dataclass(frozen=True, slots=True)
class KeptPage:
    """Some of what was kept, the last first."""

    rows: tuple[Row, ...]
    earlier: str


@require_safe
def kept(request: OwnerRequest) -> HttpResponse:
    """A shelf without a number on it."""
    owner, today = request.user, request.user.day(clock.now())
    lines, before = kept_posts(owner=owner, before=moment(request.GET.get("before", "")))
    page = KeptPage(
        rows=tuple(post_row(line, owner, today) for line in lines),
        earlier=f"{reverse('kept')}?{urlencode({'before': before.isoformat()})}" if before else "",
    )
    return render_page(request, "web/kept.html", page)


def moment(text: str) -> datetime | None:
    """A moment as the page's own links write it; anything else is no moment."""
    try:
        found = parse_datetime(text[:40])
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
