"""What programs may keep with a token, and what they are told; docs/reference/api.md is held against it."""

import json
from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from allotment.core.accounts.tokens import MOST, TooManyTokens, make_token, take_back
from allotment.core.errors import NotFound
from allotment.core.models import Owner, Token
from allotment.sense.models import Resource
from tests.cast import NOON
from tests.drawing import a_photo
from tests.house.tree import ROOT

ADDRESS = "/api/v1/keep"
PAGE = ROOT / "docs/reference/api.md"


@pytest.fixture
def token(alice: Owner) -> str:
    return make_token(owner=alice, name="A reader", now=NOON)


def send(token: str, body: Any, **more: Any) -> Any:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    headers = {"Authorization": f"Bearer {token}"}
    return Client(enforce_csrf_checks=True).post(ADDRESS, text, "application/json", headers=headers, **more)


def test_an_address_is_kept_once(token: str, alice: Owner) -> None:
    body = {"what": "https://ada.example/kettle", "title": "On kettles", "words": "Slow tea", "tags": ["tea"]}
    first, again = send(token, body), send(token, body)
    assert (first.status_code, again.status_code) == (HTTPStatus.CREATED, HTTPStatus.OK)
    assert (first.json()["again"], again.json()["again"]) == (False, True)
    kept = Resource.objects.get(owner=alice)
    assert (kept.title, kept.words, [tag.name for tag in kept.tags.all()]) == ("On kettles", "Slow tea", ["tea"])


def test_the_reference_shows_what_is_sent_and_answered(token: str) -> None:
    examples = [json.loads(each.partition("```")[0]) for each in PAGE.read_text().split("```json\n")[1:]]
    answer = send(token, examples[0]).json()
    assert {key: type(value) for key, value in answer.items()} == {
        key: type(value) for key, value in examples[1].items()
    }
    refused = send("allotment_guess", examples[0]).json()
    assert refused == examples[2]


def test_a_thought_is_kept(token: str) -> None:
    assert send(token, {"what": "Kettles teach patience"}).json()["kind"] == "thought"


def test_a_photo_is_kept_from_a_form(token: str) -> None:
    form = {"photo": SimpleUploadedFile("a.jpg", a_photo()), "alt": "A kettle", "tags": ["tea", "jazz"]}
    answer = Client().post(ADDRESS, form, headers={"Authorization": f"bearer {token}"})
    assert (answer.status_code, answer.json()["kind"]) == (HTTPStatus.CREATED, "photo")
    assert answer.json()["tags"] == ["jazz", "tea"]
    assert Resource.objects.get().alt == "A kettle"


@pytest.mark.parametrize("head", ["", "Bearer", "Bearer ", "Bearer guess", "Bearer allotment_guess", "Basic YTpi"])
def test_nobody_without_a_token_keeps_anything(head: str, alice: Owner, as_alice: Client) -> None:
    answer = as_alice.post(ADDRESS, {"what": "tea"}, headers={"Authorization": head} if head else {})
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["error"]["code"] == "no_token"
    assert not Resource.objects.exists()


def test_a_token_that_was_taken_back_opens_nothing(token: str, alice: Owner, bob: Owner) -> None:
    number = Token.objects.get().pk
    with pytest.raises(NotFound):
        take_back(owner=bob, token_id=number)
    take_back(owner=alice, token_id=number)
    assert send(token, {"what": "tea"}).status_code == HTTPStatus.UNAUTHORIZED


def test_a_token_of_who_may_not_come_in_any_more_opens_nothing(token: str) -> None:
    Owner.objects.update(is_active=False)
    assert send(token, {"what": "tea"}).status_code == HTTPStatus.UNAUTHORIZED


def test_only_the_fingerprint_of_a_token_is_stored(token: str) -> None:
    (row,) = Token.objects.values_list("name", "digest")
    assert token not in row
    assert token.removeprefix("allotment_") not in "".join(row)


def test_the_day_of_its_last_use_is_noted(token: str, noon: object) -> None:
    send(token, {"what": "tea"})
    assert Token.objects.get().used_on == NOON.date()


def test_tokens_have_an_end(alice: Owner) -> None:
    for number in range(MOST):
        make_token(owner=alice, name=str(number), now=NOON)
    with pytest.raises(TooManyTokens):
        make_token(owner=alice, name="one more", now=NOON)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "nothing_to_keep"),
        ({"what": " \n"}, "nothing_to_keep"),
        ({"what": "x" * 100_001}, "too_many_words"),
        ({"what": 7}, "not_understood"),
        ({"what": "tea", "tags": "tea"}, "not_understood"),
        ({"what": "tea", "tags": [7]}, "not_understood"),
        ({"what": "a\0b"}, "not_understood"),
        ({"what": "\udc80"}, "not_understood"),
        ([], "not_understood"),
        ("{", "not_understood"),
        (b"\xff\xfe", "not_understood"),
        ("[" * 100_000, "not_understood"),
    ],
)
def test_what_makes_no_sense_is_said(token: str, body: Any, code: str) -> None:
    answer = send(token, body)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert answer.json()["error"]["code"] == code
    assert not Resource.objects.exists()


def test_what_is_no_picture_is_said(token: str) -> None:
    form = {"photo": SimpleUploadedFile("a.svg", b"<svg onload='alert(1)'/>")}
    answer = Client().post(ADDRESS, form, headers={"Authorization": f"Bearer {token}"})
    assert answer.json()["error"]["code"] == "not_a_picture"


@pytest.mark.parametrize("verb", ["get", "put", "delete", "head"])
def test_it_takes_nothing_but_post(token: str, verb: str) -> None:
    answer = getattr(Client(), verb)(ADDRESS, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert answer.headers["Allow"] == "POST"


def test_another_owners_things_are_never_touched(token: str, bob: Owner) -> None:
    theirs = make_token(owner=bob, name="Theirs", now=NOON)
    send(token, {"what": "https://ada.example/", "words": "Mine"})
    answer = send(theirs, {"what": "https://ada.example/", "words": "Theirs"})
    assert answer.status_code == HTTPStatus.CREATED
    assert Resource.objects.get(owner=bob).words == "Theirs"
