"""What does not fit is said beside the field, nothing is kept of it, and what was typed stays."""

from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.network import Network
from tests.web.pages.conftest import browser_of
from tests.web.pages.routes import MOMENT, SETTINGS, WISHES, moment_of
from tests.web.pages.test_privacy import everything

ODD = [
    "x" * 100_000,
    "\x00",
    "\N{RIGHT-TO-LEFT OVERRIDE}evil",
    "<script>alert(1)</script>",
    "'; drop table core_owner; --",
    "😀" * 400,
    " \n\t ",
]


@pytest.fixture
def browser(alices: Network) -> Client:
    return browser_of(alices)


BAD: list[tuple[str, dict[str, Any], str]] = [
    ("/follow/", {}, "Paste an address, or choose a file."),
    ("/follow/", {"addresses": "  \n "}, "Paste an address, or choose a file."),
    ("/follow/", {"addresses": "a" * 500_001}, "at most 500000"),
    ("/welcome/", {"question": "Why?"}, "Paste an address, or choose a file."),
    ("/welcome/", {"addresses": "a.example", "question": "why " * 26}, "twenty-five words at most"),
    ("/questions/", {"text": ""}, "This field is required."),
    ("/questions/", {"text": "why " * 26}, "twenty-five words at most"),
    ("/people/add/", {"name": ""}, "This field is required."),
    ("/people/add/", {"name": "Ada", "address": "soon"}, "That is no address."),
    ("/settings/", SETTINGS | {"email": "nobody"}, "valid email"),
    ("/settings/", SETTINGS | {"day_starts_at": "25:00"}, "valid time"),
    ("/settings/", SETTINGS | {"paused_until": "soon"}, "valid date"),
    ("/settings/", SETTINGS | {"language": "tlh"}, "valid choice"),
    ("/settings/reading/", WISHES | {"ration_minutes": "0"}, "greater than or equal to 1"),
    ("/settings/reading/", WISHES | {"ration_minutes": "1e9"}, "whole number"),
    ("/settings/reading/", WISHES | {"wider": "3"}, "less than or equal to 2"),
    ("/settings/reading/", WISHES | {"weekdays": ["8"]}, "valid choice"),
    ("/settings/password/", {"old": "guess", "new": "another kettle, more time"}, "not your password now"),
]


@pytest.mark.parametrize(("path", "data", "said"), BAD)
def test_what_does_not_fit_is_said_and_nothing_is_kept(
    path: str, data: dict[str, Any], said: str, browser: Client
) -> None:
    before = everything()
    answer = browser.post(path, data)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    html = answer.content.decode()
    assert said in html
    assert 'aria-invalid="true"' in html
    assert everything() == before


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize(
    ("path", "name", "data"),
    [
        ("/follow/", "addresses", {}),
        ("/questions/", "text", {}),
        ("/people/add/", "name", {}),
        ("/people/add/", "address", {"name": "Ada"}),
        ("/settings/", "email", SETTINGS),
        ("/settings/reading/", "muted", WISHES),
        ("/settings/reading/", "interests", WISHES),
        ("/sign-in/", "name", {"password": "x"}),
    ],
)
def test_odd_words_break_nothing(path: str, name: str, data: dict[str, Any], odd: str, browser: Client) -> None:
    answer = browser.post(path, data | {name: odd})
    assert answer.status_code in {HTTPStatus.SEE_OTHER, HTTPStatus.BAD_REQUEST}
    assert b"<script>alert(1)" not in answer.content


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize(
    "address",
    [
        "/people/?q=",
        "/people/?from=",
        "/sources/?q=",
        "/sources/?after=",
        "/search/?q=",
        "/search/?q=tea&after=",
        "/kept/?before=",
        "/library/?before=",
        "/library/?person=",
        "/library/?question=",
        "/library/?state=",
        "/library/?since=",
        "/library/?until=",
        "/moments/?before=",
        "/moments/?kind=",
        "/sign-in/?next=",
    ],
)
def test_odd_questions_break_nothing(address: str, odd: str, browser: Client) -> None:
    path, _, query = address.partition("?")
    given = dict(part.split("=") for part in query.split("&"))
    last = list(given)[-1]
    answer = browser.get(path, given | {last: odd[:2000]})
    assert answer.status_code in {HTTPStatus.OK, HTTPStatus.SEE_OTHER}
    assert b"<script>alert(1)" not in answer.content


@pytest.mark.parametrize("before", ["0", "-1", "x", "9" * 30, "²", "\N{ARABIC-INDIC DIGIT ONE}"])
def test_any_place_to_go_on_from_is_a_page(before: str, browser: Client, alices: Network) -> None:
    for path in (f"/people/{alices.person.pk}/", f"/sources/{alices.source.pk}/"):
        assert browser.get(path, {"before": before}).status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "neither OPML nor a list"),
        (b"<opml><body></body></opml>", "no address in that list"),
        (b"<html><p>hello</p></html>", "neither OPML nor a list"),
    ],
)
def test_a_file_that_is_no_list_is_said_to_be_none(body: bytes, said: str, browser: Client) -> None:
    before = everything()
    answer = browser.post("/follow/", {"subscriptions": SimpleUploadedFile("list.opml", body)})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert said in answer.content.decode()
    assert everything() == before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "Say in a few words what happened"),
        ("yesterday:", "Say in a few words what happened"),
        ("31 February: tea", "There is no such day"),
        ("1 May 2030: tea", "That is still to come"),
        ("x" * 2001, "at most 2000"),
    ],
)
def test_a_line_that_is_no_moment_is_said_to_be_none(line: str, said: str, browser: Client, alices: Network) -> None:
    before = everything()
    answer = browser.post(f"/people/{alices.person.pk}/moments/", {"line": line})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert said in answer.content.decode()
    assert everything() == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"day": "2026-11-23"}, "That is still to come"),
        ({"day": "0001-01-01"}, "longer ago than anybody remembers"),
        ({"day": "tomorrow"}, "valid date"),
        ({"time": "25:00"}, "valid time"),
        ({"kind": "rite"}, "valid choice"),
        ({"direction": "up"}, "valid choice"),
        ({"words": "", "kind": "note"}, "in a few words"),
    ],
)
def test_a_moment_that_cannot_be_so_stays_as_it_was(
    change: dict[str, str], said: str, browser: Client, alices: Network
) -> None:
    before = everything()
    answer = browser.post(f"/moments/{moment_of(alices)[0]}/", MOMENT | change)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert said in answer.content.decode()
    assert everything() == before


def test_a_file_of_more_than_ten_megabytes_is_refused_with_a_sentence(browser: Client) -> None:
    large = SimpleUploadedFile("list.opml", b"<opml>" + bytes(10 * 1024 * 1024))
    answer = browser.post("/follow/", {"subscriptions": large})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "larger than ten megabytes" in answer.content.decode()


@pytest.mark.parametrize("address", ["/follow/", "/settings/", "/posts/1/keep/"])
def test_a_body_of_any_size_is_refused_before_it_is_kept(address: str, browser: Client) -> None:
    large = SimpleUploadedFile("list.opml", bytes(12 * 1024 * 1024))
    answer = browser.post(address, {"subscriptions": large})
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert "larger than ten megabytes" in answer.content.decode()


def test_a_hostile_list_is_read_without_believing_it(browser: Client) -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        b'<!ENTITY f SYSTEM "file:///etc/passwd">]><opml><body>'
        b'<outline text="&f;&b;" xmlUrl="https://ada.example/feed"/></body></opml>'
    )
    answer = browser.post("/follow/", {"subscriptions": SimpleUploadedFile("../../list.opml", bomb)})
    assert answer.status_code == HTTPStatus.SEE_OTHER
    page = browser.get(answer.headers["Location"]).content.decode()
    assert "root:" not in page
    assert "../" not in page
