"""Keep and Pass on Today, and keeping anything in the box, as they are pressed."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from allotment.core.models import Owner
from allotment.seek.models import Edition, EditionItem, Post, PostState, Source
from allotment.sense.models import Resource
from tests.browser.conftest import KINDS, PHONE, OpenPage
from tests.drawing import a_photo


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
    assert Resource.objects.get(post=piece).state == "kept"
    page.get_by_role("button", name="Let go").click()
    expect(page.get_by_role("button", name="Keep")).to_be_visible()
    assert Resource.objects.get(post=piece).state == "let-go"


@pytest.mark.parametrize(("width", "scripts"), KINDS.values(), ids=list(KINDS))
def test_a_photo_is_kept_described_let_go_and_kept_after_all(
    alice: Owner,
    piece: Post,
    open_page: OpenPage,
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
    tmp_path: Path,
    width: int,
    *,
    scripts: bool,
) -> None:
    sketch = tmp_path / "sketch.jpg"
    sketch.write_bytes(a_photo(width=900, height=600))
    page = open_page(owner=alice, width=width, scripts=scripts)
    page.goto("/")
    page.get_by_role("link", name="Keep something").click()
    page.get_by_label("What would you like to keep?").fill("Drawn in the meeting")
    page.get_by_label("Or a photo").set_input_files(sketch)
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("What would somebody hear who cannot see this photo?")).to_be_visible()
    page.get_by_role("link", name="Say what is on it").click()
    page.get_by_label("What is on the photo?").fill("Three loops and a kettle")
    axe(page)
    fits(page)
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("img", name="Three loops and a kettle")).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_role("button", name="Let go").click()
    page.get_by_role("button", name="Keep it after all").click()
    page.get_by_role("link", name="Library", exact=True).click()
    page.get_by_role("link", name="What I have kept").click()
    expect(page.get_by_text("Drawn in the meeting")).to_be_visible()
    axe(page)
    fits(page)


def test_a_program_gets_a_token_and_loses_it_again(
    alice: Owner, open_page: OpenPage, axe: Callable[[Page], None], fits: Callable[[Page], None]
) -> None:
    page = open_page(owner=alice, width=PHONE)
    page.goto("/settings/")
    page.get_by_role("link", name="Keeping from elsewhere").click()
    page.get_by_label("What is it for?").fill("A reader")
    page.get_by_role("button", name="Make a token").click()
    expect(page.get_by_text("It is shown this once: allotment_")).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Nothing opens with it any more.")).to_be_visible()


def test_the_bookmark_brings_a_page_and_the_words_that_are_marked(alice: Owner, open_page: OpenPage) -> None:
    page = open_page(owner=alice)
    page.goto("/settings/keeping/")
    bookmark = page.get_by_role("link", name="Keep in Allotment").get_attribute("href")
    assert bookmark is not None
    page.goto("/offline/")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    words = page.locator("h1").inner_text()
    page.evaluate("code => eval(code)", unquote(bookmark.removeprefix("javascript:")))
    expect(page.get_by_role("heading", name="Keep something")).to_be_visible()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text(words, exact=True)).to_be_visible()
    assert Resource.objects.get().address.endswith("/offline/")
