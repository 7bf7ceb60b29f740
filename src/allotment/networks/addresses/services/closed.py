"""Services that give no feeds."""

from typing import Final

from allotment.networks.addresses.services.rule import END, NAME, Rule

CLOSED: Final = (
    Rule(
        "x",
        r"(?:mobile\.)?(?:twitter|x)\.com/@?(?P<name>\w+)" + END,
        "https://x.com/{name}",
        handle="@{name}",
        closed=True,
    ),
    Rule(
        "linkedin",
        r"(?:[a-z]{2}\.)?linkedin\.com/(?P<path>.+)",
        "https://www.linkedin.com/{path}",
        closed=True,
    ),
    Rule(
        "instagram",
        rf"instagram\.com/{NAME}" + END,
        "https://www.instagram.com/{name}/",
        handle="@{name}",
        closed=True,
    ),
    Rule(
        "facebook",
        r"(?:m\.)?(?:facebook|fb)\.com/(?P<path>.+)",
        "https://www.facebook.com/{path}",
        closed=True,
    ),
    Rule(
        "threads",
        r"threads\.(?:net|com)/@(?P<name>[\w.]+)" + END,
        "https://www.threads.com/@{name}",
        handle="@{name}",
        closed=True,
    ),
    Rule(
        "tiktok",
        r"tiktok\.com/@(?P<name>[\w.]+)" + END,
        "https://www.tiktok.com/@{name}",
        handle="@{name}",
        closed=True,
    ),
    Rule("spotify", r"open\.spotify\.com/(?P<path>.+)", "https://open.spotify.com/{path}", closed=True),
)
