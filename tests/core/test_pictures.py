"""What is handed in as a picture: drawn anew, refused with a sentence, or shown to its owner only."""

import io
import struct
import zlib
from http import HTTPStatus

import pytest
from django.test import Client
from PIL import Image

from allotment.core.errors import NotFound
from allotment.core.models import Owner, Picture, PictureBody
from allotment.core.pictures import NotAPicture, body_of, describe_picture, remove_picture, store_picture
from allotment.core.pictures.drawing import SMALL, WHOLE, drawn
from tests.cast import NOON

PLACE = {1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)}
"""Where a photo was taken, as EXIF has it."""


def a_photo(width: int = 640, height: int = 400, kind: str = "JPEG", mode: str = "RGB", **saved: object) -> bytes:
    file = io.BytesIO()
    Image.new(mode, (width, height), "teal").save(file, kind, **saved)
    return file.getvalue()


def with_a_place() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "a note in the file"
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825).update(PLACE)
    return a_photo(exif=exif)


def of_png(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG that says it is so large, whatever is in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_what_cameras_and_pens_make_becomes_webp_in_two_sizes(kind: str) -> None:
    seen = drawn(a_photo(3000, 1000, kind))
    whole, small = Image.open(io.BytesIO(seen.whole)), Image.open(io.BytesIO(seen.small))
    assert (whole.format, small.format) == ("WEBP", "WEBP")
    assert (whole.size, small.size) == ((WHOLE, 800), (SMALL, 160))
    assert (seen.width, seen.height) == whole.size


def test_a_small_picture_is_not_made_larger() -> None:
    seen = drawn(a_photo(20, 10))
    assert (seen.width, seen.height) == (20, 10)


def test_what_shines_through_goes_on_shining_through() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(file, "PNG")
    assert Image.open(io.BytesIO(drawn(file.getvalue()).whole)).mode == "RGBA"


def test_where_it_was_taken_is_not_kept_and_it_stands_upright() -> None:
    body = with_a_place()
    assert Image.open(io.BytesIO(body)).getexif().get_ifd(0x8825)
    seen = drawn(body)
    assert (seen.width, seen.height) == (400, 640)
    for written in (seen.whole, seen.small):
        again = Image.open(io.BytesIO(written))
        assert dict(again.getexif()) == {}
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(again.info)
        assert b"a note in the file" not in written


def test_what_hides_behind_a_picture_does_not_come_along() -> None:
    seen = drawn(a_photo() + b"<script>alert(1)</script>")
    assert b"<script>" not in seen.whole + seen.small


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"%PDF-1.7\n",
        b"\xff\xd8\xff\xe0" + bytes(300),
        b"GIF89a" + bytes(20),
        a_photo(kind="BMP"),
        a_photo(kind="TIFF"),
        a_photo(kind="ICO"),
        a_photo()[:500],
        of_png(100, 100, b"too few rows"),
        of_png(0, 100),
    ],
    ids=["nothing", "words", "svg", "pdf", "no jpeg", "no gif", "bmp", "tiff", "ico", "cut", "short", "flat"],
)
def test_what_is_no_picture_is_refused_with_a_sentence(body: bytes) -> None:
    with pytest.raises(NotAPicture, match="no picture that can be read"):
        drawn(body)


@pytest.mark.parametrize(("width", "height"), [(40_000, 40_000), (2**31 - 1, 2), (9_000, 9_000)])
def test_a_bomb_is_refused_before_it_is_opened(width: int, height: int) -> None:
    with pytest.raises(NotAPicture):
        drawn(of_png(width, height, bytes(1_000_000)))


def test_more_than_ten_megabytes_are_refused() -> None:
    with pytest.raises(NotAPicture, match="ten megabytes"):
        drawn(bytes(10 * 1024 * 1024 + 1))


def test_a_picture_is_kept_described_and_removed(alice: Owner, bob: Owner) -> None:
    picture = store_picture(owner=alice, body=a_photo(), now=NOON, alt="A kettle")
    describe_picture(owner=bob, picture_id=picture.pk, alt="Mine")
    describe_picture(owner=alice, picture_id=picture.pk, alt="Two kettles")
    assert list(Picture.objects.values_list("alt", "width", "height")) == [("Two kettles", 640, 400)]
    assert body_of(owner=alice, picture_id=picture.pk, size="small")[8:12] == b"WEBP"
    with pytest.raises(NotFound):
        body_of(owner=bob, picture_id=picture.pk, size="small")
    remove_picture(owner=bob, picture_id=picture.pk)
    assert Picture.objects.count() == 1
    remove_picture(owner=alice, picture_id=picture.pk)
    assert PictureBody.objects.count() == 0


def test_a_picture_is_served_as_nothing_but_a_picture(alice: Owner, as_alice: Client) -> None:
    picture = store_picture(owner=alice, body=a_photo(), now=NOON)
    for address in (f"/pictures/{picture.pk}/", f"/pictures/{picture.pk}/small/"):
        answer = as_alice.get(address)
        assert answer.status_code == HTTPStatus.OK
        assert answer.headers["Content-Type"] == "image/webp"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"].startswith("private")
        assert answer.content[8:12] == b"WEBP"
