import re
from datetime import timedelta

import pytest

from allotment.core.ids import when
from allotment.core.search import Ask, Words
from allotment.seek.models import Post, Source
from allotment.seek.searchable import POSTS
from tests.fakenet import FakeNet
from tests.seek.feeds import NOW, Item, etag_of, items, rss
from tests.seek.fetching.conftest import LookAt, make_source

SITE = "https://ada.example"
DAY = timedelta(days=1)


def serve(net: FakeNet, body: bytes, *, path: str = "/feed", validators: bool = True) -> None:
    net.page(path, body, kind="application/rss+xml", etag=etag_of(body) if validators else None)


def found(words: str) -> list[int]:
    return POSTS.newest(Ask(every=((Words(words),),)), limit=100)


def test_a_first_look_brings_every_post_newest_first(net: FakeNet, source: Source, look: LookAt) -> None:
    serve(net, rss(SITE, items(1, 2, 3)))
    report = look(source)
    assert (report.looked, report.changed, report.new_posts, report.failed) == (1, 1, 3, 0)
    assert list(Post.objects.newest_first().values_list("title", flat=True)) == ["Post 3", "Post 2", "Post 1"]
    assert source.title == "Ada's notes"
    assert source.next_look_at is not None
    assert NOW < source.next_look_at <= NOW + DAY
    assert source.lease_until is None


def test_a_post_is_stored_clean_and_counted(net: FakeNet, source: Source, look: LookAt) -> None:
    words = (
        '<p onclick="x()">Tea <script>alert(1)</script>and <a href="https://bob.example/soil">soil</a></p>'
        + " word" * 476
    )
    serve(net, rss(SITE, [Item(1, title="A &amp; B", words=words, author="Ada")]))
    look(source)
    post = Post.objects.get()
    assert "onclick" not in post.html
    assert "alert" not in post.html
    assert (post.title, post.author, post.minutes, post.address) == ("A & B", "Ada", 2, f"{SITE}/1")
    assert post.excerpt.startswith("Tea and soil word")
    assert len(post.link_keys) == 8
    assert when(post.pk) == post.published_at == Item(1).published


def test_every_post_is_found_by_its_words(net: FakeNet, source: Source, look: LookAt) -> None:
    serve(net, rss(SITE, [Item(1, words="<p>Rhubarb</p>"), Item(2, words="<p>Chard</p>")]))
    look(source)
    assert found("rhubarb") == [Post.objects.get(title="Post 1").pk]


def test_a_second_look_asks_politely_and_reads_nothing(net: FakeNet, source: Source, look: LookAt) -> None:
    serve(net, rss(SITE, items(1)))
    look(source)
    report = look(source, at=NOW + DAY)
    assert (report.unchanged, report.new_posts) == (1, 0)
    assert "if-none-match" in net.requests[-1].headers
    assert source.looked_at == NOW + DAY


def test_the_same_body_without_validators_is_not_parsed_again(net: FakeNet, source: Source, look: LookAt) -> None:
    serve(net, rss(SITE, items(1)), validators=False)
    look(source)
    Post.objects.all().delete()
    report = look(source, at=NOW + DAY)
    assert report.unchanged == 1
    assert not Post.objects.exists()


def test_a_new_item_is_one_new_post(net: FakeNet, source: Source, look: LookAt) -> None:
    serve(net, rss(SITE, items(1, 2)))
    look(source)
    serve(net, rss(SITE, items(2, 3)))
    report = look(source, at=NOW + DAY)
    assert (report.changed, report.new_posts) == (1, 1)
    assert Post.objects.count() == 3


def test_an_edited_item_replaces_its_words_everywhere(net: FakeNet, source: Source, look: LookAt) -> None:
    serve(net, rss(SITE, [Item(1, words="<p>Rhubarb</p>")]))
    look(source)
    before = Post.objects.get()
    serve(net, rss(SITE, [Item(1, title="Mended", words="<p>Chard</p>")]))
    report = look(source, at=NOW + DAY)
    after = Post.objects.get()
    assert (report.changed, report.new_posts) == (1, 0)
    assert (after.pk, after.title, after.excerpt, after.edited_at) == (before.pk, "Mended", "Chard", NOW + DAY)
    assert after.seen_at == before.seen_at
    assert (found("rhubarb"), found("chard")) == ([], [after.pk])


def test_a_fault_does_not_disturb_the_rest_of_the_batch(net: FakeNet, source: Source, look: LookAt) -> None:
    serve(net, rss(SITE, items(1)))
    net.page("/gone", status=410)
    gone, missing = make_source(net.address("/gone")), make_source(net.address("/missing"))
    report = look(gone, source, missing)
    assert (report.looked, report.failed, report.new_posts) == (3, 2, 1)
    assert (gone.state, gone.next_look_at, gone.error_code) == ("gone", None, "gone")
    assert (missing.state, missing.failures) == ("active", 1)
    assert {each.error_code for each in report.failures} == {"gone", "missing"}


def test_a_feed_of_two_thousand_items_is_stored_whole(net: FakeNet, source: Source, look: LookAt) -> None:
    serve(net, rss(SITE, [Item(number) for number in range(-1900, 100)]))
    assert look(source).new_posts == 2000
    assert Post.objects.count() == len(found("think")) + 1900 == 2000


def test_posts_that_want_one_id_get_two(net: FakeNet, source: Source, look: LookAt) -> None:
    serve(net, rss(SITE, items(1)))
    look(source)
    post = Post.objects.get()
    Post.objects.filter(pk=post.pk).delete()
    Post.objects.create(
        pk=post.pk,
        source=source,
        guid_key=1,
        content_hash=1,
        published_at=post.published_at,
        seen_at=NOW,
        title="Before",
    )
    Source.objects.update(changed_at=None, body_hash=None, etag="")
    look(source, at=NOW + DAY)
    assert list(Post.objects.order_by("pk").values_list("pk", "title")) == [
        (post.pk, "Before"),
        (post.pk + 64, "Post 1"),
    ]


def test_undated_items_keep_the_order_of_their_feed(net: FakeNet, source: Source, look: LookAt) -> None:
    undated = re.sub(rb"<pubDate>.*?</pubDate>", b"", rss(SITE, items(1, 2, 3)))
    serve(net, undated)
    look(source)
    assert list(Post.objects.newest_first().values_list("title", flat=True)) == ["Post 3", "Post 2", "Post 1"]


def test_a_podcasts_minutes_are_those_of_listening(net: FakeNet, source: Source, look: LookAt) -> None:
    file = '<enclosure url="https://ada.example/1.mp3" type="audio/mpeg" length="9"/>'
    sound = f"{file}<itunes:duration>30:30</itunes:duration>"
    serve(net, rss(SITE, [Item(1, extra=sound)]))
    look(source)
    post = Post.objects.get()
    assert post.minutes == 31
    assert post.enclosures == [{"address": "https://ada.example/1.mp3", "media_type": "audio/mpeg", "seconds": 1830}]


@pytest.mark.parametrize(
    ("words", "declared", "language"),
    [
        ("Heute habe ich den Garten umgegraben und dabei an alte Freunde gedacht, die nicht mehr da sind.", "", "de"),
        ("Heute habe ich den Garten umgegraben und dabei an alte Freunde gedacht.", "en-gb", "en-GB"),
        ("xyzzy plugh", "", ""),
    ],
)
def test_the_language_is_the_declared_one_else_told_from_the_words(
    words: str, declared: str, language: str, net: FakeNet, source: Source, look: LookAt
) -> None:
    extra = f"<language>{declared}</language>" if declared else ""
    serve(net, rss(SITE, [Item(1, words=words)], extra=extra))
    look(source)
    assert (source.language, Post.objects.get().language) == (language, language)


def test_three_permanent_redirects_move_a_source(net: FakeNet, source: Source, look: LookAt) -> None:
    net.redirect("/feed", "/atom", status=301)
    serve(net, rss(SITE, items(1)), path="/atom")
    for day in range(3):
        look(source, at=NOW + day * DAY)
    assert source.address == net.address("/atom")
    look(source, at=NOW + 3 * DAY)
    assert net.paths()[-1] == "/atom"
    assert Post.objects.count() == 1
