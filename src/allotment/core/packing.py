"""Pages are packed on their way, for browsers that say they can unpack them."""

import re
from typing import Final

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from allotment.core.middleware import Handler

QUALITY: Final = 3
"""A tenth of a millisecond for a page of twenty kilobytes; the densest would take twenty times as long."""
LEAST: Final = 600
"""Bytes: less fits into one packet as it is."""
_BROTLI: Final = re.compile(r"(?:^|,)\s*br\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)")


class Packed:
    """Packs pages with Brotli.

    The length of a packed page tells something about its words to who can put words of their own beside them and
    see many answers (BREACH). Here another site cannot ask for a page in the owner's name (cookies are SameSite),
    and the token of a form is written differently in every answer.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not _worth_packing(response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if _BROTLI.search(request.headers.get("Accept-Encoding", "").lower()):
            response.content = brotli.compress(response.content, mode=brotli.MODE_TEXT, quality=QUALITY)
            response.headers["Content-Encoding"] = "br"
            response.headers["Content-Length"] = str(len(response.content))
        return response


def _worth_packing(response: HttpResponse) -> bool:
    """A page whose bytes are there already: neither a file that is sent in pieces, nor one that is packed."""
    return (
        not response.streaming
        and response.headers.get("Content-Type", "").startswith("text/html")
        and not response.has_header("Content-Encoding")
        and len(response.content) >= LEAST
    )
