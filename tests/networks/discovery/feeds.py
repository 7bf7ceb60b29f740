"""Feeds written for these tests."""

from html import escape


def rss(
    title: str = "The blog of Ann", *, site: str = "", description: str = "About tea", items: str = "", image: str = ""
) -> str:
    picture = f"<image><url>{image}</url><title>t</title><link>{site}</link></image>" if image else ""
    first = items or item("Hello", f"{site or 'https://ann.example/'}hello")
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{escape(title)}</title><link>{site}</link><description>{escape(description)}</description>{picture}{first}</channel></rss>"
    )


def item(title: str, link: str, author: str = "") -> str:
    by = f"<dc:creator>{author}</dc:creator>" if author else ""
    when = "<pubDate>Sat, 21 Nov 2026 08:00:00 GMT</pubDate>"
    return f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>{by}{when}</item>"


def linking(*hrefs: str, body: str = "") -> str:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{href}">' for href in hrefs)
    return f"<!doctype html><html><head><title>A page</title>{links}</head><body>{body}</body></html>"


PLANET = rss(
    "Planet Tea",
    site="https://planet.example/",
    items=item("1", "https://ann.example/1", "Ann")
    + item("2", "https://bob.example/2", "Bob")
    + item("3", "https://carl.example/3", "Carl"),
)
