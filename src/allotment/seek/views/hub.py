"""Where hubs find us. There is nobody to be kind to here: only status codes count."""

from collections.abc import Iterator

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from allotment.core import clock
from allotment.networks.websub import signature_of
from allotment.seek.fetching import hubs
from allotment.seek.models import Source

MOST_BYTES = 10 * 1024 * 1024
PIECE = 64 * 1024
LONGEST_CHALLENGE = 1000


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
def hub(request: HttpRequest, signed: str) -> HttpResponse:
    """GET: the hub verifies what we asked for. POST: it tells of news."""
    source = hubs.source_at(signed)
    if source is None:
        raise Http404
    return verify(request, source) if request.method == "GET" else hear(request, source)


def verify(request: HttpRequest, source: Source) -> HttpResponse:
    """https://www.w3.org/TR/websub/#hub-verifies-intent"""
    now, asked = clock.now(), request.GET
    mode, topic = asked.get("hub.mode", ""), asked.get("hub.topic", "")
    if mode == "denied":
        hubs.refused(source, topic=topic, now=now)
        return HttpResponse(status=204)
    if mode != "subscribe":
        raise Http404
    if not hubs.agreed(source, topic=topic, seconds=asked.get("hub.lease_seconds", ""), now=now):
        raise Http404
    challenge = asked.get("hub.challenge", "")[:LONGEST_CHALLENGE]
    return HttpResponse(challenge, content_type="text/plain; charset=utf-8")


def hear(request: HttpRequest, source: Source) -> HttpResponse:
    """https://www.w3.org/TR/websub/#content-distribution: an unsigned or ill-signed call is thanked and ignored, so
    that nobody learns from the answer; 410 ends what nobody here follows any more."""
    if not source.follows.exists():
        return HttpResponse(status=410)
    signature = signature_of(request.headers.get("X-Hub-Signature", ""))
    hubs.told(source, signature=signature, pieces=pieces_of(request), now=clock.now())
    return HttpResponse(status=202)


def pieces_of(request: HttpRequest) -> Iterator[bytes]:
    """The body as it comes, and no more of it than a feed may have."""
    left = MOST_BYTES
    while left > 0 and (piece := request.read(min(PIECE, left))):
        left -= len(piece)
        yield piece
