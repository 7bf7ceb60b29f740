"""The only place that asks what time it is; read at the doors and passed on from there."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)
