"""What a page says about itself."""

import time

import pytest

from allotment.networks.html import PageRecord, page

AT = "https://ann.example/blog/"


def read(markup: str, address: str = AT) -> PageRecord:
    return page(markup.encode(), address, "text/html; charset=utf-8")


def feeds(markup: str, address: str = AT) -> list[str]:
    return [link.address for link in read(markup, address).feeds]


def test_declared_feeds_are_found_wherever_they_stand_and_however_they_are_written() -> None:
    markup = (
        "<!doctype html><title>A</title><LINK REL='Alternate feed' TYPE='application/RSS+xml; charset=utf-8' HREF=rss>"
        "<body><p><link href=/atom rel=alternate type=application/atom+xml title='All &amp; more'>"
    )
    record = read(markup)
    assert [link.address for link in record.feeds] == ["https://ann.example/blog/rss", "https://ann.example/atom"]
    assert record.feeds[1].title == "All & more"


def test_what_stands_in_a_comment_or_a_script_is_not_declared() -> None:
    link = "<link rel=alternate type=application/rss+xml href=/no>"
    assert (
        feeds(f"<!-- {link} --><script>'{link}'</script><noscript>{link}</noscript><textarea>{link}</textarea>") == []
    )


def test_comments_apis_translations_and_styles_are_no_feeds() -> None:
    markup = (
        "<link rel=alternate type=application/rss+xml title='Ann » Comments' href=/feed2>"
        "<link rel=alternate type=application/rss+xml href=/comments/feed/>"
        "<link rel=alternate type=application/json href=/wp-json/wp/v2/pages/1>"
        "<link rel=alternate type=application/json+oembed href=/oembed>"
        "<link rel=alternate hreflang=de href=/de/><link rel='alternate stylesheet' href=/a.css>"
        "<link rel=alternate type=text/html href=/print>"
    )
    assert feeds(markup) == []


def test_the_whole_site_comes_before_a_category_and_xml_before_json() -> None:
    markup = (
        "<link rel=alternate type=application/rss+xml href=/category/tea/feed/>"
        "<link rel=alternate type=application/feed+json href=/feed.json>"
        "<link rel=alternate type=application/rss+xml href=/feed/>"
        "<link rel=alternate type=application/rss+xml href=/feed>"
    )
    assert feeds(markup) == [f"https://ann.example/{path}" for path in ("feed/", "feed.json", "category/tea/feed/")]
    assert feeds(markup, "https://ann.example/category/tea/")[0] == "https://ann.example/category/tea/feed/"


def test_addresses_resolve_as_the_base_says() -> None:
    assert feeds("<base href=//static.example/x/><link rel=alternate type=application/atom+xml href=a>") == [
        "https://static.example/x/a"
    ]


def test_links_that_look_like_feeds_are_mentioned() -> None:
    markup = "<a href=/feed.xml>RSS</a><a href=https://bob.example/feed>Bob</a><a href=/comments/feed>c</a>"
    assert [link.address for link in read(markup).mentioned_feeds] == ["https://ann.example/feed.xml"]


def test_title_language_icon_and_canonical_are_read() -> None:
    record = read(
        "<html lang=de-AT><title>Tee &amp; Kuchen</title>"
        "<link rel='shortcut icon' href=/f.ico><link rel=apple-touch-icon href=/t.png>"
        "<link rel=canonical href='https://ann.example/blog/?utm_source=x'><meta name=description content='Über Tee'>"
    )
    assert (record.title, record.language, record.icon) == ("Tee & Kuchen", "de-AT", "https://ann.example/t.png")
    assert (record.canonical, record.description) == (AT, "Über Tee")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<title>Käse</title>".encode(), "text/html; charset=iso-8859-1"),
        ("<title>Käse</title>".encode("latin-1"), "text/html; charset=ISO-8859-1"),
        ("<meta charset=latin1><title>Käse</title>".encode("latin-1"), None),
        ("\ufeff<title>Käse</title>".encode("utf-16-le"), None),
        ("<title>Käse</title>".encode("cp1252"), "text/html; charset=no-such"),
        ("<title>Käse</title>".encode("cp1252"), "text/html; charset=base64"),
    ],
)
def test_text_is_read_in_the_encoding_it_is_in(body: bytes, content_type: str | None) -> None:
    assert page(body, AT, content_type).title == "Käse"


def test_the_person_on_the_body_of_a_page_is_found() -> None:
    profile = read('<body class="h-card"><h1 class="p-name">Ann Bee</h1></body>').profile
    assert profile is not None
    assert (profile.name, profile.address) == ("Ann Bee", AT)


def test_a_card_fills_a_profile() -> None:
    profile = read(
        '<div class="h-card"><img class="u-photo" src="/a.jpg" alt="me">'
        '<a class="p-name u-url u-uid" href="/blog/">Ann Bee</a>'
        '<span class="p-job-title">Teacher</span> at <span class="p-org">School</span><p class="p-adr h-adr">'
        '<span class="p-locality">Porto</span>, <span class="p-country-name">Portugal</span></p>'
        '<a rel="me" href="https://example.social/@ann">m</a><a class="u-url" href="https://github.com/ann">g</a></div>'
        '<div class="h-card"><span class="p-name">Bob</span></div>'
    ).profile
    assert profile is not None
    assert (profile.name, profile.headline, profile.place) == ("Ann Bee", "Teacher, School", "Porto, Portugal")
    assert profile.avatar_address == "https://ann.example/a.jpg"
    assert profile.addresses == ("https://github.com/ann", "https://example.social/@ann")


def test_among_several_cards_none_is_taken_without_a_reason() -> None:
    assert read('<p class="h-card">Ann</p><p class="h-card">Bob</p>').profile is None
    assert read('<a class="h-card" href="https://bob.example/">Bob</a>').profile is None


def test_a_card_that_is_linked_as_me_is_taken() -> None:
    markup = '<p class="h-card">Bob</p><a class="h-card" rel="me" href="https://ann.example/about">Ann</a>'
    profile = read(markup).profile
    assert profile is not None
    assert profile.name == "Ann"


def test_an_old_hcard_is_read_too() -> None:
    profile = read('<div class="vcard"><span class="fn">Ann Bee</span></div>').profile
    assert profile is not None
    assert profile.name == "Ann Bee"


def test_a_card_runs_no_script_and_carries_no_odd_address() -> None:
    profile = read(
        '<div class="h-card"><b class="p-name">A<script>x</script>&lt;b&gt;</b>'
        '<img class="u-photo" src="javascript:x"></div>'
    ).profile
    assert profile is not None
    assert profile.name == "A"
    assert profile.avatar_address is None


HOSTILE = {
    "deep": "<div>" * 200_000,
    "deep cards": '<div class="h-card">' * 30_000,
    "many cards": '<div class="h-card">a</div>' * 30_000,
    "nested cards": ('<div class="h-card p-x">' * 200 + "word " * 40 + "</div>" * 200) * 2,
    "nested entries": '<div class="h-card">x</div>'
    + '<div class="h-entry"><div class="e-content">' * 100
    + "word " * 20_000,
    "links": "<link rel=alternate type=application/rss+xml href=/a>" * 20_000,
    "different links": "".join(f"<link rel=alternate type=application/rss+xml href=/{n}>" for n in range(15_000)),
    "bodies": "<body " * 100_000,
    "bodies with classes": '<body class="' * 60_000,
    "comments": "<!--" * 250_000,
    "brackets": "<" * 1_000_000,
    "long attribute": f'<a class="{"h-card " * 100_000}">',
    "nul": "\x00" * 1_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_in_bounded_time(name: str) -> None:
    started = time.process_time()
    page(HOSTILE[name].encode(), AT)
    assert time.process_time() - started < 6


def test_a_deep_page_still_shows_the_feeds_of_its_head() -> None:
    assert feeds("<link rel=alternate type=application/rss+xml href=/feed>" + "<div>" * 50_000) == [
        "https://ann.example/feed"
    ]


SCRAPS = [b"", b"\xff\xfe", b"\x00\xff" * 100, b"<", b"<title>", b"<base href='http://['>"]
SCRAPS.append(b"<link rel=alternate href='//[' type=text/xml>")


@pytest.mark.parametrize("body", SCRAPS)
def test_scraps_are_pages_that_say_nothing(body: bytes) -> None:
    record = page(body, AT, "text/html")
    assert (record.feeds, record.profile) == ((), None)
