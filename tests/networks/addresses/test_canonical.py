"""One spelling for one address, one number for all spellings."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allotment.networks.addresses import canonical, checked, host_of, url_key
from allotment.networks.errors import NetworkError

PIECES = st.sampled_from(
    [
        "http://",
        "HTTPS://",
        "feed:",
        "rss://",
        "www.",
        "Example.ORG",
        "ü.de",
        ":443",
        ":80",
        ":",
        "/",
        "//",
        "..",
        ".",
        "%7e",
        "%2f",
        "%",
        "%4",
        "%25",
        "%2e%2E",
        "?",
        "&",
        "utm_source=x",
        "a=b",
        "=",
        "#",
        "@",
        "[::1]",
        "\\",
        " ",
        "\t",
        "ß",
        "日本",
        "\ud800",
    ]
)


@pytest.mark.parametrize(
    ("pasted", "spelled"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTP://Example.ORG:80/A", "http://example.org/A"),
        ("https://example.org:443/", "https://example.org/"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://example.org/a#top", "https://example.org/a"),
        ("https://example.org/a?", "https://example.org/a"),
        ("https://example.org/a/./b/../c", "https://example.org/a/c"),
        ("https://example.org/../../a", "https://example.org/a"),
        ("https://example.org/a/..", "https://example.org/"),
        ("https://example.org/%7Euser/%c3%bc", "https://example.org/~user/%C3%BC"),
        ("https://example.org/über uns", "https://example.org/%C3%BCber%20uns"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/a%2fb", "https://example.org/a%2Fb"),
        ("https://example.org\\a", "https://example.org/a"),
        ("https://Straße.de/", "https://xn--strae-oqa.de/"),
        ("https://日本語.jp/", "https://xn--wgv71a119e.jp/"),
        ("https://[2001:DB8::1]:443/", "https://[2001:db8::1]/"),
        ("feed://example.org/rss", "https://example.org/rss"),
        ("feed:http://example.org/rss", "http://example.org/rss"),
        ("  https://example.org/a\n", "https://example.org/a"),
        ("https://exa\tmple.org/", "https://example.org/"),
        ("https://example.org/a/", "https://example.org/a/"),
    ],
)
def test_an_address_has_one_spelling(pasted: str, spelled: str) -> None:
    assert canonical(pasted) == spelled


@pytest.mark.parametrize(
    "parameter",
    [
        "utm_source=rss",
        "utm_Medium=feed",
        "UTM_campaign=x",
        "fbclid=1",
        "gclid=1",
        "mc_cid=a",
        "mc_eid=b",
        "msclkid=2",
        "igsh=x",
        "_hsenc=p",
        "mkt_tok=1",
        "at_medium=rss",
        "ref_src=twsrc",
        "mtm_campaign=x",
        "yclid",
    ],
)
def test_parameters_that_only_track_are_dropped(parameter: str) -> None:
    assert canonical(f"https://example.org/a?{parameter}&id=7") == "https://example.org/a?id=7"
    assert canonical(f"https://example.org/a?{parameter}") == "https://example.org/a"


@pytest.mark.parametrize("query", ["p=12", "ref=main", "id=utm_source", "source=feed", "b=1&a=2", "q=a+b%20c", "at=1"])
def test_parameters_that_mean_something_stay_in_their_order(query: str) -> None:
    assert canonical(f"https://example.org/?{query}") == f"https://example.org/?{query}"


@pytest.mark.parametrize(
    "text",
    ["", "hello", "mailto:ann@example.org", "javascript:alert(1)", "http://", "https:///a", "https://a b/"],
)
def test_what_is_no_web_address_comes_back_as_it_is(text: str) -> None:
    assert canonical(text) == text
    with pytest.raises(NetworkError, match="not a web address") as refused:
        checked(text)
    assert refused.value.code == "bad_address"


@pytest.mark.parametrize(
    "text", ["https://example.org:99999/", "https://example.org:8a/", "https://[::1/", "https://a:b:c/"]
)
def test_a_port_or_host_that_cannot_be_is_no_web_address_or_has_no_such_port(text: str) -> None:
    with pytest.raises(NetworkError):
        checked(text)


def test_the_host_of_an_address_is_told_without_user_and_port() -> None:
    assert host_of("https://user:pass@example.org:8080/a@b") == "example.org"
    assert host_of("https://[::1]:80/") == "[::1]"
    assert host_of("https://a?b@c/") == "a"
    assert host_of("nothing") == ""


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/a",
        "https://www.example.org/a",
        "https://EXAMPLE.org:443/a/",
        "https://example.org/a?utm_source=x#y",
    ],
)
def test_spellings_of_one_thing_share_a_key(other: str) -> None:
    assert url_key(other) == url_key("https://example.org/a")


@pytest.mark.parametrize(
    "other",
    ["https://example.org/A", "https://example.com/a", "https://example.org/a?b", "https://example.org:81/a"],
)
def test_different_things_have_different_keys(other: str) -> None:
    assert url_key(other) != url_key("https://example.org/a")


@given(
    st.one_of(
        st.text(),
        st.lists(PIECES, max_size=12).map("".join),
        st.text().map(lambda tail: f"https://example.org/{tail}"),
    )
)
@example("https://a/%%34%31")
@example("https://a/?%25%34")
@example("feed:feed:https://a")
@example("https://%41.org/")
def test_spelling_twice_is_spelling_once_for_any_text(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    assert url_key(once) == url_key(text)


@given(st.text())
def test_keys_fit_a_database_column(text: str) -> None:
    assert -(2**63) <= url_key(text) < 2**63
