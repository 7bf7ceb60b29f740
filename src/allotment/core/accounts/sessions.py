"""Sessions in our own table, so that an owner can see where they are signed in and end it.

Every request begins with a session and its owner: they come in one query, whose SQL is written once.
"""

from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from allotment.core import clock
from allotment.core.models import Owner, Session
from allotment.core.rows import Asked, attributes

SEEN_EVERY = timedelta(minutes=15)
OF_SESSION, OF_OWNER = attributes(Session), attributes(Owner)

_SESSION = Asked(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now).values_list(
        *OF_SESSION, *attributes(Owner, behind="owner")
    ),
    str,
    datetime,
)


class SessionStore(DatabaseStore):
    """Django's database store over `core.Session`, which knows whose it is."""

    row: Session | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        """The row with its owner; as Django does, forgets a key that there is no session for."""
        found = _SESSION(self.session_key, clock.now())
        if not found:
            self._session_key = None
            self.row = None
            return None
        values = found[0]
        self.row = Session.from_db(connection.alias, OF_SESSION, values[: len(OF_SESSION)])
        if self.row.owner_id is not None:
            self.row.owner = Owner.from_db(connection.alias, OF_OWNER, values[len(OF_SESSION) :])
        return self.row

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast("Session", super().create_model_instance(data))
        owner = data.get(SESSION_KEY)
        session.owner_id = int(owner) if owner else None
        if self.row is not None:
            session.browser = self.row.browser
            session.signed_in_at = self.row.signed_in_at
            session.last_seen_at = self.row.last_seen_at
        return session


def owner_of(request: HttpRequest) -> Owner | AnonymousUser:
    """Who asks: the owner that came with the session where Django would find the same, else whom Django finds."""
    return _came_along(request.session) or get_user(request)


def _came_along(session: SessionBase) -> Owner | None:
    """The owner of the session's row, where nothing speaks against them."""
    key = session.get(SESSION_KEY)
    row = session.row if isinstance(session, SessionStore) else None
    owner = row.owner if row is not None and row.owner_id is not None else None
    if owner is None or key != str(owner.pk) or not owner.is_active:
        return None
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    same_password = constant_time_compare(session.get(HASH_SESSION_KEY, ""), owner.get_session_auth_hash())
    return owner if same_password else None


def note_seen(session: SessionBase, *, owner: Owner, browser: str, now: datetime) -> None:
    """Writes down which browser this is and when it was here, at most every quarter of an hour."""
    row = session.row if isinstance(session, SessionStore) else None
    key = session.session_key
    if key is None or (row is not None and row.last_seen_at and now - row.last_seen_at < SEEN_EVERY):
        return
    seen = {"browser": browser[:200], "last_seen_at": now}
    started = {} if row is not None and row.signed_in_at else {"signed_in_at": now}
    Session.objects.filter(session_key=key, owner=owner).update(**seen, **started)
