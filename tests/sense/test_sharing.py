"""Keeping from a phone's share menu, from the bookmark, and in the box."""

from http import HTTPStatus
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.utils import OperationalError
from django.test import Client

from allotment.core.models import Owner, Picture, PictureBody, Token
from allotment.sense.models import Resource
from tests.cast import client_of
from tests.drawing import a_photo


@pytest.fixture
def phone(alice: Owner) -> Client:
    """Signed in, and checked for tokens as a browser is."""
    client = client_of(alice)
    client.handler.enforce_csrf_checks = True
    return client


@pytest.mark.parametrize(
    ("sent", "kind", "title", "words"),
    [
        ({"title": "On kettles", "address": "https://ada.example/"}, "link", "On kettles", ""),
        ({"title": "On kettles", "text": "On kettles https://ada.example/"}, "link", "On kettles", ""),
        ({"text": "So true https://ada.example/", "address": "https://ada.example/"}, "link", "", "So true"),
        ({"text": "Kettles teach patience"}, "thought", "", "Kettles teach patience"),
    ],
)
def test_what_a_phone_shares_is_kept_at_once(
    phone: Client, sent: dict[str, str], kind: str, title: str, words: str
) -> None:
    answer = phone.post("/keep/shared/", sent, headers={"Sec-Fetch-Site": "none"})
    kept = Resource.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (HTTPStatus.SEE_OTHER, f"/library/{kept.pk}/")
    assert (kept.kind, kept.title, kept.words) == (kind, title, words)


def test_a_photo_that_is_shared_is_kept_and_asks_what_is_on_it(phone: Client) -> None:
    answer = phone.post("/keep/shared/", {"photo": SimpleUploadedFile("a.jpg", a_photo())})
    page = phone.get(answer.headers["Location"]).content.decode()
    assert "What would somebody hear who cannot see this photo?" in page


def test_what_another_site_posts_only_fills_the_box(phone: Client) -> None:
    answer = phone.post("/keep/shared/", {"text": "Bought tea"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert "Bought tea</textarea>" in answer.content.decode()
    assert not Resource.objects.exists()


def test_nothing_shared_is_said(phone: Client) -> None:
    answer = phone.post("/keep/shared/", {})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "There is nothing to keep yet" in answer.content.decode()


def test_the_bookmark_fills_the_box_and_nothing_more(phone: Client) -> None:
    sent = {"address": "https://ada.example/", "title": "On kettles", "text": "<b>slow tea</b>"}
    page = phone.get("/keep/", sent).content.decode()
    assert "https://ada.example/\n&lt;b&gt;slow tea&lt;/b&gt;</textarea>" in page
    assert 'value="On kettles"' in page
    assert not Resource.objects.exists()


def test_the_bookmark_leads_to_this_installation(phone: Client) -> None:
    page = phone.get("/settings/keeping/").content.decode()
    code = unquote(page.partition('href="javascript:')[2].partition('"')[0])
    assert "location.href='http://testserver/keep/?address='" in code


def test_a_token_is_shown_once(phone: Client) -> None:
    phone.handler.enforce_csrf_checks = False
    answer = phone.post("/settings/keeping/", {"name": "A reader"})
    first, again = (phone.get(answer.headers["Location"]).content.decode() for _ in range(2))
    assert "allotment_" in first
    assert "allotment_" not in again
    assert "Not used yet" in again
    phone.post(f"/settings/keeping/{Token.objects.get().pk}/take-back/")
    assert not Token.objects.exists()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "This is no picture that can be read."),
        (b"MZ", "This is no picture that can be read."),
        (b"", "empty"),
        (b"\xff\xd8\xff" + bytes(10 * 1024 * 1024), "larger than ten megabytes"),
    ],
)
def test_what_is_no_photo_is_said_beside_the_field_and_the_words_stay(phone: Client, body: bytes, said: str) -> None:
    phone.handler.enforce_csrf_checks = False
    photo = SimpleUploadedFile("../../etc/sketch.jpg", body, "image/jpeg")
    answer = phone.post("/keep/", {"what": "Drawn in the meeting", "photo": photo})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    page = answer.content.decode()
    assert said in page
    assert "Drawn in the meeting</textarea>" in page
    assert not Resource.objects.exists()


def test_a_full_disk_leaves_nothing_behind_and_is_said(phone: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_values: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(PictureBody.objects, "create", full)
    answer = phone.post("/keep/shared/", {"photo": SimpleUploadedFile("a.jpg", a_photo())})
    assert answer.status_code == HTTPStatus.INSUFFICIENT_STORAGE
    assert "The disk is full" in answer.content.decode()
    assert not Resource.objects.exists()
    assert not Picture.objects.exists()
