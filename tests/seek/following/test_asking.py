from collections.abc import Iterable

import pytest

from allotment.core.chores import stopping
from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.networks.http import Door
from allotment.networks.opml import to_records
from allotment.people.models import Person
from allotment.seek.actions.answering import answer_requests
from allotment.seek.actions.asking import ask_to_follow, try_again
from allotment.seek.models import Follow, FollowBatch, FollowRequest, Post
from allotment.seek.queries.follows import batch_record, latest_batches, request_lines
from tests.fakenet import FakeNet
from tests.seek.feeds import NOW, items, rss


def serve_feeds(net: FakeNet, *names: str) -> list[str]:
    for name in names:
        net.page(f"/{name}", rss(f"https://{name}.example", items(1), title=name.title()), kind="application/rss+xml")
    return [net.address(f"/{name}") for name in names]


def opml(addresses: Iterable[str]) -> bytes:
    lines = "".join(f'<outline text="Line {n}" type="rss" xmlUrl="{each}"/>' for n, each in enumerate(addresses))
    return f'<opml version="2.0"><body><outline text="Friends">{lines}</outline></body></opml>'.encode()


def answer(door: Door, seconds: float = 60) -> None:
    answer_requests(list(FollowRequest.objects.values_list("pk", flat=True)), now=NOW, seconds=seconds, door=door)


def statuses(batch: FollowBatch) -> list[str]:
    return list(batch.requests.order_by("position").values_list("status", flat=True))


def test_asking_writes_everything_down_and_asks_nobody(owner: Owner, net: FakeNet) -> None:
    batch = ask_to_follow(owner=owner, texts=serve_feeds(net, "ada", "bob"), name="A paste", now=NOW)
    assert statuses(batch) == ["waiting", "waiting"]
    assert not net.requests


def test_a_paste_ends_in_what_came_of_each(owner: Owner, net: FakeNet, door: Door) -> None:
    texts = [*serve_feeds(net, "ada", "bob"), net.address("/ada"), net.address("/nothing"), "not an address"]
    batch = ask_to_follow(owner=owner, texts=texts, now=NOW)
    answer(door)
    assert statuses(batch) == ["followed", "followed", "already", "failed", "failed"]
    record = batch_record(owner=owner, batch_id=batch.pk)
    assert (record.total, record.done, record.followed, record.already, record.failed) == (5, 5, 2, 1, 2)
    assert record.is_done
    lines = request_lines(owner=owner, batch_id=batch.pk)
    assert [line.title for line in lines[:2]] == ["Ada", "Bob"]
    assert [line.error_code for line in lines[3:]] == ["missing", "bad_address"]
    assert Post.objects.count() == 2
    assert not FollowRequest.objects.exclude(due_at=None).exists()


def test_a_lists_lines_bring_their_names_and_folders(owner: Owner, net: FakeNet, door: Door) -> None:
    outlines = to_records(opml(serve_feeds(net, "ada", "bob")))
    batch = ask_to_follow(owner=owner, outlines=outlines, name="friends.opml", now=NOW)
    answer(door)
    assert statuses(batch) == ["followed", "followed"]
    people = Person.objects.order_by("name")
    assert [(person.name, [field.name for field in person.fields.all()]) for person in people] == [
        ("Line 0", ["Friends"]),
        ("Line 1", ["Friends"]),
    ]


def test_the_address_of_a_list_becomes_its_lines(owner: Owner, net: FakeNet, door: Door) -> None:
    net.page("/list.opml", opml(serve_feeds(net, "ada", "bob")), kind="text/x-opml")
    batch = ask_to_follow(owner=owner, texts=[net.address("/list.opml")], now=NOW)
    answer(door)
    answer(door)
    assert statuses(batch) == ["followed", "followed", "followed"]
    assert Follow.objects.count() == 2


def test_a_failure_can_be_tried_again(owner: Owner, net: FakeNet, door: Door) -> None:
    batch = ask_to_follow(owner=owner, texts=[net.address("/ada")], now=NOW)
    answer(door)
    serve_feeds(net, "ada")
    request = try_again(owner=owner, request_id=batch.requests.get().pk, now=NOW)
    assert (request.status, request.due_at, request.error_code) == ("waiting", NOW, "")
    answer(door)
    assert statuses(batch) == ["followed"]


def test_what_was_followed_is_not_tried_again(owner: Owner, net: FakeNet, door: Door) -> None:
    batch = ask_to_follow(owner=owner, texts=serve_feeds(net, "ada"), now=NOW)
    answer(door)
    assert try_again(owner=owner, request_id=batch.requests.get().pk, now=NOW).status == "followed"


def test_a_strangers_batch_is_not_there(owner: Owner) -> None:
    batch = ask_to_follow(owner=Owner.objects.create(name="you"), texts=["ada.example"], now=NOW)
    assert request_lines(owner=owner, batch_id=batch.pk) == []
    assert latest_batches(owner=owner) == []
    with pytest.raises(NotFound):
        batch_record(owner=owner, batch_id=batch.pk)
    with pytest.raises(NotFound):
        try_again(owner=owner, request_id=batch.requests.get().pk, now=NOW)


def test_a_worker_that_is_asked_to_end_gives_back_the_rest(owner: Owner, net: FakeNet, door: Door) -> None:
    batch = ask_to_follow(owner=owner, texts=serve_feeds(net, "ada", "bob"), now=NOW)
    FollowRequest.objects.update(lease_until=NOW)
    stopping.set()
    try:
        answer(door)
    finally:
        stopping.clear()
    assert statuses(batch) == ["waiting", "waiting"]
    assert list(batch.requests.values_list("lease_until", flat=True)) == [None, None]


def test_batches_are_listed_newest_first(owner: Owner) -> None:
    for name in ("first", "second"):
        ask_to_follow(owner=owner, texts=["ada.example"], name=name, now=NOW)
    assert [(batch.name, batch.waiting) for batch in latest_batches(owner=owner)] == [("second", 1), ("first", 1)]
