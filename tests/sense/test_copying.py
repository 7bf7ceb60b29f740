"""Readable copies: what is to be read at a link, here and found again when the site is gone."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from http import HTTPStatus
from ipaddress import ip_network

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client

from allotment.core.chores import claim, release_the_dead
from allotment.core.models import Owner, Picture
from allotment.core.search.find import find
from allotment.core.search.query import parse
from allotment.networks.errors import NetworkError
from allotment.networks.html.readable import readable
from allotment.seek.fetching.doors import the_door
from allotment.sense.actions.copying import copy_again
from allotment.sense.actions.describing import remove_resource
from allotment.sense.actions.keeping import keep_link
from allotment.sense.chores import CHORES, make_copies
from allotment.sense.models import Copy, Resource
from tests.cast import NOON
from tests.drawing import a_photo
from tests.fakenet import FakeNet

(COPIES,) = CHORES
TEXT = "Kettles teach patience, and patience is what a course on tea needs, as anybody on a ward will say. "
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>On kettles</title><script>track()</script></head><body>
<nav><a href="/">Home</a> <a href="/shop">Shop</a></nav>
<article><h1>On kettles</h1>{f"<p>{TEXT}</p>" * 6}
<p onclick="alert(1)">It boils. <img src="/kettle.jpg" alt="A kettle"> <img src="/gone.jpg" alt="A spoon">
<img src="/evil.svg" alt="A cup"></p>
<script>alert(1)</script><iframe src="https://ads.example/"></iframe></article>
<aside>Subscribe to our newsletter now</aside><footer>Cookies</footer></body></html>"""


@pytest.fixture
def net(settings: LazySettings) -> Iterator[FakeNet]:
    settings.ALLOW_NETWORKS = (ip_network("127.0.0.0/8"),)
    the_door.cache_clear()
    with FakeNet() as web:
        web.page("/kettles", PAGE, kind="text/html; charset=utf-8")
        web.page("/kettle.jpg", a_photo(), kind="image/jpeg")
        web.page("/gone.jpg", status=404)
        web.page("/evil.svg", "<svg onload='alert(1)'/>", kind="image/svg+xml")
        yield web
    the_door.cache_clear()


@pytest.fixture
def link(alice: Owner, net: FakeNet, noon: datetime) -> Resource:
    kept: Resource = keep_link(owner=alice, address=net.address("/kettles"), now=noon).resource
    return kept


def look(now: datetime = NOON) -> list[int]:
    """What the worker does when something is due."""
    ids = claim(COPIES, now=now)
    with time_machine.travel(now, tick=False):
        make_copies(ids)
    return ids


def test_what_is_to_be_read_is_here_with_its_pictures(link: Resource, as_alice: Client) -> None:
    assert "is being copied" in as_alice.get(f"/library/{link.pk}/").content.decode()
    assert look() == [link.pk]
    page = as_alice.get(f"/library/{link.pk}/").content.decode()
    assert "Kettles teach patience" in page
    assert '<h1 id="title">On kettles</h1>' in page
    picture = Picture.objects.get()
    assert f'<img src="/pictures/{picture.pk}/" alt="A kettle"' in page
    for foreign in ("newsletter", "Cookies", "alert(1)", "onclick", 'ads.example/"><', "track()"):
        assert foreign not in page
    assert page.count("<img") == 1, "what did not come stays a link with its words"
    assert ">A spoon</a>" in page
    assert ">A cup</a>" in page
    assert "Copied today" in page


def test_it_is_found_again_when_the_site_is_gone(link: Resource, alice: Owner, net: FakeNet, as_alice: Client) -> None:
    look()
    net.page("/kettles", status=410)
    assert [hit.id for hit in find(alice, parse("patience ward")).hits] == [link.pk]
    as_alice.post(f"/library/{link.pk}/copy/")
    look(NOON + timedelta(minutes=1))
    page = as_alice.get(f"/library/{link.pk}/").content.decode()
    assert "Kettles teach patience" in page
    assert "gone for good" in page
    assert look(NOON + timedelta(days=60)) == []


def test_another_look_takes_the_place_of_the_first(link: Resource, alice: Owner, net: FakeNet) -> None:
    look()
    net.page("/kettles", PAGE.replace("patience", "wonder"), kind="text/html")
    copy_again(owner=alice, resource_id=link.pk, now=NOON)
    look()
    assert find(alice, parse("patience")).hits == ()
    assert [hit.id for hit in find(alice, parse("wonder")).hits] == [link.pk]
    assert Picture.objects.count() == 1


def test_what_the_owner_called_it_stays(alice: Owner, net: FakeNet) -> None:
    kept = keep_link(owner=alice, address=net.address("/kettles"), now=NOON, title="My kettles").resource
    look()
    kept.refresh_from_db()
    assert kept.title == "My kettles"


def test_a_site_that_rests_is_asked_again_and_in_the_end_left_alone(alice: Owner, net: FakeNet) -> None:
    net.page("/rest", status=503)
    kept = keep_link(owner=alice, address=net.address("/rest"), now=NOON).resource
    looks, now = 0, NOON
    while (copy := Copy.objects.get(pk=kept.pk)).due_at is not None:
        now = copy.due_at
        looks += len(look(now))
    assert looks == 5
    assert now - NOON < timedelta(days=10)
    assert "rest" in copy.error_message


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://10.0.0.1/", "refused_address"),
        ("http://192.168.1.1/admin", "refused_address"),
        ("http://[::1]/", "refused_address"),
        ("http://169.254.169.254/latest/meta-data/", "refused_address"),
        ("http://nowhere.invalid/", "unreachable"),
    ],
)
def test_private_places_are_kept_as_addresses_and_never_asked(
    alice: Owner, noon: datetime, address: str, code: str
) -> None:
    the_door.cache_clear()
    kept = keep_link(owner=alice, address=address, now=NOON).resource
    look()
    copy = Copy.objects.get(pk=kept.pk)
    assert (copy.error_code, copy.text) == (code, "")
    assert copy.error_message


def test_a_page_without_an_end_is_given_up(alice: Owner, net: FakeNet) -> None:
    net.page("/endless", "<p>" + "tea " * 2_000_000, kind="text/html")
    kept = keep_link(owner=alice, address=net.address("/endless"), now=NOON).resource
    look()
    copy = Copy.objects.get(pk=kept.pk)
    assert (copy.error_code, copy.due_at, copy.text) == ("too_large", None, "")


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"%PDF-1.7", "application/pdf", "not_a_page"),
        (b"\x00\x01", "application/octet-stream", "not_a_page"),
        (b"", "text/html", "nothing_to_read"),
        (b"<html><body><p>Please accept cookies</p></body></html>", "text/html", "nothing_to_read"),
        (b"<html>" + b"\x00" * 5000, "text/html", "nothing_to_read"),
    ],
)
def test_what_cannot_be_read_is_said(body: bytes, kind: str, code: str) -> None:
    with pytest.raises(NetworkError) as refused:
        readable(body, "https://ada.example/", kind)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 50_000 + TEXT.encode(),
        b"<a href=x>" * 20_000 + TEXT.encode(),
        b"<svg>" * 50_000 + TEXT.encode(),
        b"<" * 300_000,
        b"<p " + b"a=1 " * 100_000 + b">" + TEXT.encode(),
        "<p>\udcff\ufffe\x0b</p>".encode("utf-8", "surrogatepass") + TEXT.encode(),
        b"<?xml version='1.0' encoding='utf-16'?><html><p>" + TEXT.encode(),
    ],
    ids=["deep", "links", "unclosed", "angles", "attributes", "no letters", "declared"],
)
def test_a_hostile_page_ends_soon_and_safely(body: bytes) -> None:
    try:
        found = readable(body, "https://ada.example/", "text/html")
    except NetworkError:
        return
    assert "<script" not in found.html
    assert len(found.html) < 1_000_000


def test_a_thing_that_was_removed_meanwhile_stays_away(link: Resource, alice: Owner) -> None:
    ids = claim(COPIES, now=NOON)
    remove_resource(owner=alice, resource_id=link.pk)
    make_copies(ids)
    assert not Copy.objects.exists()
    assert not Picture.objects.exists()


def test_removing_a_link_takes_its_copy_and_pictures_along(link: Resource, alice: Owner) -> None:
    look()
    remove_resource(owner=alice, resource_id=link.pk)
    assert (Copy.objects.count(), Picture.objects.count()) == (0, 0)


def test_a_worker_that_died_leaves_it_due(link: Resource) -> None:
    assert claim(COPIES, now=NOON) == [link.pk]
    assert claim(COPIES, now=NOON) == []
    Copy.objects.update(lease_holder="")
    assert claim(COPIES, now=NOON + COPIES.lease + timedelta(seconds=1)) == [link.pk]
    release_the_dead(now=NOON)


def test_a_copy_is_its_owners_alone(link: Resource, as_bob: Client) -> None:
    look()
    assert as_bob.get(f"/library/{link.pk}/").status_code == HTTPStatus.NOT_FOUND
    assert as_bob.post(f"/library/{link.pk}/copy/").status_code == HTTPStatus.NOT_FOUND
    assert as_bob.get(f"/pictures/{Picture.objects.get().pk}/").status_code == HTTPStatus.NOT_FOUND
