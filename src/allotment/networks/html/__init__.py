"""HTML from outside: cleaned for showing, turned into words, read for feeds and people."""

from allotment.networks.html.cleaning import CleanHtml, clean
from allotment.networks.html.feed_links import FeedLink
from allotment.networks.html.pages import PageRecord, page
from allotment.networks.html.pictures import addresses_of_pictures, with_pictures
from allotment.networks.html.words import excerpt, minutes, text_of, title_text

__all__ = [
    "CleanHtml",
    "FeedLink",
    "PageRecord",
    "addresses_of_pictures",
    "clean",
    "excerpt",
    "minutes",
    "page",
    "text_of",
    "title_text",
    "with_pictures",
]
