"""Accounts and tags of the fediverse, on any host."""

from typing import Final

from allotment.networks.addresses.services.rule import END, HOST, Rule

FEDIVERSE: Final = (
    Rule(
        "mastodon",
        rf"{HOST}/(?:web/|deck/)?@(?P<name>\w[\w.-]*)@(?P<home>{HOST})" + END,
        "{origin}/@{name}@{home}",
        account="{name}@{home}",
    ),
    Rule(
        "mastodon",
        rf"(?P<host>{HOST})/(?:web/|deck/)?@(?P<name>\w[\w.-]*?)(?:\.rss|\.atom)?(?:/(?:with_replies|media|following|followers|\d+))?/?",
        "{origin}/@{name}",
        ("{origin}/@{name}.rss",),
        handle="@{name}@{host}",
    ),
    Rule(
        "mastodon",
        rf"(?P<host>{HOST})/users/(?P<name>\w[\w.-]*?)(?:\.rss|\.atom|/feed\.atom|/feed\.rss)?/?",
        "{origin}/users/{name}",
        ("{origin}/@{name}.rss", "{origin}/users/{name}/feed.atom", "{origin}/users/{name}.atom"),
        handle="@{name}@{host}",
    ),
    Rule(
        "tag",
        rf"{HOST}/(?:web/|deck/)?tags/(?P<tag>[^/?.]+)(?:\.rss)?/?",
        "{origin}/tags/{tag}",
        ("{origin}/tags/{tag}.rss",),
        has_person=False,
    ),
)
"""Mastodon, Glitch, GoToSocial, Misskey: /@name.rss. Pleroma, Akkoma: /users/name/feed.atom.
Pixelfed: /users/name.atom.
"""
