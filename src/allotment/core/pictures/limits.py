"""What a picture may be, for who takes one in; and what is said of anything else."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from allotment.core.errors import AllotmentError

MEDIA_TYPE: Final = "image/webp"
"""Of what is shown, whatever was handed in."""
LONGEST_ALT: Final = 1000
MOST_BYTES: Final = 10 * 1024 * 1024
MOST_PIXELS: Final = 64_000_000
"""More than the cameras of phones give unless they are asked to; four bytes a pixel are held for a moment."""
BEGINNINGS: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")


class NotAPicture(AllotmentError):
    """What was handed in cannot be shown as a picture, and why."""

    code = "not_a_picture"
    sentence = _("This is no picture that can be read. JPEG, PNG, WebP and GIF can.")


def begins_like_a_picture(body: bytes) -> bool:
    """By its first bytes; whether it is one is found out by drawing it."""
    return body.startswith(BEGINNINGS)
