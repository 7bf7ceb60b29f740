"""What the pages about one's account need."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from allotment.core.accounts.actions import name_of_session
from allotment.core.models import Owner, Session


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One browser, in words."""

    name: str
    browser: str
    since: str
    last_seen: str
    is_this: bool


def sessions_of(*, owner: Owner, this: str | None, now: datetime) -> list[SessionLine]:
    """The browsers an owner is signed in with, the one seen last first. One query."""
    rows = Session.objects.filter(owner=owner, expire_date__gt=now).order_by("-last_seen_at", "session_key")
    return [
        SessionLine(
            name=name_of_session(row.session_key),
            browser=browser_in_words(row.browser),
            since=_day(row.signed_in_at),
            last_seen=_day(row.last_seen_at),
            is_this=row.session_key == this,
        )
        for row in rows[:100]
    ]


def _day(at: datetime | None) -> str:
    return formats.date_format(timezone.localtime(at), "j F Y") if at else _("not known")


BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "a Mac"),
    ("Linux", "Linux"),
)


def browser_in_words(agent: str) -> str:
    """“Firefox on Linux”, as far as the browser says so; the order matters, since most claim to be Safari."""
    browser = next((name for mark, name in BROWSERS if mark in agent), _("A browser"))
    system = next((name for mark, name in SYSTEMS if mark in agent), None)
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system} if system else browser
