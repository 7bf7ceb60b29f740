"""Films and sound."""

from typing import Final

from allotment.networks.addresses.services.rule import END, NAME, Rule

VIDEO: Final = (
    Rule(
        "youtube",
        r"(?:m\.)?youtube\.com/channel/(?P<id>UC[\w-]{22})" + END,
        "https://www.youtube.com/channel/{id}",
        ("https://www.youtube.com/feeds/videos.xml?channel_id={id}",),
    ),
    Rule(
        "youtube",
        r"(?:m\.|music\.)?youtube\.com/playlist\?(?:.*&)?list=(?P<id>[\w-]+)(?:&.*)?",
        "https://www.youtube.com/playlist?list={id}",
        ("https://www.youtube.com/feeds/videos.xml?playlist_id={id}",),
    ),
    Rule(
        "youtube",
        rf"(?:m\.)?youtube\.com/user/{NAME}" + END,
        "https://www.youtube.com/user/{name}",
        ("https://www.youtube.com/feeds/videos.xml?user={name}",),
    ),
    Rule(
        "youtube",
        r"(?:m\.)?youtube\.com/@(?P<name>[^/?]+)" + END,
        "https://www.youtube.com/@{name}",
        handle="@{name}",
    ),
    Rule("youtube", r"(?:m\.)?youtube\.com/c/(?P<name>[^/?]+)" + END, "https://www.youtube.com/c/{name}"),
    Rule(
        "youtube",
        r"(?:m\.)?youtube\.com/watch\?(?:.*&)?v=(?P<id>[\w-]+)(?:&.*)?",
        "https://www.youtube.com/watch?v={id}",
    ),
    Rule("youtube", r"youtu\.be/(?P<id>[\w-]+)" + END, "https://www.youtube.com/watch?v={id}"),
    Rule(
        "vimeo",
        r"vimeo\.com/(?P<name>(?!channels|groups|categories|watch|search)[a-z][A-Za-z0-9_-]+)/?(?:videos)?/?",
        "https://vimeo.com/{name}",
        ("https://vimeo.com/{name}/videos/rss",),
    ),
)

PODCASTS: Final = (
    Rule(
        "podcast",
        r"(?:podcasts|itunes)\.apple\.com/(?:[a-z]{2}/)?podcast/(?:[^/?]+/)?id(?P<id>\d+)(?:\?.*)?",
        "https://podcasts.apple.com/podcast/id{id}",
        lookup="https://itunes.apple.com/lookup?id={id}&entity=podcast",
    ),
    Rule(
        "podcast",
        r"(?:overcast\.fm/itunes|pod\.link/|pca\.st/itunes/)(?P<id>\d+)" + END,
        "https://podcasts.apple.com/podcast/id{id}",
        lookup="https://itunes.apple.com/lookup?id={id}&entity=podcast",
    ),
)
