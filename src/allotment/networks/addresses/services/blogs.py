"""Hosts of blogs and letters."""

from typing import Final

from allotment.networks.addresses.services.rule import END, LABEL, NAME, Rule

BLOGS: Final = (
    Rule(
        "substack",
        rf"{LABEL}\.substack\.com" + END,
        "https://{name}.substack.com/",
        ("https://{name}.substack.com/feed",),
    ),
    Rule("substack", r"substack\.com/(?P<path>.+)", "https://substack.com/{path}"),
    Rule(
        "wordpress",
        rf"{LABEL}\.wordpress\.com" + END,
        "https://{name}.wordpress.com/",
        ("https://{name}.wordpress.com/feed/",),
    ),
    Rule(
        "blogger",
        rf"{LABEL}\.blogspot\.(?P<country>[a-z.]+)" + END,
        "https://{name}.blogspot.com/",
        ("https://{name}.blogspot.com/feeds/posts/default",),
    ),
    Rule(
        "medium",
        r"medium\.com/@(?P<name>[\w.-]+)" + END,
        "https://medium.com/@{name}",
        ("https://medium.com/feed/@{name}",),
        "@{name}",
    ),
    Rule(
        "medium",
        rf"medium\.com/(?!feed/|m/|tag/){NAME}" + END,
        "https://medium.com/{name}",
        ("https://medium.com/feed/{name}",),
    ),
    Rule(
        "medium",
        rf"{LABEL}\.medium\.com" + END,
        "https://{name}.medium.com/",
        ("https://{name}.medium.com/feed",),
    ),
    Rule(
        "tumblr",
        r"tumblr\.com/(?:blog/)?(?!tagged|search|explore)(?P<name>[a-z0-9-]+)" + END,
        "https://{name}.tumblr.com/",
        ("https://{name}.tumblr.com/rss",),
    ),
    Rule(
        "tumblr",
        rf"{LABEL}\.tumblr\.com" + END,
        "https://{name}.tumblr.com/",
        ("https://{name}.tumblr.com/rss",),
    ),
    Rule(
        "microblog",
        rf"{LABEL}\.micro\.blog" + END,
        "https://{name}.micro.blog/",
        ("https://{name}.micro.blog/feed.xml",),
    ),
    Rule(
        "microblog",
        r"micro\.blog/(?P<name>[a-z0-9_]+)/?",
        "https://micro.blog/{name}",
        ("https://{name}.micro.blog/feed.xml",),
        "{name}",
    ),
    Rule(
        "writeas",
        r"write\.as/(?P<name>[a-z0-9-]+)" + END,
        "https://write.as/{name}/",
        ("https://write.as/{name}/feed/",),
    ),
    Rule(
        "writeas",
        rf"{LABEL}\.writeas\.com" + END,
        "https://{name}.writeas.com/",
        ("https://{name}.writeas.com/feed/",),
    ),
    Rule("ghost", rf"{LABEL}\.ghost\.io" + END, "https://{name}.ghost.io/", ("https://{name}.ghost.io/rss/",)),
    Rule(
        "bearblog",
        rf"{LABEL}\.bearblog\.dev" + END,
        "https://{name}.bearblog.dev/",
        ("https://{name}.bearblog.dev/feed/",),
    ),
    Rule(
        "buttondown",
        rf"buttondown\.(?:com|email)/{NAME}" + END,
        "https://buttondown.com/{name}",
        ("https://buttondown.com/{name}/rss",),
    ),
    Rule(
        "devto",
        rf"dev\.to/(?!feed/|t/){NAME}" + END,
        "https://dev.to/{name}",
        ("https://dev.to/feed/{name}",),
        "{name}",
    ),
    Rule(
        "letterboxd",
        rf"letterboxd\.com/{NAME}" + END,
        "https://letterboxd.com/{name}/",
        ("https://letterboxd.com/{name}/rss/",),
        "{name}",
    ),
)
