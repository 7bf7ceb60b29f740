import time

import pytest

from allotment.core.models import Owner
from allotment.core.search import Ask, Words
from allotment.networks.records import OutlineRecord
from allotment.people.models import Person
from allotment.people.searchable import PEOPLE
from allotment.seek.actions.importing import register_outlines
from allotment.seek.models import Follow, FollowRequest, Source
from tests.seek.feeds import NOW


def outline(name: str, *folders: str, feed: str | None = None, site: str | None = None) -> OutlineRecord:
    return OutlineRecord(
        title=name.title(),
        feed_address=f"https://{name}.example/feed" if feed is None else feed or None,
        site_address=f"https://{name}.example/" if site is None else site or None,
        folders=folders,
    )


def test_every_line_is_a_source_a_follow_and_a_person(owner: Owner) -> None:
    done = register_outlines(owner=owner, outlines=[outline("ada", "Maths"), outline("bob")], now=NOW)
    assert [(each.status, each.title, each.person) for each in done] == [
        ("followed", "Ada", "Ada"),
        ("followed", "Bob", "Bob"),
    ]
    assert list(Source.objects.values_list("next_look_at", flat=True)) == [NOW, NOW]
    ada = Person.objects.get(name="Ada")
    assert [field.name for field in ada.fields.all()] == ["Maths"]
    assert [profile.address for profile in ada.profiles.all()] == ["https://ada.example/"]
    assert PEOPLE.newest(Ask(every=((Words("ada"),),)), limit=9) == [ada.pk]


def test_the_same_list_again_changes_nothing(owner: Owner) -> None:
    outlines = [outline("ada", "Maths"), outline("bob")]
    register_outlines(owner=owner, outlines=outlines, now=NOW)
    again = register_outlines(owner=owner, outlines=outlines, now=NOW)
    assert [(each.status, each.person) for each in again] == [("already", "Ada"), ("already", "Bob")]
    assert (Source.objects.count(), Follow.objects.count(), Person.objects.count()) == (2, 2, 2)


def test_a_line_that_stands_there_twice_is_followed_once(owner: Owner) -> None:
    done = register_outlines(
        owner=owner, outlines=[outline("ada"), outline("ada", feed="http://www.ada.example/feed/")], now=NOW
    )
    assert [each.status for each in done] == ["followed", "already"]
    assert Source.objects.count() == 1


def test_two_feeds_of_one_site_are_one_person(owner: Owner) -> None:
    lines = [outline("ada"), outline("ada", "Talks", feed="https://ada.example/talks.xml")]
    register_outlines(owner=owner, outlines=lines, now=NOW)
    person = Person.objects.get()
    assert (person.follows.count(), [field.name for field in person.fields.all()]) == (2, ["Talks"])


def test_lines_without_a_site_are_people_of_their_own(owner: Owner) -> None:
    register_outlines(owner=owner, outlines=[outline("ada", site=""), outline("bob", site="")], now=NOW)
    assert Person.objects.count() == 2


def test_a_tag_is_followed_without_a_person(owner: Owner) -> None:
    tag = outline("pln", feed="https://mastodon.social/tags/pln.rss", site="https://mastodon.social/tags/pln")
    register_outlines(owner=owner, outlines=[tag], now=NOW)
    follow = Follow.objects.get()
    assert (follow.person, follow.gathers) == (None, True)
    assert not Person.objects.exists()


def test_a_line_that_names_only_a_site_is_looked_for_by_the_worker(owner: Owner) -> None:
    (done,) = register_outlines(owner=owner, outlines=[outline("ada", feed="")], now=NOW)
    assert done.status == "waiting"
    request = FollowRequest.objects.get()
    assert (request.address, request.due_at, request.status) == ("https://ada.example/", NOW, "waiting")


def test_what_is_no_address_fails_alone(owner: Owner) -> None:
    done = register_outlines(
        owner=owner, outlines=[outline("bad", feed="javascript:alert(1)"), outline("ada")], now=NOW
    )
    assert [each.status for each in done] == ["failed", "followed"]
    assert done[0].error is not None
    assert done[0].error.code == "bad_address"


def test_a_source_that_rested_for_want_of_followers_is_looked_at_again(owner: Owner) -> None:
    register_outlines(owner=Owner.objects.create(name="you"), outlines=[outline("ada")], now=NOW)
    Source.objects.update(next_look_at=None)
    register_outlines(owner=owner, outlines=[outline("ada")], now=NOW)
    assert Source.objects.get().next_look_at == NOW


@pytest.mark.slow
def test_two_thousand_lines_take_seconds(owner: Owner) -> None:
    lines = [outline(f"site{number}", f"Folder {number % 20}") for number in range(2000)]
    began = time.process_time()
    done = register_outlines(owner=owner, outlines=lines, now=NOW)
    assert {each.status for each in done} == {"followed"}
    assert time.process_time() - began < 5
