"""Pages as they travel."""

import brotli
import pytest
from django.test import Client

from allotment.core.models import Owner
from tests.cast import client_of


def test_a_page_is_packed_for_who_can_unpack_it(alice: Owner) -> None:
    plain, packed = (client_of(alice).get("/settings/", headers=headers) for headers in ({}, accepting("gzip, br")))
    assert packed.headers["Content-Encoding"] == "br"
    assert packed.headers["Content-Length"] == str(len(packed.content))
    assert len(packed.content) < len(plain.content) / 2
    assert b"</html>" in brotli.decompress(packed.content)
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Accept-Encoding" in plain.headers["Vary"]


@pytest.mark.parametrize("accepted", ["", "gzip", "br;q=0", "br;q=0.0, gzip", "brotli", "x-br"])
def test_nobody_else_gets_it_packed(alice: Owner, accepted: str) -> None:
    answer = client_of(alice).get("/settings/", headers=accepting(accepted))
    assert "Content-Encoding" not in answer.headers
    assert b"</html>" in answer.content


@pytest.mark.parametrize("accepted", ["br", "BR", "gzip,br", "br;q=0.5, gzip", "gzip, deflate, br, zstd"])
def test_browsers_are_understood_however_they_say_it(alice: Owner, accepted: str) -> None:
    assert client_of(alice).get("/settings/", headers=accepting(accepted)).headers["Content-Encoding"] == "br"


def test_what_is_small_or_no_page_stays_as_it_is(db: None) -> None:
    for address in ("/health", "/manifest.webmanifest"):
        assert "Content-Encoding" not in Client().get(address, headers=accepting("br")).headers


def accepting(what: str) -> dict[str, str]:
    return {"accept-encoding": what}
