"""Who stands behind a feed."""

from allotment.networks.discovery import discover
from allotment.networks.http import Door
from tests.fakenet import FakeNet
from tests.networks.discovery.feeds import linking, rss

XML = "application/rss+xml"
CARD = (
    '<div class="h-card"><a class="p-name u-url" href="/">Ann Bee</a><img class="u-photo" src="/ann.jpg">'
    '<p class="p-note">Learns about tea</p><a rel="me" href="https://github.com/annbee">code</a></div>'
)


def test_the_sites_card_says_who_it_is(net: FakeNet, door: Door) -> None:
    net.page("/", linking("/feed", body=CARD)).page("/feed", rss(), kind=XML)
    found = discover(net.address("/"), door)
    assert found.profile is not None
    assert (found.profile.name, found.profile.headline) == ("Ann Bee", "Learns about tea")
    assert found.profile.avatar_address == net.address("/ann.jpg")
    assert found.profiles == (("website", net.address("/")), ("github", "https://github.com/annbee"))


def test_for_a_feed_the_card_of_its_own_site_is_read(net: FakeNet, door: Door) -> None:
    net.page("/", linking(body=CARD)).page("/feed", rss(site=net.address("/")), kind=XML)
    found = discover(net.address("/feed"), door)
    assert found.profile is not None
    assert found.profile.name == "Ann Bee"
    assert net.paths() == ["/feed", "/"]


def test_a_site_on_another_host_is_not_asked(net: FakeNet, door: Door) -> None:
    net.page("/feed", rss(site="https://ann.example/", image="https://ann.example/me.png"), kind=XML)
    found = discover(net.address("/feed"), door)
    assert found.profile is not None
    assert (found.profile.name, found.profile.headline) == ("The blog of Ann", "About tea")
    assert found.profile.avatar_address == "https://ann.example/me.png"
    assert found.profiles == (("website", "https://ann.example/"),)
    assert net.paths() == ["/feed"]


def test_a_site_that_fails_costs_the_card_and_nothing_else(net: FakeNet, door: Door) -> None:
    net.page("/", status=500).page("/feed", rss(site=net.address("/")), kind=XML)
    found = discover(net.address("/feed"), door)
    assert found.profile is not None
    assert found.profile.name == "The blog of Ann"


def test_a_feed_without_a_site_is_its_persons_only_address(net: FakeNet, door: Door) -> None:
    net.page("/feed", rss(), kind=XML)
    assert discover(net.address("/feed"), door).profiles == (("feed", net.address("/feed")),)


def test_the_author_a_feed_names_goes_before_its_title(net: FakeNet, door: Door) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Notes &amp;amp; tea</title><id>x</id>'
        "<author><name>Ann Bee</name></author>"
        "<entry><id>1</id><title>t</title><updated>2026-11-21T00:00:00Z</updated></entry></feed>"
    )
    net.page("/feed", atom, kind="application/atom+xml")
    profile = discover(net.address("/feed"), door).profile
    assert profile is not None
    assert profile.name == "Ann Bee"
