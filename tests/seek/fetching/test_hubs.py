"""Hubs: asked when we have a public address, verified only for what we asked, believed only with their signature."""

import hmac
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from django.test import Client
from pytest_django import Settings

from allotment.core.models import Owner
from allotment.networks.http import Door
from allotment.networks.websub import signature_of
from allotment.seek.fetching import hubs
from allotment.seek.models import Follow, Source
from tests.fakenet import FakeNet

NOW = datetime.now(UTC)
FEED = b"<rss version='2.0'><channel><title>News</title></channel></rss>"
LATER = NOW + timedelta(hours=6)

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(owner: Owner, net: FakeNet, settings: Settings) -> Source:
    settings.ADDRESS = "https://allotment.example"
    net.page("/hub", b"", status=202)
    one = Source.objects.create(
        kind="feed",
        address="https://ada.example/feed",
        address_key=1,
        hub=net.address("/hub"),
        hub_topic="https://ada.example/feed",
        hub_due_at=NOW,
        next_look_at=LATER,
        looked_at=NOW - timedelta(hours=1),
    )
    Follow.objects.create(owner=owner, source=one, added_at=NOW)
    return one


def path_of(source: Source) -> str:
    return hubs.callback_of(source.pk).removeprefix("https://allotment.example")


def verify(source: Source, client: Client, **said: str) -> int:
    asked = {"mode": "subscribe", "topic": source.hub_topic, "challenge": "tea", "lease_seconds": "864000"} | said
    answer = client.get(path_of(source), {f"hub.{name}": value for name, value in asked.items()})
    assert answer.status_code != 200 or answer.content == b"tea"
    return answer.status_code


def call(source: Source, client: Client, body: bytes = FEED, secret: str | None = None, how: str = "sha256") -> int:
    source.refresh_from_db()
    digest = hmac.new((secret or source.hub_secret).encode(), body, how).hexdigest()
    headers = {"X-Hub-Signature": f"{how}={digest}"}
    return client.post(path_of(source), body, content_type="application/rss+xml", headers=headers).status_code


def test_a_hub_is_asked_with_a_secret_of_the_sources_own(source: Source, net: FakeNet, door: Door) -> None:
    hubs.ask_hubs([source.pk], now=NOW, door=door)
    (seen,) = [each for each in net.requests if each.path == "/hub"]
    form = {name: values[0] for name, values in parse_qs(seen.body.decode()).items()}
    source.refresh_from_db()
    assert form["hub.mode"] == "subscribe"
    assert form["hub.topic"] == source.hub_topic
    assert form["hub.callback"] == hubs.callback_of(source.pk)
    assert form["hub.secret"] == source.hub_secret
    assert len(source.hub_secret) > 40
    assert source.hub_due_at == NOW + hubs.ASK_AGAIN_AFTER


def test_without_a_public_address_no_hub_is_asked(source: Source, settings: Settings) -> None:
    assert hubs.due_at_hubs(NOW).exists()
    for address in ("", "http://127.0.0.1:8420", "http://localhost"):
        settings.ADDRESS = address
        assert not hubs.due_at_hubs(NOW).exists()


def test_a_hub_that_does_not_answer_is_asked_another_day(source: Source, net: FakeNet, door: Door) -> None:
    Source.objects.update(hub=net.address("/nowhere"))
    hubs.ask_hubs([source.pk], now=NOW, door=door)
    source.refresh_from_db()
    assert source.hub_due_at == NOW + hubs.ASK_AGAIN_AFTER
    assert source.hub_until is None


def test_only_what_we_asked_for_is_verified(source: Source, client: Client, door: Door) -> None:
    assert verify(source, client) == 404
    hubs.ask_hubs([source.pk], now=NOW, door=door)
    assert verify(source, client, topic="https://mallory.example/") == 404
    assert verify(source, client, mode="unsubscribe") == 404
    assert verify(source, client) == 200
    source.refresh_from_db()
    assert source.hub_until is not None
    assert source.hub_due_at is not None
    assert timedelta(days=8) < source.hub_due_at - NOW < timedelta(days=10)


def test_a_made_up_callback_leads_nowhere(source: Source, client: Client) -> None:
    assert client.get(f"/hub/{source.pk}:guess/").status_code == 404
    assert client.post("/hub/1/").status_code == 404


@pytest.mark.parametrize("how", ["sha1", "sha256", "sha384", "sha512"])
def test_a_signed_call_makes_the_next_look_due(source: Source, client: Client, door: Door, how: str) -> None:
    hubs.ask_hubs([source.pk], now=NOW, door=door)
    assert call(source, client, how=how) == 202
    source.refresh_from_db()
    assert source.next_look_at is not None
    assert source.next_look_at < LATER


def test_a_call_with_another_signature_is_thanked_and_ignored(source: Source, client: Client, door: Door) -> None:
    hubs.ask_hubs([source.pk], now=NOW, door=door)
    assert call(source, client, secret="guess") == 202
    assert client.post(path_of(source), FEED, content_type="application/rss+xml").status_code == 202
    source.refresh_from_db()
    assert source.next_look_at == LATER


def test_many_calls_make_no_more_than_one_look_in_half_a_minute(source: Source, client: Client, door: Door) -> None:
    hubs.ask_hubs([source.pk], now=NOW, door=door)
    looked = datetime.now(UTC)
    Source.objects.update(looked_at=looked)
    for _ in range(5):
        assert call(source, client) == 202
    source.refresh_from_db()
    assert source.next_look_at == looked + hubs.APART


def test_a_denial_ends_it_for_a_day(source: Source, client: Client, door: Door) -> None:
    hubs.ask_hubs([source.pk], now=NOW, door=door)
    verify(source, client)
    assert verify(source, client, mode="denied") == 204
    source.refresh_from_db()
    assert source.hub_until is None


def test_a_hub_is_told_when_nobody_follows_any_more(source: Source, client: Client, door: Door) -> None:
    hubs.ask_hubs([source.pk], now=NOW, door=door)
    Follow.objects.all().delete()
    assert call(source, client) == 410


@pytest.mark.parametrize("header", ["", "sha256", "md5=abc", "sha256=é", "=", "sha3=00"])
def test_odd_signatures_are_none(header: str) -> None:
    assert signature_of(header) is None
