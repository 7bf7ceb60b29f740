"""Sessions in our own table, so that an owner can see where they are signed in and end it."""

from datetime import datetime, timedelta
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from allotment.core.models import Owner, Session

SEEN_EVERY = timedelta(minutes=15)


class SessionStore(DatabaseStore):
    """Django's database store over `core.Session`, which knows whose it is."""

    row: Session | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        self.row = super()._get_session_from_db()  # type: ignore[misc]  # django-stubs leave it out
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


def note_seen(session: SessionBase, *, owner: Owner, browser: str, now: datetime) -> None:
    """Writes down which browser this is and when it was here, at most every quarter of an hour."""
    row = session.row if isinstance(session, SessionStore) else None
    key = session.session_key
    if key is None or (row is not None and row.last_seen_at and now - row.last_seen_at < SEEN_EVERY):
        return
    seen = {"browser": browser[:200], "last_seen_at": now}
    started = {} if row is not None and row.signed_in_at else {"signed_in_at": now}
    Session.objects.filter(session_key=key, owner=owner).update(**seen, **started)
