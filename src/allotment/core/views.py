"""The files of the ground floor's own rows."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from allotment.core.accounts.requests import OwnerRequest
from allotment.core.models import PictureBody
from allotment.core.pictures import MEDIA_TYPE, body_of

A_YEAR = 60 * 60 * 24 * 365


@require_safe
def picture(request: OwnerRequest, picture_id: int, size: str = PictureBody.Size.WHOLE) -> HttpResponse:
    """A picture of the owner's. Under its number it never changes; opened by itself it may do nothing at all."""
    body = body_of(owner=request.user, picture_id=picture_id, size=size)
    return HttpResponse(
        body,
        content_type=MEDIA_TYPE,
        headers={
            "Cache-Control": f"private, max-age={A_YEAR}, immutable",
            "Content-Disposition": f'inline; filename="picture-{picture_id}.webp"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )
