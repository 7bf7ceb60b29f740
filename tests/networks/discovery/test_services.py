"""Accounts, channels and podcasts: what has to be asked before there is a feed."""

import json

import pytest

from allotment.networks.discovery import discover
from allotment.networks.errors import NetworkError
from allotment.networks.http import Door
from tests.fakenet import FakeNet
from tests.networks.discovery.conftest import LOOPBACK, Elsewhere
from tests.networks.discovery.feeds import linking, rss

XML = "application/rss+xml"
UC = "UC" + "x" * 22


def jrd(**links: str) -> str:
    rels = {
        "page": "http://webfinger.net/rel/profile-page",
        "actor": "self",
        "updates": "http://schemas.google.com/g/2010#updates-from",
        "avatar": "http://webfinger.net/rel/avatar",
    }
    return json.dumps(
        {
            "subject": "acct:Ann@home.example",
            "links": [{"rel": rels[name], "href": href} for name, href in links.items()],
        }
    )


def test_an_account_is_asked_for_and_its_page_has_the_feed(net: FakeNet, door: Door) -> None:
    here = f"{net.host}:{net.port}"
    net.page(
        f"/.well-known/webfinger?resource=acct:ann@{here}",
        jrd(page=net.address("/@Ann"), actor=net.address("/users/Ann"), avatar=net.address("/a.png")),
        kind="application/jrd+json",
    ).page(
        "/@Ann.rss", rss("Ann Bee", site=net.address("/@Ann"), description=f"Public posts from @Ann@{here}"), kind=XML
    )
    found = discover(f"@ann@{here}", door)
    assert (found.kind, found.feed_address) == ("mastodon", net.address("/@Ann.rss"))
    assert found.profile is not None
    assert (found.profile.name, found.profile.handle, found.profile.headline) == ("Ann Bee", "@Ann@home.example", "")
    assert (found.profile.address, found.profile.avatar_address) == (net.address("/@Ann"), net.address("/a.png"))
    assert found.profiles == (("mastodon", net.address("/@Ann")),)
    assert len(net.requests) == 2


def test_the_feed_that_the_account_names_itself_comes_first(net: FakeNet, door: Door) -> None:
    net.page("/.well-known/webfinger", jrd(page=net.address("/ann"), updates=net.address("/users/ann/feed.atom")))
    net.page("/users/ann/feed.atom", rss("Ann"), kind=XML)
    assert discover(f"ann@{net.host}:{net.port}", door).feed_address == net.address("/users/ann/feed.atom")


def test_a_server_without_webfinger_may_still_have_the_usual_feed(net: FakeNet, door: Door) -> None:
    net.page("/@ann.rss", rss("Ann"), kind=XML)
    assert discover(f"@ann@{net.host}:{net.port}", door).feed_address == net.address("/@ann.rss")


def test_an_account_page_without_the_usual_feed_may_name_another(net: FakeNet, door: Door) -> None:
    net.page("/.well-known/webfinger", jrd(page=net.address("/p/ann"))).page("/p/ann", linking("/p/ann/a.xml"))
    net.page("/p/ann/a.xml", rss("Ann"), kind=XML)
    assert discover(f"@ann@{net.host}:{net.port}", door).feed_address == net.address("/p/ann/a.xml")


@pytest.mark.parametrize(
    "answer", ["", "[]", "{", '{"links": 3}', '{"links": [1, {"rel": []}], "subject": 4}', "[" * 100_000]
)
def test_an_odd_answer_about_an_account_does_no_harm(net: FakeNet, door: Door, answer: str) -> None:
    net.page("/.well-known/webfinger", answer).page("/@ann.rss", rss("Ann"), kind=XML)
    assert discover(f"@ann@{net.host}:{net.port}", door).feed_address == net.address("/@ann.rss")


def test_an_account_that_is_not_there_is_missing(net: FakeNet, door: Door) -> None:
    with pytest.raises(NetworkError) as refused:
        discover(f"@nobody@{net.host}:{net.port}", door)
    assert refused.value.code == "missing"


def test_a_pleroma_account_is_found_by_its_address(net: FakeNet, door: Door) -> None:
    net.page("/users/ann/feed.atom", rss("Ann"), kind=XML)
    found = discover(net.address("/users/ann"), door)
    assert (found.kind, found.feed_address) == ("mastodon", net.address("/users/ann/feed.atom"))


def test_a_channels_page_is_asked_for_its_number(net: FakeNet, elsewhere: Elsewhere) -> None:
    net.page("/www.youtube.com/@ann", f'<!doctype html><script>{{"externalId":"{UC}"}}</script>')
    net.page(f"/www.youtube.com/feeds/videos.xml?channel_id={UC}", rss("Ann films"), kind=XML)
    found = discover("https://www.youtube.com/@ann", elsewhere)
    assert found.kind == "youtube"
    assert elsewhere.asked[1] == f"https://www.youtube.com/feeds/videos.xml?channel_id={UC}"
    assert net.requests[0].headers["cookie"] == "SOCS=CAI"
    assert found.profile is not None
    assert (found.profile.name, found.profile.handle) == ("Ann films", "@ann")


def test_a_podcast_is_looked_up(net: FakeNet, elsewhere: Elsewhere) -> None:
    net.page("/itunes.apple.com/lookup", json.dumps({"results": [{"feedUrl": "https://pod.example/rss"}]}))
    net.page("/pod.example/rss", rss("The pod"), kind=XML)
    found = discover("https://podcasts.apple.com/pt/podcast/the-pod/id42?i=1", elsewhere)
    assert found.kind == "podcast"
    assert elsewhere.asked == ["https://itunes.apple.com/lookup?id=42&entity=podcast", "https://pod.example/rss"]


@pytest.mark.parametrize("answer", ['{"results": []}', '{"results": [{"feedUrl": "javascript:x"}, 3]}', "3"])
def test_a_podcast_without_a_feed_is_told(net: FakeNet, elsewhere: Elsewhere, answer: str) -> None:
    net.page("/itunes.apple.com/lookup", answer)
    with pytest.raises(NetworkError, match="names no feed") as refused:
        discover("https://pod.link/42", elsewhere)
    assert refused.value.code == "no_feed_found"


def test_a_bluesky_profile_is_named_by_its_person(net: FakeNet, elsewhere: Elsewhere) -> None:
    net.page("/bsky.app/profile/ann.example/rss", rss("@ann.example - Ann Bee", description="Tea"), kind=XML)
    found = discover("@ann.example", elsewhere)
    assert found.profile is not None
    assert (found.profile.name, found.profile.handle, found.profile.headline) == ("Ann Bee", "@ann.example", "Tea")
    assert found.profiles[0] == ("bluesky", "https://bsky.app/profile/ann.example")


def test_a_github_user_is_named_by_the_handle(net: FakeNet, elsewhere: Elsewhere) -> None:
    net.page("/github.com/ann.atom", rss("GitHub Public Timeline Feed"), kind=XML)
    profile = discover("github.com/ann", elsewhere).profile
    assert profile is not None
    assert profile.name == "ann"


def test_http_is_tried_where_https_was_only_our_guess(net: FakeNet) -> None:
    net.page("/", linking("/feed")).page("/feed", rss(), kind=XML)
    here = f"old.example:{net.port}"
    resolve = [f"{here}:{net.host}"]
    with Door(allow_networks=LOOPBACK, user_agent="t", connect_seconds=0.5, whole_seconds=1, resolve=resolve) as door:
        assert discover(here, door).feed_address == f"http://{here}/feed"
        with pytest.raises(NetworkError):
            discover(f"https://{here}", door)
