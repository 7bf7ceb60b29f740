"""Addresses as people write them; pure."""

import re
from typing import Final
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allotment.networks.errors import NetworkError
from allotment.networks.http.targets import Target, target

SHAPE: Final = re.compile(r"https?://(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?(?:[/?][!$-~]*)?")


@pytest.mark.parametrize(
    ("written", "address", "host"),
    [
        ("http://example.org", "http://example.org", "example.org"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c", "example.org"),
        ("  https://example.org/a\n", "https://example.org/a", "example.org"),
        ("HTTPS://Example.ORG/A", "https://example.org/A", "example.org"),
        ("http://example.org:80/", "http://example.org/", "example.org"),
        ("http://example.org:8080/", "http://example.org:8080/", "example.org"),
        ("https://example.org./", "https://example.org./", "example.org"),
        ("http://b\u00fccher.example/", "http://xn--bcher-kva.example/", "xn--bcher-kva.example"),
        ("http://B\u00dcCHER.example/", "http://xn--bcher-kva.example/", "xn--bcher-kva.example"),
        ("http://fa\u00df.example/", "http://xn--fa-hia.example/", "xn--fa-hia.example"),
        ("http://\u4f8b\u3048.\u30c6\u30b9\u30c8/", "http://xn--r8jz45g.xn--zckzah/", "xn--r8jz45g.xn--zckzah"),
        ("http://example\u3002org/", "http://example.org/", "example.org"),
        ("http://example.org/\u00fc b", "http://example.org/%C3%BC%20b", "example.org"),
        ("http://example.org/%C3%BC", "http://example.org/%C3%BC", "example.org"),
        ("http://example.org#top", "http://example.org/", "example.org"),
        ("http://example.org\\@evil.test/", "http://example.org/@evil.test/", "example.org"),
        ("http:example.org/a", "http://example.org/a", "example.org"),
        ("http:///example.org/a", "http://example.org/a", "example.org"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a", "[::1]"),
        ("http://my_host.example/", "http://my_host.example/", "my_host.example"),
    ],
)
def test_addresses_are_mended(written: str, address: str, host: str) -> None:
    found = target(written)
    assert (found.address, found.host, found.login) == (address, host, None)


@pytest.mark.parametrize(
    "written",
    [
        "", " ", "example.org", "/feed", "http://", "http:///", "https://?x", "ftp://example.org/", "file:///etc/passwd",
        "javascript:alert(1)", "data:text/plain,x", "http://a b/", "http://a..b/", "http://a:99999/", "http://a:x/",
        "http://[::1", "http://[evil]/", "http://a\x00b/", "http://<a>/", "http://" + "a" * 300 + "/",
        "http://example.org/" + "a" * 10_000, "http://\ud800/", "http://\u200b/",
    ],
)  # fmt: skip
def test_what_is_no_address_is_a_bad_address(written: str) -> None:
    with pytest.raises(NetworkError) as caught:
        target(written)
    assert caught.value.code == "bad_address"


def test_a_login_is_taken_out_of_the_address() -> None:
    found = target("http://ann%40home:pass%3Aword@example.org/a@b")
    assert (found.address, found.login) == ("http://example.org/a@b", "ann@home:pass:word")


def target_or_none(written: str) -> Target | None:
    """None for a bad address; any other error is a fault of ours."""
    try:
        return target(written)
    except NetworkError:
        return None


@given(st.text(), st.text(), st.sampled_from(["{0}", "http://{0}/{1}", "https://{0}?{1}", "http://{0}@{1}"]))
def test_whatever_comes_in_one_narrow_grammar_comes_out(host: str, rest: str, shape: str) -> None:
    found = target_or_none(shape.format(host, rest))
    if found is not None:
        assert SHAPE.fullmatch(found.address)
        assert found.host == urlsplit(found.address).netloc.partition("]")[0].rstrip(".") or ":" in found.address[6:]


@given(st.text())
def test_a_mended_address_stays_as_it_is(text: str) -> None:
    once = target_or_none(f"http://example.org/{text}")
    if once is not None:
        assert target(once.address) == once
