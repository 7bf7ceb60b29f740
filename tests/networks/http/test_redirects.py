"""Being sent elsewhere."""

import pytest

from allotment.networks.http import Door
from tests.fakenet import FakeNet
from tests.networks.http.conftest import LOOPBACK, error_of


def test_a_permanent_move_is_told(net: FakeNet, door: Door) -> None:
    net.redirect("/a", "/b", status=301).redirect("/b", "/c", status=308).page("/c", b"c")
    got = door.get(net.address("/a"))
    assert (got.body, got.address, got.permanent_address) == (b"c", net.address("/c"), net.address("/c"))


@pytest.mark.parametrize("statuses", [(302, 301), (301, 302), (307, 307), (303, 301)])
def test_a_move_is_permanent_only_when_every_step_is(net: FakeNet, door: Door, statuses: tuple[int, int]) -> None:
    net.redirect("/a", "/b", status=statuses[0]).redirect("/b", "/c", status=statuses[1]).page("/c", b"c")
    got = door.get(net.address("/a"))
    assert (got.address, got.permanent_address) == (net.address("/c"), None)


def test_a_304_after_a_redirect_keeps_the_permanent_address(net: FakeNet, door: Door) -> None:
    net.redirect("/a", "/b", status=301).page("/b", b"b", etag='"1"')
    got = door.get(net.address("/a"), etag='"1"')
    assert (got.status, got.permanent_address) == (304, net.address("/b"))


def test_five_redirects_are_followed_and_six_are_not(net: FakeNet, door: Door) -> None:
    for step in range(6):
        net.redirect(f"/{step}", f"/{step + 1}")
    net.page("/6", b"there")
    assert door.get(net.address("/1")).body == b"there"
    assert error_of(door, net.address("/0")).code == "redirect_loop"


def test_a_loop_is_noticed_when_it_closes(net: FakeNet, door: Door) -> None:
    net.redirect("/a", "/b").redirect("/b", "/a").redirect("/self", "/self")
    assert error_of(door, net.address("/a")).code == "redirect_loop"
    assert error_of(door, net.address("/self")).code == "redirect_loop"
    assert net.paths() == ["/a", "/b", "/self"]


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:70/x", "dict://x/"])
def test_only_the_web_is_followed(net: FakeNet, door: Door, to: str) -> None:
    net.redirect("/a", to)
    assert error_of(door, net.address("/a")).code == "refused_address"


@pytest.mark.parametrize("to", ["http://", "http://a b/", "http:///", "//", "http://x:99999/", "javascript:alert(1)"])
def test_an_address_that_makes_no_sense_is_an_error(net: FakeNet, door: Door, to: str) -> None:
    net.redirect("/a", to)
    assert error_of(door, net.address("/a")).code in {"bad_address", "refused", "refused_address", "redirect_loop"}
    assert net.paths()[0] == "/a"


@pytest.mark.parametrize(
    ("to", "path"),
    [
        ("/caf\u00e9", "/caf%C3%A9"),
        ("/a b", "/a%20b"),
        ("?page=2", "/here/a?page=2"),
        ("b/../c", "/here/c"),
        ("/x#fragment", "/x"),
        ("/100%", "/100%"),
    ],
)
def test_odd_locations_lead_where_a_browser_would_go(net: FakeNet, door: Door, to: str, path: str) -> None:
    location = to.encode().decode("latin-1")
    net.redirect("/here/a", location)
    net.page(path, b"found")
    assert door.get(net.address("/here/a")).body == b"found"


def test_a_location_in_latin_1_does_no_harm(net: FakeNet, door: Door) -> None:
    net.redirect("/a", "/caf\u00e9").page("/caf%E9", b"found")
    assert door.get(net.address("/a")).body == b"found"


def test_the_callers_headers_stay_with_their_host(net: FakeNet) -> None:
    places = [f"{name}.test:{net.port}:127.0.0.1" for name in "ab"]
    net.redirect("/away", net.address("/b", host="b.test")).redirect("/near", net.address("/b", host="a.test"))
    net.page("/b", b"b")
    with Door(allow_networks=LOOPBACK, user_agent="t", resolve=places) as door:
        for path in ("/away", "/near"):
            headers = (("Authorization", "Bearer secret"),)
            door.get(net.address(path, host="a.test"), headers=headers, etag='"1"')
    away, near = (seen.headers for seen in net.requests if seen.path == "/b")
    assert (away.get("authorization"), near.get("authorization")) == (None, "Bearer secret")
    assert away["if-none-match"] == '"1"', "a validator belongs to what is at the end of the way"


def test_a_login_in_the_address_stays_with_its_host(net: FakeNet) -> None:
    places = [f"{name}.test:{net.port}:127.0.0.1" for name in "ab"]
    foreign = f"http://evil:twin@b.test:{net.port}/b"
    net.redirect("/away", foreign).redirect("/near", "/b").page("/b", b"b")
    with Door(allow_networks=LOOPBACK, user_agent="t", resolve=places) as door:
        for path in ("/away", "/near"):
            got = door.get(f"http://ann:pass%20word@a.test:{net.port}{path}")
            assert "@" not in got.address
    basic = [(seen.path, seen.headers.get("authorization")) for seen in net.requests]
    assert basic == [
        ("/away", "Basic YW5uOnBhc3Mgd29yZA=="),
        ("/b", None),
        ("/near", "Basic YW5uOnBhc3Mgd29yZA=="),
        ("/b", "Basic YW5uOnBhc3Mgd29yZA=="),
    ]


def test_a_login_is_not_told_in_errors(net: FakeNet, door: Door) -> None:
    error = error_of(door, f"http://ann:secret@127.0.0.1:{net.port}/nothing")
    assert "secret" not in error.message


def test_what_was_posted_is_asked_for_after_303_and_sent_again_after_307(net: FakeNet, door: Door) -> None:
    net.redirect("/see", "/x", status=303).redirect("/again", "/x", status=307).page("/x", b"x")
    door.post(net.address("/see"), b"words")
    door.post(net.address("/again"), b"words")
    arrived = [(seen.method, seen.body) for seen in net.requests if seen.path == "/x"]
    assert arrived == [("GET", b""), ("POST", b"words")]


def test_what_was_posted_is_not_sent_to_somebody_else(net: FakeNet) -> None:
    places = [f"{name}.test:{net.port}:127.0.0.1" for name in "ab"]
    net.redirect("/away", net.address("/b", host="b.test"), status=307).page("/b", b"b")
    with Door(allow_networks=LOOPBACK, user_agent="t", resolve=places) as door:
        error = error_of(door, net.address("/away", host="a.test"), method="POST", body=b"secret")
    assert (error.code, net.paths()) == ("refused", ["/away"])


def test_the_whole_time_counts_over_all_redirects(net: FakeNet) -> None:
    for step in range(5):
        net.redirect(f"/{step}", f"/{step + 1}", delay=0.15)
    net.page("/5", b"late")
    with Door(allow_networks=LOOPBACK, user_agent="t", whole_seconds=0.4) as door:
        assert error_of(door, net.address("/0")).code == "timed_out"
    assert "/4" not in net.paths()
