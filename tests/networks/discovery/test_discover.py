"""From what somebody pastes to what can be followed, over real sockets."""

import pytest

from allotment.networks.discovery import discover
from allotment.networks.errors import NetworkError
from allotment.networks.http import Door
from tests.fakenet import FakeNet
from tests.networks.discovery.feeds import PLANET, item, linking, rss

XML = "application/rss+xml"


def test_a_feeds_address_is_followed_as_it_is(net: FakeNet, door: Door) -> None:
    net.page("/ann/feed", rss(), kind=XML, etag='"1"')
    found = discover(net.address("/ann/feed"), door)
    assert (found.kind, found.feed_address) == ("feed", net.address("/ann/feed"))
    assert found.feed is not None
    assert [entry.title for entry in found.feed.entries] == ["Hello"]
    assert found.retrieved is not None
    assert found.retrieved.headers["etag"] == '"1"'
    assert net.paths() == ["/ann/feed"]


def test_a_site_names_its_feed(net: FakeNet, door: Door) -> None:
    net.page("/ann/", linking("/comments/feed", "rss")).page("/ann/rss", rss(), kind=XML)
    assert discover(net.address("/ann/"), door).feed_address == net.address("/ann/rss")
    assert net.paths() == ["/ann/", "/ann/rss"]


def test_a_host_without_scheme_is_enough(net: FakeNet, door: Door) -> None:
    net.page("/", linking("/f.xml")).page("/f.xml", rss(), kind=XML)
    assert discover(f"{net.host}:{net.port}", door).feed_address == net.address("/f.xml")


def test_a_declared_feed_that_is_gone_is_passed_over_for_the_next(net: FakeNet, door: Door) -> None:
    net.page("/", linking("/gone.xml", "/here.xml")).page("/gone.xml", status=410).page("/here.xml", rss(), kind=XML)
    assert discover(net.address("/"), door).feed_address == net.address("/here.xml")


def test_an_ordinary_link_to_a_feed_is_found(net: FakeNet, door: Door) -> None:
    net.page("/", linking(body='<a href="/posts.rss">Follow</a>')).page("/posts.rss", rss(), kind=XML)
    assert discover(net.address("/"), door).feed_address == net.address("/posts.rss")


@pytest.mark.parametrize("place", ["/feed", "/rss.xml", "/feeds/posts/default"])
def test_a_feed_in_a_usual_place_is_found(net: FakeNet, door: Door, place: str) -> None:
    net.page("/", linking()).page(place, rss(), kind=XML)
    assert discover(net.address("/"), door).feed_address == net.address(place)


def test_deep_inside_a_host_nobody_elses_feed_is_taken(net: FakeNet, door: Door) -> None:
    net.page("/people/ann/", linking()).page("/feed", rss("The university"), kind=XML)
    with pytest.raises(NetworkError) as refused:
        discover(net.address("/people/ann/"), door)
    assert refused.value.code == "no_feed_found"
    assert len(net.requests) <= 9


def test_a_feed_that_moved_for_good_is_followed_where_it_is_now(net: FakeNet, door: Door) -> None:
    net.redirect("/old", "/new", status=301).page("/new", rss(), kind=XML)
    assert discover(net.address("/old"), door).feed_address == net.address("/new")


def test_a_feed_that_is_elsewhere_today_keeps_its_address(net: FakeNet, door: Door) -> None:
    net.redirect("/feed", "/today", status=302).page("/today", rss(), kind=XML)
    assert discover(net.address("/feed"), door).feed_address == net.address("/feed")


def test_an_address_that_looks_like_a_feed_may_be_a_page_that_names_one(net: FakeNet, door: Door) -> None:
    net.page("/rss/", linking("/real.xml")).page("/real.xml", rss(), kind=XML)
    assert discover(net.address("/rss/"), door).feed_address == net.address("/real.xml")


def test_a_subscription_list_is_handed_back_line_by_line(net: FakeNet, door: Door) -> None:
    opml = '<opml version="2.0"><body><outline text="A"><outline text="x" xmlUrl="https://x.example/f"/></outline></body></opml>'
    net.page("/list.opml", opml, kind="text/x-opml")
    found = discover(net.address("/list.opml"), door)
    assert (found.kind, found.feed_address) == ("opml", None)
    assert [(line.feed_address, line.folders) for line in found.outlines] == [("https://x.example/f", ("A",))]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (404, "missing"),
        (410, "gone"),
        (403, "forbidden"),
        (500, "server_error"),
        (503, "unavailable"),
        (429, "rate_limited"),
    ],
)
def test_what_the_site_answers_is_what_the_owner_hears(net: FakeNet, door: Door, status: int, code: str) -> None:
    net.page("/", status=status).page("/feed", status=status)
    for path in ("/", "/feed"):
        with pytest.raises(NetworkError) as refused:
            discover(net.address(path), door)
        assert refused.value.code == code


def test_a_page_without_a_feed_says_so(net: FakeNet, door: Door) -> None:
    net.page("/", linking())
    with pytest.raises(NetworkError, match="names no feed") as refused:
        discover(net.address("/"), door)
    assert refused.value.code == "no_feed_found"
    assert len(net.requests) == 8


@pytest.mark.parametrize(
    ("body", "code"),
    [(b"", "empty"), (b"\x89PNG\r\n\x1a\n\0\0", "not_a_feed"), (b"just words", "not_a_feed")],
)
def test_what_is_neither_page_nor_feed_is_called_that(net: FakeNet, door: Door, body: bytes, code: str) -> None:
    net.page("/feed", body, kind=XML)
    with pytest.raises(NetworkError) as refused:
        discover(net.address("/feed"), door)
    assert refused.value.code == code


def test_a_site_that_stops_answering_is_not_asked_in_every_place(net: FakeNet, door: Door) -> None:
    net.page("/", linking())
    for place in ("/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml"):
        net.page(place, status=429)
    with pytest.raises(NetworkError):
        discover(net.address("/"), door)
    assert len(net.requests) == 3


def test_private_places_are_refused(net: FakeNet) -> None:
    with Door(user_agent="t") as door, pytest.raises(NetworkError) as refused:
        discover(net.address("/feed"), door)
    assert refused.value.code == "refused_address"
    assert net.requests == []


def test_services_without_feeds_are_not_even_asked(net: FakeNet, door: Door) -> None:
    with pytest.raises(NetworkError, match="LinkedIn gives nothing") as refused:
        discover("https://www.linkedin.com/in/ann", door)
    assert refused.value.code == "no_feed_found"


def test_a_planet_has_no_person(net: FakeNet, door: Door) -> None:
    net.page("/feed", PLANET, kind=XML)
    found = discover(net.address("/feed"), door)
    assert (found.has_person, found.profile, found.profiles) == (False, None, ())


def test_a_magazine_of_several_authors_at_home_is_no_planet(net: FakeNet, door: Door) -> None:
    own = "".join(item(str(n), f"https://mag.example/{n}", f"Author {n}") for n in range(5))
    net.page("/feed", rss("Magazine", site="https://mag.example/", items=own), kind=XML)
    assert discover(net.address("/feed"), door).has_person


def test_a_linkblog_of_one_person_is_no_planet(net: FakeNet, door: Door) -> None:
    links = "".join(item(str(n), f"https://other{n}.example/", "Ann") for n in range(5))
    net.page("/feed", rss("Links", site="https://ann.example/", items=links), kind=XML)
    assert discover(net.address("/feed"), door).has_person


def test_a_tag_has_no_person(net: FakeNet, door: Door) -> None:
    net.page("/tags/PLN.rss", rss("#PLN"), kind=XML)
    found = discover(f"#PLN@{net.host}:{net.port}", door)
    assert (found.kind, found.has_person, found.profile) == ("tag", False, None)
    assert found.feed_address == net.address("/tags/PLN.rss")
