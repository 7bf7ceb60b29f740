"""Where people build and talk: code, communities, Bluesky."""

from typing import Final

from allotment.networks.addresses.services.rule import END, NAME, Rule

_GITHUB_OWN: Final = (
    r"(?!(?:about|apps|collections|contact|customer-stories|enterprise|events|explore|features|issues|join|login|logout"
    r"|marketplace|new|notifications|pricing|pulls|readme|search|security|settings|sponsors|stars|team|topics|trending)(?:[/?]|$))"
)

CODE: Final = (
    Rule(
        "github",
        rf"github\.com/(?:orgs/|sponsors/)?{_GITHUB_OWN}(?P<name>[A-Za-z0-9-]+)/?(?:\?.*)?",
        "https://github.com/{name}",
        ("https://github.com/{name}.atom",),
        handle="{name}",
    ),
    Rule(
        "github",
        rf"github\.com/{_GITHUB_OWN}(?P<name>[A-Za-z0-9-]+)/(?P<repo>[\w.-]+?)(?:/releases|/tags|\.git)?/?(?:\?.*)?",
        "https://github.com/{name}/{repo}",
        ("https://github.com/{name}/{repo}/releases.atom", "https://github.com/{name}/{repo}/commits.atom"),
        has_person=False,
    ),
    Rule(
        "gitlab",
        rf"gitlab\.com/{NAME}/?",
        "https://gitlab.com/{name}",
        ("https://gitlab.com/{name}.atom",),
        "{name}",
    ),
    Rule(
        "codeberg",
        rf"codeberg\.org/{NAME}/?",
        "https://codeberg.org/{name}",
        ("https://codeberg.org/{name}.rss",),
        "{name}",
    ),
)

COMMUNITIES: Final = (
    Rule(
        "reddit",
        rf"(?:(?:old|new|m)\.)?reddit\.com/r/{NAME}" + END,
        "https://www.reddit.com/r/{name}/",
        ("https://www.reddit.com/r/{name}/.rss",),
        has_person=False,
    ),
    Rule(
        "reddit",
        rf"(?:(?:old|new|m)\.)?reddit\.com/(?:user|u)/{NAME}" + END,
        "https://www.reddit.com/user/{name}/",
        ("https://www.reddit.com/user/{name}/.rss",),
        handle="u/{name}",
    ),
)

BLUESKY: Final = (
    Rule(
        "bluesky",
        r"bsky\.app/profile/(?P<name>did:[a-z]+:[A-Za-z0-9._:%-]+)" + END,
        "https://bsky.app/profile/{name}",
        ("https://bsky.app/profile/{name}/rss",),
    ),
    Rule(
        "bluesky",
        rf"bsky\.app/profile/{NAME}" + END,
        "https://bsky.app/profile/{name}",
        ("https://bsky.app/profile/{name}/rss",),
        handle="@{name}",
    ),
    Rule(
        "bluesky",
        r"(?P<name>[a-z0-9-]+\.bsky\.social)/?",
        "https://bsky.app/profile/{name}",
        ("https://bsky.app/profile/{name}/rss",),
        handle="@{name}",
    ),
)
