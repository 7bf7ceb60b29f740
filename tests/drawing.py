"""Pictures as cameras and pens make them, without either."""

import io

from PIL import Image


def a_photo(words: str = "a kettle", width: int = 40, height: int = 30, kind: str = "JPEG") -> bytes:
    """A small picture, another one for other words."""
    file = io.BytesIO()
    colour = sum(map(ord, words)) % 256
    Image.new("RGB", (width, height), (colour, len(words), 90)).save(file, kind)
    return file.getvalue()
