"""What people paste, and where it leads."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allotment.networks.addresses import canonical, is_web_address, profile_of, understand
from allotment.networks.addresses.services import RULES
from allotment.networks.errors import NetworkError

UC = "UC" + "x" * 22

FEEDS = {
    "https://www.youtube.com/channel/" + UC: (
        "youtube",
        "https://www.youtube.com/feeds/videos.xml?channel_id=" + UC,
    ),
    "https://www.youtube.com/user/ann": ("youtube", "https://www.youtube.com/feeds/videos.xml?user=ann"),
    "https://youtube.com/playlist?list=PL1": (
        "youtube",
        "https://www.youtube.com/feeds/videos.xml?playlist_id=PL1",
    ),
    "https://vimeo.com/ann": ("vimeo", "https://vimeo.com/ann/videos/rss"),
    "https://github.com/ann": ("github", "https://github.com/ann.atom"),
    "github.com/ann?tab=repositories": ("github", "https://github.com/ann.atom"),
    "https://github.com/ann/tool": ("github", "https://github.com/ann/tool/releases.atom"),
    "https://github.com/ann/tool.git": ("github", "https://github.com/ann/tool/releases.atom"),
    "https://gitlab.com/ann": ("gitlab", "https://gitlab.com/ann.atom"),
    "https://codeberg.org/ann": ("codeberg", "https://codeberg.org/ann.rss"),
    "https://old.reddit.com/r/python/top": ("reddit", "https://www.reddit.com/r/python/.rss"),
    "r/python": ("reddit", "https://www.reddit.com/r/python/.rss"),
    "/u/ann": ("reddit", "https://www.reddit.com/user/ann/.rss"),
    "https://www.reddit.com/u/ann/": ("reddit", "https://www.reddit.com/user/ann/.rss"),
    "https://ann.substack.com/p/a-letter": ("substack", "https://ann.substack.com/feed"),
    "ann.wordpress.com": ("wordpress", "https://ann.wordpress.com/feed/"),
    "https://ann.blogspot.co.uk/2020/": ("blogger", "https://ann.blogspot.com/feeds/posts/default"),
    "https://medium.com/@ann/a-post-1a2b": ("medium", "https://medium.com/feed/@ann"),
    "https://medium.com/the-paper": ("medium", "https://medium.com/feed/the-paper"),
    "https://ann.medium.com/": ("medium", "https://ann.medium.com/feed"),
    "https://ann.tumblr.com": ("tumblr", "https://ann.tumblr.com/rss"),
    "https://www.tumblr.com/ann/123/x": ("tumblr", "https://ann.tumblr.com/rss"),
    "https://ann.micro.blog": ("microblog", "https://ann.micro.blog/feed.xml"),
    "https://micro.blog/ann": ("microblog", "https://ann.micro.blog/feed.xml"),
    "https://write.as/ann": ("writeas", "https://write.as/ann/feed/"),
    "https://ann.writeas.com/": ("writeas", "https://ann.writeas.com/feed/"),
    "https://ann.ghost.io/": ("ghost", "https://ann.ghost.io/rss/"),
    "https://ann.bearblog.dev/about/": ("bearblog", "https://ann.bearblog.dev/feed/"),
    "https://buttondown.email/ann": ("buttondown", "https://buttondown.com/ann/rss"),
    "https://dev.to/ann": ("devto", "https://dev.to/feed/ann"),
    "https://letterboxd.com/ann/": ("letterboxd", "https://letterboxd.com/ann/rss/"),
    "https://bsky.app/profile/ann.example.org/post/3k": (
        "bluesky",
        "https://bsky.app/profile/ann.example.org/rss",
    ),
    "https://bsky.app/profile/did:plc:abc": ("bluesky", "https://bsky.app/profile/did:plc:abc/rss"),
    "did:plc:abc": ("bluesky", "https://bsky.app/profile/did:plc:abc/rss"),
    "at://did:web:ann.example/app.bsky.feed.post/3k": (
        "bluesky",
        "https://bsky.app/profile/did:web:ann.example/rss",
    ),
    "ann.bsky.social": ("bluesky", "https://bsky.app/profile/ann.bsky.social/rss"),
    "@Ann.bsky.social": ("bluesky", "https://bsky.app/profile/ann.bsky.social/rss"),
    "@ann.example.org": ("bluesky", "https://bsky.app/profile/ann.example.org/rss"),
    "@ann@example.social": ("mastodon", "https://example.social/@ann.rss"),
    "acct:ann@example.social": ("mastodon", "https://example.social/@ann.rss"),
    "ann@127.0.0.1:8080": ("mastodon", "http://127.0.0.1:8080/@ann.rss"),
    "@ann@localhost:3000": ("mastodon", "http://localhost:3000/@ann.rss"),
    "https://example.social/@ann": ("mastodon", "https://example.social/@ann.rss"),
    "https://example.social/@ann/110123": ("mastodon", "https://example.social/@ann.rss"),
    "https://example.social/web/@ann/with_replies": ("mastodon", "https://example.social/@ann.rss"),
    "http://127.0.0.1:8080/@ann": ("mastodon", "http://127.0.0.1:8080/@ann.rss"),
    "https://example.social/users/ann": ("mastodon", "https://example.social/@ann.rss"),
    "https://example.social/users/ann/feed.atom": ("mastodon", "https://example.social/users/ann/feed.atom"),
    "#PLN@example.social": ("tag", "https://example.social/tags/PLN.rss"),
    "#Lernen@Köln.social": ("tag", "https://xn--kln-sna.social/tags/Lernen.rss"),
    "https://example.social/tags/PLN": ("tag", "https://example.social/tags/PLN.rss"),
    "https://example.org/feed/": ("feed", "https://example.org/feed/"),
    "https://example.org/blog/index.xml": ("feed", "https://example.org/blog/index.xml"),
    "https://example.org/?feed=rss2": ("feed", "https://example.org/?feed=rss2"),
    "feed:https://example.org/rss": ("feed", "https://example.org/rss"),
    "https://ann.wordpress.com/category/x/feed/": ("wordpress", "https://ann.wordpress.com/category/x/feed/"),
}


@pytest.mark.parametrize(("pasted", "kind", "feed"), [(pasted, *wanted) for pasted, wanted in FEEDS.items()])
def test_what_is_pasted_leads_to_its_feed(pasted: str, kind: str, feed: str) -> None:
    understood = understand(pasted)
    assert (understood.kind, understood.feed_address) == (kind, feed)


def test_every_rule_of_the_table_is_met_by_an_example() -> None:
    pasted = [
        *FEEDS,
        *PAGES,
        *CLOSED,
        "https://fosstodon.org/@ann@example.social",
        "https://overcast.fm/itunes12/x",
    ]
    spelled = [canonical(text if "://" in text else f"https://{text}") for text in pasted]
    spelled += [understood.page_address or "" for understood in map(understand, pasted)]
    met = {rule.pattern for rule in RULES for text in spelled if _matches(rule.pattern, text)}
    assert met == {rule.pattern for rule in RULES}


def _matches(pattern: str, address: str) -> bool:
    return re.fullmatch(pattern, address.partition("://")[2].removeprefix("www.")) is not None


PAGES = {
    "https://www.youtube.com/@ann": ("youtube", "https://www.youtube.com/@ann"),
    "https://www.youtube.com/c/ann/videos": ("youtube", "https://www.youtube.com/c/ann"),
    "https://www.youtube.com/watch?t=1&v=abc": ("youtube", "https://www.youtube.com/watch?v=abc"),
    "https://youtu.be/abc?si=x": ("youtube", "https://www.youtube.com/watch?v=abc"),
    "https://substack.com/@ann": ("substack", "https://substack.com/@ann"),
    "https://podcasts.apple.com/de/podcast/ein-name/id123?i=4": (
        "podcast",
        "https://podcasts.apple.com/podcast/id123",
    ),
    "https://www.example.org/Blog?utm_source=x": ("website", "https://www.example.org/Blog"),
    "example.org": ("website", "https://example.org/"),
    "//example.org/a": ("website", "https://example.org/a"),
    "127.0.0.1:8700/ann/": ("website", "http://127.0.0.1:8700/ann/"),
    "http://localhost:8000": ("website", "http://localhost:8000/"),
    "https://github.com/settings/profile": ("website", "https://github.com/settings/profile"),
}


@pytest.mark.parametrize(("pasted", "kind", "page"), [(pasted, *wanted) for pasted, wanted in PAGES.items()])
def test_where_no_rule_knows_the_feed_the_page_is_asked(pasted: str, kind: str, page: str) -> None:
    understood = understand(pasted)
    assert (understood.kind, understood.page_address, understood.feed_address) == (kind, page, None)


CLOSED = {
    "https://twitter.com/ann/status/1": "x",
    "https://de.linkedin.com/in/ann": "linkedin",
    "https://www.instagram.com/ann/": "instagram",
    "https://m.facebook.com/ann": "facebook",
    "https://www.threads.net/@ann": "threads",
    "https://www.tiktok.com/@ann": "tiktok",
    "https://open.spotify.com/show/1": "spotify",
}


@pytest.mark.parametrize(("pasted", "kind"), CLOSED.items())
def test_services_without_feeds_are_known_as_such(pasted: str, kind: str) -> None:
    understood = understand(pasted)
    assert (understood.kind, understood.closed, understood.feed_addresses) == (kind, True, ())


def test_an_account_seen_on_another_server_is_asked_for_at_home() -> None:
    assert understand("https://fosstodon.org/@ann@example.social/1").webfinger == ("ann", "example.social")


def test_a_podcast_is_looked_up_by_its_number() -> None:
    assert (
        understand("https://podcasts.apple.com/podcast/id77").lookup_address
        == "https://itunes.apple.com/lookup?id=77&entity=podcast"
    )


@pytest.mark.parametrize("pasted", ["#PLN@example.social", "r/python", "https://github.com/ann/tool"])
def test_tags_subreddits_and_repositories_have_no_person(pasted: str) -> None:
    understood = understand(pasted)
    assert not understood.has_person
    assert understood.profile is None


def test_accounts_come_with_the_profile_they_are() -> None:
    profile = understand("@Ann@Example.social").profile
    assert profile is not None
    assert (profile.kind, profile.handle, profile.address) == (
        "mastodon",
        "@Ann@example.social",
        "https://example.social/@Ann",
    )


def test_only_a_guessed_scheme_may_be_guessed_again() -> None:
    assert understand("example.org").scheme_guessed
    assert not understand("https://example.org").scheme_guessed
    assert not understand("127.0.0.1:8700").scheme_guessed


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("#PLN", "Say where to look"),
        ("@ann", "at home"),
        ("hello", "not an address"),
        ("", "not an address"),
        ("javascript:alert(1)", "not an address"),
        ("ftp://example.org/", "not an address"),
        ("ann@host", "does not name a host"),
        ("https://intranet/", "not an address"),
        ("x" * 3_000, "too long"),
        ("file:///etc/passwd", "not an address"),
    ],
)
def test_what_cannot_be_followed_is_refused_with_a_sentence(pasted: str, words: str) -> None:
    with pytest.raises(NetworkError, match=words) as refused:
        understand(pasted)
    assert refused.value.code == "bad_address"


def test_links_to_own_profiles_get_their_services_name() -> None:
    assert profile_of("https://github.com/ann").kind == "github"
    assert profile_of("https://www.linkedin.com/in/ann").kind == "linkedin"
    assert profile_of("https://example.org/about").kind == "website"


@given(st.one_of(st.text(), st.from_regex(r"(https?://)?[a-z@#:./-]{1,30}", fullmatch=True)))
def test_any_text_is_understood_or_refused_and_addresses_are_canonical(text: str) -> None:
    try:
        understood = understand(text)
    except NetworkError:
        return
    addresses = [
        *understood.feed_addresses,
        *filter(None, [understood.page_address, understood.lookup_address]),
    ]
    assert addresses
    assert all(is_web_address(address) for address in addresses)
    assert all(canonical(address) == address for address in addresses)
