"""From a paste to what came of it, by the page alone."""

from datetime import datetime
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from allotment.core.models import Owner
from allotment.seek.models import FollowBatch, FollowRequest, Question

OPML = b"""<opml version="2.0"><head><title>Mine</title></head><body><outline text="Evaluation">
<outline type="rss" text="Ada" xmlUrl="https://ada.example/feed" htmlUrl="https://ada.example/"/>
<outline type="rss" text="Ben" xmlUrl="https://ben.example/feed"/></outline></body></opml>"""


@pytest.fixture(autouse=True)
def stands_still(noon: datetime) -> None:
    """The clock."""


def batch_of(answer: object) -> FollowBatch:
    return FollowBatch.objects.latest("pk")


def test_whoever_follows_nobody_is_welcomed(as_alice: Client) -> None:
    answer = as_alice.get("/")
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert answer.headers["Location"] == "/welcome/"


def test_a_paste_becomes_a_batch_whose_page_waits(as_alice: Client) -> None:
    answer = as_alice.post("/follow/", {"addresses": "https://ada.example/ and @ben@social.example, too"})
    batch = batch_of(answer)
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert answer.headers["Location"] == f"/follow/{batch.pk}/"
    page = as_alice.get(f"/follow/{batch.pk}/").content.decode()
    assert list(batch.requests.values_list("address", flat=True)) == ["https://ada.example/", "@ben@social.example"]
    assert 'data-hx-trigger="every 1s"' in page
    assert "<progress" in page
    assert "None of two looked at." in page


def test_a_list_and_a_paste_can_come_together(as_alice: Client) -> None:
    file = SimpleUploadedFile("mine.opml", OPML)
    as_alice.post("/follow/", {"addresses": "https://cleo.example/", "subscriptions": file})
    batch = FollowBatch.objects.get()
    assert batch.name == "mine.opml"
    assert batch.requests.count() == 3
    assert batch.requests.get(title="Ada").folder == "Evaluation"


def test_the_page_asks_again_only_while_something_waits(as_alice: Client) -> None:
    as_alice.post("/follow/", {"addresses": "https://ada.example/"})
    request = FollowRequest.objects.get()
    request.status, request.due_at = FollowRequest.Status.FAILED, None
    request.error_code, request.error_message = "gone", "That page is gone for good."
    request.save()
    part = as_alice.get(f"/follow/{request.batch_id}/", headers={"HX-Request": "true"}).content.decode()
    assert "every 1s" not in part
    assert "That page is gone for good." in part
    assert "<html" not in part


def test_trying_again_waits_again_and_twice_is_once(as_alice: Client) -> None:
    test_the_page_asks_again_only_while_something_waits(as_alice)
    request = FollowRequest.objects.get()
    for _ in range(2):
        answer = as_alice.post(f"/follow/again/{request.pk}/")
        assert answer.headers["Location"] == f"/follow/{request.batch_id}/"
    request.refresh_from_db()
    assert (request.status, request.error_message) == ("waiting", "")
    assert request.due_at is not None


def test_a_list_of_hundreds_is_shown_as_far_as_one_would_read(as_alice: Client, alice: Owner, noon: datetime) -> None:
    batch = FollowBatch.objects.create(owner=alice, asked_at=noon)
    FollowRequest.objects.bulk_create(
        FollowRequest(batch=batch, position=n, address=f"https://{n}.example/", status="failed", error_message="No.")
        for n in range(500)
    )
    page = as_alice.get(f"/follow/{batch.pk}/").content.decode()
    assert page.count("Try again") == 200
    assert "And 300 more." in page


def test_the_welcome_asks_a_question_too_and_can_do_without(as_alice: Client, alice: Owner) -> None:
    as_alice.post("/welcome/", {"addresses": "https://ada.example/", "question": "How do bees sleep?"})
    as_alice.post("/welcome/", {"addresses": "https://ada.example/"})
    assert list(Question.objects.values_list("owner", "text")) == [(alice.pk, "How do bees sleep?")]
    assert FollowBatch.objects.count() == 2


def test_a_fourth_question_at_the_welcome_says_that_three_are_plenty(as_alice: Client) -> None:
    for number in range(3):
        as_alice.post("/questions/", {"text": f"Why {number}?"})
    answer = as_alice.post("/welcome/", {"addresses": "https://ada.example/", "question": "Why not?"})
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Three questions are open already" in answer.content.decode()
    assert not FollowBatch.objects.exists()
