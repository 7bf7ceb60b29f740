"""The door as this installation has it."""

from functools import cache

from django.conf import settings

from allotment.networks.http import Door


@cache
def the_door() -> Door:
    """One a process: it keeps connections open from one look to the next."""
    return Door(
        allow_networks=settings.ALLOW_NETWORKS,
        user_agent=settings.USER_AGENT,
        concurrency=settings.CONNECTIONS,
    )
