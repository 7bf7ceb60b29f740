"""Sessions in our own table, so that an owner can see where they are signed in and end it."""

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from allotment.core.models import Session


class SessionStore(DatabaseStore):
    """Django's database store over `core.Session`, which knows whose it is."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast("Session", super().create_model_instance(data))
        owner = data.get(SESSION_KEY)
        session.owner_id = int(owner) if owner else None
        return session
