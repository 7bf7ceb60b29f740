"""What we keep in step with feedparser, and what we promise not to take over from it."""

from feedparser.sanitizer import _HTMLSanitizer

from allotment.networks.feeds import words
from allotment.networks.feeds.guarded import read_guarded


def test_html_is_what_feedparser_takes_for_html() -> None:
    assert frozenset(_HTMLSanitizer.acceptable_elements) == words._HTML


def test_feedparser_neither_sanitises_nor_rewrites_markup() -> None:
    markup = "&lt;a b='1' a=2 href='x'>&lt;script>"
    found = read_guarded(f"<rss><channel><item><description>{markup}</description></item></channel></rss>")
    assert found.entries[0]["summary"] == "<a b='1' a=2 href='x'><script>"
