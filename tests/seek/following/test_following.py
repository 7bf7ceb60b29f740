from datetime import date, timedelta

import pytest

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.networks.http import Door
from allotment.people.models import Person, Profile
from allotment.seek.actions.following import follow, look_again, pause_follow, tell_why, unfollow
from allotment.seek.actions.outcomes import Followed
from allotment.seek.models import Follow, Post, Question, Source
from tests.fakenet import FakeNet
from tests.seek.feeds import NOW, Item, items, rss

HOME = """<!doctype html><html lang="en"><head><title>Ada</title>
<link rel="alternate" type="application/rss+xml" href="/feed"></head>
<body class="h-card"><h1 class="p-name">Ada Lovelace</h1><p class="p-note">Poetical science.</p>
<a rel="me" href="https://social.example/@ada">elsewhere</a></body></html>"""


@pytest.fixture
def site(net: FakeNet) -> str:
    """A site with a card and a feed."""
    home = net.address("").rstrip("/")
    net.page("/", HOME).page("/feed", rss(home, items(1, 2)), kind="application/rss+xml")
    return home


def one(owner: Owner, text: str, door: Door, **fields: str) -> Followed:
    (found,) = follow(owner=owner, text=text, now=NOW, door=door, **fields)
    return found


def test_a_site_is_followed_with_its_person_and_its_posts(owner: Owner, site: str, door: Door) -> None:
    found = one(owner, site, door)
    assert (found.status, found.kind, found.title, found.person) == ("followed", "feed", "Ada's notes", "Ada Lovelace")
    person = Person.objects.get()
    assert (person.state, person.headline) == ("candidate", "Poetical science.")
    assert {profile.kind for profile in person.profiles.all()} == {"website", "mastodon"}
    assert Post.objects.count() == 2
    source = Source.objects.get()
    assert source.looked_at == NOW
    assert source.lease_until is None


def test_the_json_is_the_contracts(owner: Owner, site: str, door: Door) -> None:
    assert one(owner, f"{site}/feed", door).as_json() == {
        "address": f"{site}/feed",
        "status": "followed",
        "source": f"{site}/feed",
        "title": "Ada's notes",
        "kind": "feed",
        "person": "Ada Lovelace",
        "error": None,
    }


def test_the_same_again_in_other_spellings_is_there_already(owner: Owner, site: str, door: Door, net: FakeNet) -> None:
    one(owner, site, door)
    assert one(owner, f"{site}/feed?utm_source=friend#top", door).status == "already"
    assert one(owner, site, door).status == "already"
    assert (Source.objects.count(), Follow.objects.count(), Person.objects.count()) == (1, 1, 1)


def test_a_feed_that_is_followed_is_said_so_without_asking_anybody(
    owner: Owner, site: str, door: Door, net: FakeNet
) -> None:
    one(owner, f"{site}/feed", door)
    asked = len(net.requests)
    assert one(owner, f"{site}/feed", door).status == "already"
    assert len(net.requests) == asked


def test_a_second_owner_shares_the_source_and_has_a_person_of_their_own(owner: Owner, site: str, door: Door) -> None:
    other = Owner.objects.create(name="you")
    one(owner, site, door)
    assert one(other, site, door).status == "followed"
    assert (Source.objects.count(), Post.objects.count(), Person.objects.count()) == (1, 2, 2)


def test_what_cannot_be_followed_says_why(owner: Owner, net: FakeNet, door: Door) -> None:
    net.page("/", "<p>Just words.</p>")
    found = one(owner, net.address("/"), door)
    assert found.status == "failed"
    assert found.error is not None
    assert found.error.code == "no_feed_found"
    assert not Source.objects.exists()


def test_two_feeds_of_one_site_are_one_person(owner: Owner, site: str, door: Door, net: FakeNet) -> None:
    net.page("/notes.xml", rss(site, [Item(7)], title="Ada's shorter notes"), kind="application/rss+xml")
    one(owner, site, door)
    one(owner, f"{site}/notes.xml", door)
    assert Person.objects.get().follows.count() == 2


def test_the_owner_may_say_whose_it_is(owner: Owner, site: str, door: Door, net: FakeNet) -> None:
    net.page("/talks.xml", rss("https://talks.example", [Item(7)]), kind="application/rss+xml")
    one(owner, site, door, person_name="Ada")
    one(owner, f"{site}/talks.xml", door, person_name="ada")
    assert Person.objects.get().name == "Ada"


def test_a_planets_authors_become_candidates(owner: Owner, net: FakeNet, door: Door) -> None:
    posts = "".join(
        f"<item><title>{name}</title><link>https://{name}.example/1</link><guid>{name}</guid><dc:creator>{name}</dc:creator>"
        "<description>Soil.</description></item>"
        for name in ("ayo", "mei", "tomasz", "ines")
    )
    net.page("/planet", rss("https://planet.example", [], extra=posts), kind="application/rss+xml")
    found = one(owner, net.address("/planet"), door)
    assert (found.status, found.person) == ("followed", None)
    assert Follow.objects.get().gathers
    assert set(Person.objects.candidates().values_list("name", flat=True)) == {"ayo", "mei", "tomasz", "ines"}


def test_a_source_that_nobody_follows_any_more_rests(owner: Owner, site: str, door: Door) -> None:
    found = one(owner, site, door)
    assert found.source_id is not None
    unfollow(owner=owner, source_id=found.source_id)
    assert Source.objects.get().next_look_at is None
    assert Post.objects.count() == 2
    assert one(owner, site, door).status == "followed"
    assert Source.objects.get().next_look_at == NOW


def test_a_source_that_somebody_else_follows_goes_on(owner: Owner, site: str, door: Door) -> None:
    found = one(owner, site, door)
    one(Owner.objects.create(name="you"), site, door)
    assert found.source_id is not None
    unfollow(owner=owner, source_id=found.source_id)
    assert Source.objects.get().next_look_at is not None


def test_what_the_owner_keeps_with_a_follow(owner: Owner, site: str, door: Door) -> None:
    found = one(owner, site, door)
    assert found.source_id is not None
    question = Question.objects.create(owner=owner, text="Why soil?", opened_on=NOW.date(), ends_on=NOW.date())
    tell_why(owner=owner, source_id=found.source_id, why="Her maths", question_ids=[question.pk])
    pause_follow(owner=owner, source_id=found.source_id, until=date(2026, 12, 1))
    kept = Follow.objects.get()
    assert (kept.why, kept.paused_until, list(kept.questions.all())) == ("Her maths", date(2026, 12, 1), [question])


def test_a_source_that_was_given_up_can_be_looked_at_again(owner: Owner, site: str, door: Door) -> None:
    found = one(owner, site, door)
    assert found.source_id is not None
    Source.objects.update(state="gone", next_look_at=None)
    look_again(owner=owner, source_id=found.source_id, now=NOW + timedelta(days=1))
    source = Source.objects.get()
    assert (source.state, source.next_look_at) == ("active", NOW + timedelta(days=1))


@pytest.mark.parametrize("act", [unfollow, look_again, pause_follow, tell_why])
def test_nobody_touches_somebody_elses_follow(act: object, owner: Owner, site: str, door: Door) -> None:
    found = one(Owner.objects.create(name="you"), site, door)
    extra = {look_again: {"now": NOW}, pause_follow: {"until": None}, tell_why: {"why": ""}}
    with pytest.raises(NotFound):
        act(owner=owner, source_id=found.source_id, **extra.get(act, {}))  # type: ignore[operator,call-overload]  # a parameter


def test_profiles_are_noted_once(owner: Owner, site: str, door: Door) -> None:
    one(owner, site, door)
    one(owner, f"{site}/feed", door)
    assert Profile.objects.count() == 2
