"""Keeping a piece, a link, a photo or a thought; and letting go without losing what was written."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from allotment.core.editing import EditedMeanwhile
from allotment.core.errors import NotFound
from allotment.core.models import Owner, Picture
from allotment.core.pictures import NotAPicture
from allotment.core.search.find import find
from allotment.core.search.query import parse
from allotment.seek.actions.editions import edition_for
from allotment.seek.models import PostState
from allotment.sense.actions.describing import About, describe_resource, remove_resource
from allotment.sense.actions.keeping import (
    NeitherPictureNorText,
    NotAnAddress,
    NothingToKeep,
    TooManyWords,
    keep_after_all,
    keep_file,
    keep_link,
    keep_photo,
    keep_post,
    keep_text,
    keep_thought,
    let_go,
    pass_post,
)
from allotment.sense.models import Resource
from allotment.sense.queries.resources import resource_of, shelf
from allotment.sense.reading import Understood, understood
from tests.cast import NOON
from tests.drawing import a_photo
from tests.network import Network, plant


@pytest.fixture
def alices(alice: Owner) -> Network:
    network = plant(alice, mark="quillwort")
    for resource in network.resources:
        remove_resource(owner=alice, resource_id=resource.pk)
    return network


@pytest.mark.parametrize(
    ("text", "address", "words"),
    [
        ("https://ada.example/kettle", "https://ada.example/kettle", ""),
        ("HTTPS://Ada.example/kettle?utm_source=tea", "https://ada.example/kettle", ""),
        ("ada.example/kettle", "https://ada.example/kettle", ""),
        ("On kettles https://ada.example/kettle.", "https://ada.example/kettle", "On kettles ."),
        ("https://ada.example/ Good on spacing", "https://ada.example/", "Good on spacing"),
        ("https://ada.example/ and https://bob.example/", "", "https://ada.example/ and https://bob.example/"),
        ("Tea. Then work", "", "Tea. Then work"),
        ("javascript:alert(1)", "", "javascript:alert(1)"),
        ("https://", "", "https://"),
        ("https://a b", "https://a/", "b"),
        ("", "", ""),
    ],
)
def test_a_text_is_an_address_with_words_or_words(text: str, address: str, words: str) -> None:
    assert understood(text) == Understood(address, words)


def test_a_piece_is_kept_once_and_says_so_in_the_edition(alices: Network) -> None:
    owner, post = alices.owner, alices.post
    first = keep_post(owner=owner, post_id=post.pk, now=NOON)
    again = keep_post(owner=owner, post_id=post.pk, now=NOON + timedelta(days=1))
    assert (first.again, again.again, again.resource.pk) == (False, True, first.resource.pk)
    assert (first.resource.title, first.resource.address) == (post.title, post.address)
    assert PostState.objects.get(owner=owner, post=post).kept_at == NOON


def test_a_strangers_piece_cannot_be_kept(alices: Network, bob: Owner) -> None:
    with pytest.raises(NotFound):
        keep_post(owner=bob, post_id=alices.post.pk, now=NOON)
    assert not Resource.objects.exists()


def test_a_link_is_kept_once_for_all_its_spellings(alice: Owner, bob: Owner) -> None:
    first = keep_link(owner=alice, address="https://ada.example/kettle", now=NOON, words="Slow tea")
    again = keep_link(owner=alice, address="http://www.ada.example/kettle/?utm_source=x", now=NOON, words="For Mei")
    assert again.again
    assert Resource.objects.get().words == "Slow tea\n\nFor Mei"
    assert first.resource.state == "sensed"
    assert not keep_link(owner=bob, address="https://ada.example/kettle", now=NOON).again


def test_the_address_of_a_kept_piece_is_that_piece(alices: Network) -> None:
    post = alices.post
    type(post).objects.filter(pk=post.pk).update(
        url_key=keep_link(owner=alices.owner, address=post.address, now=NOON).resource.address_key
    )
    Resource.objects.all().delete()
    piece = keep_post(owner=alices.owner, post_id=post.pk, now=NOON)
    assert keep_link(owner=alices.owner, address=post.address, now=NOON).resource == piece.resource


@pytest.mark.parametrize("address", ["kettle", "ftp://ada.example/", "https://", "javascript:alert(1)"])
def test_what_is_no_address_is_not_kept_as_one(alice: Owner, address: str) -> None:
    with pytest.raises(NotAnAddress):
        keep_link(owner=alice, address=address, now=NOON)


def test_a_photo_is_kept_once_however_often_it_is_handed_in(alice: Owner) -> None:
    first = keep_photo(owner=alice, body=a_photo(), now=NOON, alt="A kettle", words="Drawn in the meeting")
    assert keep_photo(owner=alice, body=a_photo(), now=NOON).resource == first.resource
    assert Picture.objects.get().alt == "A kettle"


def test_what_is_no_photo_leaves_nothing_behind(alice: Owner) -> None:
    with pytest.raises(NotAPicture):
        keep_photo(owner=alice, body=b"<svg/>", now=NOON)
    assert not Resource.objects.exists()
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("body", "kind"),
    [(a_photo(), "photo"), (b"https://ada.example/", "link"), ("Kettles, 日本".encode(), "thought")],
)
def test_a_file_is_what_it_holds(alice: Owner, body: bytes, kind: str) -> None:
    assert keep_file(owner=alice, body=body, now=NOON).resource.kind == kind


def test_a_file_of_something_else_is_refused(alice: Owner) -> None:
    with pytest.raises(NeitherPictureNorText):
        keep_file(owner=alice, body=b"\x00\xff\xfe\x80", now=NOON)


def test_words_have_an_end(alice: Owner) -> None:
    with pytest.raises(NothingToKeep):
        keep_thought(owner=alice, words=" \n", now=NOON)
    with pytest.raises(TooManyWords):
        keep_thought(owner=alice, words="x" * 100_001, now=NOON)


def test_a_title_that_is_shared_with_its_address_is_said_once(alice: Owner) -> None:
    kept = keep_text(owner=alice, text="On kettles https://ada.example/", title="On kettles", now=NOON).resource
    assert (kept.title, kept.words, kept.state) == ("On kettles", "", "kept")


def test_letting_go_loses_nothing_and_keeping_after_all_brings_it_back(alices: Network) -> None:
    owner = alices.owner
    kept = keep_post(owner=owner, post_id=alices.post.pk, now=NOON, words="For the spoons").resource
    let_go(owner=owner, resource_id=kept.pk, now=NOON)
    assert shelf(owner=owner).resources == ()
    assert [each.id for each in shelf(owner=owner, let_go=True).resources] == [kept.pk]
    assert PostState.objects.get(owner=owner, post=alices.post).kept_at is None
    assert found(owner, "spoons") == []
    again = keep_after_all(owner=owner, resource_id=kept.pk, now=NOON)
    assert (again.words, again.state) == ("For the spoons", "sensed")
    assert PostState.objects.get(owner=owner, post=alices.post).kept_at == NOON
    assert found(owner, "spoons") == [kept.pk]


def test_keeping_once_more_brings_it_back_too(alice: Owner) -> None:
    kept = keep_link(owner=alice, address="https://ada.example/", now=NOON, words="Slow tea").resource
    let_go(owner=alice, resource_id=kept.pk, now=NOON)
    assert keep_link(owner=alice, address="https://ada.example/", now=NOON).resource.state == "sensed"
    assert found(alice, "slow") == [kept.pk]


def test_passing_a_piece_lets_it_go(alices: Network) -> None:
    kept = keep_post(owner=alices.owner, post_id=alices.post.pk, now=NOON).resource
    pass_post(owner=alices.owner, post_id=alices.post.pk, now=NOON, let_pass=True)
    assert Resource.objects.get(pk=kept.pk).state == "let-go"
    state = PostState.objects.get(owner=alices.owner, post=alices.post)
    assert (state.kept_at, state.passed_at) == (None, NOON)


def test_what_is_removed_for_good_is_gone_with_its_photo(alice: Owner, bob: Owner) -> None:
    kept = keep_photo(owner=alice, body=a_photo(), now=NOON, alt="A kettle").resource
    with pytest.raises(NotFound):
        remove_resource(owner=bob, resource_id=kept.pk)
    remove_resource(owner=alice, resource_id=kept.pk)
    assert (Resource.objects.count(), Picture.objects.count(), found(alice, "kettle")) == (0, 0, [])


def test_two_windows_lose_nothing(alice: Owner) -> None:
    kept = keep_thought(owner=alice, words="Tea", now=NOON).resource
    describe_resource(owner=alice, resource_id=kept.pk, base=1, about=About(words="Green tea"), now=NOON)
    with pytest.raises(EditedMeanwhile):
        describe_resource(owner=alice, resource_id=kept.pk, base=1, about=About(words="Black tea"), now=NOON)
    assert resource_of(owner=alice, resource_id=kept.pk).words == "Green tea"


def test_own_words_and_what_is_on_a_photo_are_found_by_their_owner_only(alice: Owner, bob: Owner) -> None:
    photo = keep_photo(owner=alice, body=a_photo(), now=NOON, alt="Loops of feedback", words="Drawn in the meeting")
    thought = keep_thought(owner=alice, words="Feedback needs a kettle", now=NOON + timedelta(minutes=2))
    assert found(alice, "feedback") == [thought.resource.pk, photo.resource.pk]
    assert found(alice, "meeting since:2026-11-22 before:2026-11-23") == [photo.resource.pk]
    assert found(alice, "feedback before:2026-11-22") == []
    assert found(bob, "feedback") == []
    describe_resource(owner=alice, resource_id=thought.resource.pk, base=1, about=About(words="It needs tea"), now=NOON)
    assert found(alice, "feedback") == [photo.resource.pk]


def test_a_shelf_goes_on_where_it_ended(alice: Owner) -> None:
    for number in range(25):
        keep_thought(owner=alice, words=f"Thought {number}", now=NOON + timedelta(minutes=number))
    first = shelf(owner=alice)
    second = shelf(owner=alice, before=first.before)
    assert [each.words for each in first.resources][:2] == ["Thought 24", "Thought 23"]
    assert (len(first.resources), len(second.resources), second.before) == (20, 5, None)


def test_what_is_kept_stays_offered_when_today_is_made_anew(alices: Network) -> None:
    edition = edition_for(owner=alices.owner, day=alices.edition.date, now=NOON)
    assert edition is not None


def found(owner: Owner, text: str) -> list[int]:
    return [hit.id for hit in find(owner, parse(text)).hits if hit.kind == "resource"]


@pytest.mark.django_db(transaction=True)
def test_what_was_kept_for_later_before_is_a_resource_now(alice: Owner) -> None:
    network = plant(alice, mark="quillwort")
    Resource.objects.all().delete()
    PostState.objects.filter(post=network.post).delete()
    PostState.objects.create(owner=alice, post=network.post, kept_at=NOON)
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes("sense")
    executor.migrate([("sense", None)])
    executor = MigrationExecutor(connection)
    executor.migrate(newest)
    kept = Resource.objects.get(post=network.post)
    assert (kept.kind, kept.at, kept.title, kept.owner) == ("post", NOON, network.post.title, alice)
    assert kept.pk in found(alice, f'"{network.post.title}"')
