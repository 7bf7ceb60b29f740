"""Every address of the application climbs the ladder."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.ladder import Ladder
from tests.network import Network
from tests.web.pages.routes import A_GUESS, ACTS, EVERY, FILES, FORMS, OPEN, SEEN, Kind, Route


def named(pattern: URLResolver | URLPattern) -> Iterator[str | None]:
    if isinstance(pattern, URLPattern):
        yield pattern.name
    else:
        for below in pattern.url_patterns:
            yield from named(below)


def test_no_address_stands_beside_the_ladder() -> None:
    assert sorted(map(str, named(get_resolver()))) == sorted(route.name for route in EVERY)


@pytest.mark.parametrize("route", SEEN, ids=lambda route: route.name)
def test_a_page_climbs(route: Route, ladder: Ladder, alices: Network) -> None:
    takes_post = route.kind is Kind.FORM
    html = ladder.climb_page(route.address(alices), is_private=route.is_private, takes_post=takes_post)
    assert "<h1>" in html or "<h1 " in html


@pytest.mark.parametrize("route", [*FORMS, *ACTS], ids=lambda route: route.name)
def test_what_is_sent_climbs(route: Route, ladder: Ladder, alices: Network) -> None:
    data = route.data(alices)
    ladder.climb_act(route.address(alices), data, is_private=route.is_private, takes_get=route.kind is Kind.FORM)


@pytest.mark.parametrize("route", FILES, ids=lambda route: route.name)
def test_a_file_is_its_owners_alone(route: Route, ladder: Ladder, alices: Network) -> None:
    address = route.address(alices)
    assert ladder.owner.get(address).status_code == HTTPStatus.OK
    assert ladder.owner.post(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    if route.is_private:
        assert ladder.stranger.get(address).status_code == HTTPStatus.NOT_FOUND
    assert ladder.nobody.get(address).headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("route", [route for route in EVERY if route.is_private], ids=lambda route: route.name)
def test_what_is_not_there_is_not_found(route: Route, ladder: Ladder, alices: Network) -> None:
    right = route.address(alices)
    for wrong in (0, 9**18, 10**30, "9" * 5000) if route.arguments(alices) else ():
        address = right.replace(f"/{route.arguments(alices)[0]}/", f"/{wrong}/")
        answer = ladder.owner.post(address) if route.kind is Kind.ACT else ladder.owner.get(address)
        assert answer.status_code == HTTPStatus.NOT_FOUND, address


@pytest.mark.parametrize(
    "address",
    [
        "/day/2026-13-45/",
        "/day/2031-01-01/",
        "/day/0001-01-01/",
        "/posts/x/",
        "/people/-1/",
        "/sources/1.5/",
        "/questions/1/burn/",
        "/claim/a-guess/",
        "/feed/a-guess/edition.atom",
        "/nowhere/",
    ],
)
def test_an_address_that_makes_no_sense_is_not_found(address: str, ladder: Ladder) -> None:
    assert ladder.owner.get(address).status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
    assert ladder.owner.post(address).status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}


@pytest.mark.parametrize("route", OPEN, ids=lambda route: route.name)
def test_what_is_open_needs_no_one(route: Route, alices: Network, as_nobody: Client) -> None:
    address = route.address(alices)
    guessed = A_GUESS in address
    assert as_nobody.get(address).status_code == (HTTPStatus.NOT_FOUND if guessed else HTTPStatus.OK)
    assert as_nobody.delete(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("route", EVERY, ids=lambda route: route.name)
def test_every_answer_keeps_to_a_strict_policy(route: Route, ladder: Ladder, alices: Network) -> None:
    headers = ladder.owner.get(route.address(alices)).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}


@pytest.mark.parametrize("route", SEEN, ids=lambda route: route.name)
def test_what_an_owner_sees_is_kept_by_nobody_on_the_way(route: Route, ladder: Ladder, alices: Network) -> None:
    headers = ladder.owner.get(route.address(alices)).headers
    assert "private" in headers["Cache-Control"]
    assert "Cookie" in headers["Vary"]
