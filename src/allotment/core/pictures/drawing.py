"""What somebody hands in as a picture, drawn anew: its pixels and nothing else.

Pillow decodes and writes WebP. Whatever else the file carried (where and when it was taken, thumbnails, comments, a
script in a corner) is not copied. Pure; to be imported only where a picture is drawn, since Pillow takes its time.
"""

import io
import warnings
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from allotment.core.pictures.limits import MOST_BYTES, MOST_PIXELS, NotAPicture

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
WHOLE, SMALL = 2400, 480
"""The longer side, in pixels: a page of handwriting stays legible; a list shows it at a glance."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture in two sizes, as WebP."""

    width: int
    height: int
    whole: bytes
    small: bytes


def drawn(body: bytes) -> Drawn:
    """Raises NotAPicture for anything but an honest picture of a reasonable size."""
    if len(body) > MOST_BYTES:
        raise NotAPicture(_("This picture is larger than ten megabytes. A smaller one will do."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn(body)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many() from error
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError, OverflowError) as error:
        raise NotAPicture from error


def _too_many() -> NotAPicture:
    return NotAPicture(_("This picture has too many pixels to be opened. A smaller one will do."))


def _drawn(body: bytes) -> Drawn:
    with Image.open(io.BytesIO(body), formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise _too_many()
        opened.draft("RGB", (WHOLE, WHOLE))  # a JPEG is decoded at the size that is wanted, in a fraction of the memory
        upright = ImageOps.exif_transpose(opened)
    seen = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    seen.thumbnail((WHOLE, WHOLE))
    small = seen.copy()
    small.thumbnail((SMALL, SMALL))
    return Drawn(seen.width, seen.height, _written(seen), _written(small))


def _written(image: Image.Image) -> bytes:
    bare = Image.frombytes(image.mode, image.size, image.tobytes())  # leaves behind whatever hangs on the image
    file = io.BytesIO()
    bare.save(file, "WEBP", quality=82, method=2)
    return file.getvalue()
