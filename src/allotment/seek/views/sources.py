"""What the owner follows: the list, and one source with why it is followed."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from allotment.core import clock
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.pages import render_page
from allotment.core.parts import Row
from allotment.seek.queries.sources import SourceLine, a_page_of_sources


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Some of the sources, in the order of their titles."""

    rows: tuple[Row, ...]
    holds: str
    more: str


@require_safe
def sources(request: OwnerRequest) -> HttpResponse:
    """Everything the owner follows, with its state in words."""
    holds = " ".join(request.GET.get("q", "").split())[:100]
    after = request.GET.get("after", "")[:350]
    found = a_page_of_sources(owner=request.user, now=clock.now(), after=after, holds=holds)
    further = urlencode({name: value for name, value in (("q", holds), ("after", found.next_from)) if value})
    page = SourcesPage(
        rows=tuple(row_of(line) for line in found.sources),
        holds=holds,
        more=f"{reverse('sources')}?{further}" if found.next_from else "",
    )
    return render_page(request, "seek/sources.html", page, part="rows")


def row_of(line: SourceLine) -> Row:
    person = "" if line.person == line.title else line.person
    return Row(line.title, reverse("source", args=[line.id]), line.state_words, person)
