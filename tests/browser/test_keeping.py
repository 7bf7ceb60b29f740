"""Keep and Pass on Today, as they are pressed."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from allotment.core.models import Owner
from allotment.seek.models import Edition, EditionItem, Post, PostState, Source
from tests.browser.conftest import OpenPage


@pytest.fixture
def piece(alice: Owner) -> Post:
    now = datetime.now(UTC)
    source = Source.objects.create(kind="feed", address="https://ada.example/feed", address_key=1, title="Ada")
    post = Post.objects.create(
        id=7, source=source, guid_key=1, content_hash=1, title="On bells", published_at=now, seen_at=now
    )
    edition = Edition.objects.create(owner=alice, date=alice.day(now), ration_minutes=20, minutes=1, made_at=now)
    EditionItem.objects.create(edition=edition, position=1, post=post, reasons=[])
    PostState.objects.create(owner=alice, post=post, offered_on=edition.date)
    return post


def test_a_piece_is_kept_and_let_go_in_place(alice: Owner, piece: Post, open_page: OpenPage) -> None:
    page = open_page(owner=alice)
    page.goto("/")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("button", name="Let go")).to_be_visible()
    assert PostState.objects.get(post=piece).kept_at is not None
    page.get_by_role("button", name="Let go").click()
    expect(page.get_by_role("button", name="Keep")).to_be_visible()
    assert PostState.objects.get(post=piece).kept_at is None
