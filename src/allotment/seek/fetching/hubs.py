"""Hubs tell at once what a look would find later; where they keep silent, looks go on as before."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse

from allotment.networks.addresses import host_of, is_local
from allotment.networks.errors import NetworkError
from allotment.networks.websub import Signature, subscribe
from allotment.networks.websub.client import Poster
from allotment.seek.models import Source

LEASE: Final = timedelta(days=10)
RENEW_BEFORE: Final = timedelta(days=1)
ASK_AGAIN_AFTER: Final = timedelta(days=1)
LONGEST_LEASE: Final = timedelta(days=30)
APART: Final = timedelta(seconds=30)
"""However often a hub calls, a source is not looked at more often than this."""

_signer = signing.Signer(salt="seek.hub")


def is_public() -> bool:
    """Whether hubs could reach us at all."""
    return bool(settings.ADDRESS) and not is_local(host_of(settings.ADDRESS))


def due_at_hubs(now: datetime) -> QuerySet[Source]:
    """Sources whose hub is to be asked, or asked again; none while we have no public address."""
    due = Source.objects.filter(hub_due_at__lte=now).order_by("hub_due_at")
    return due if is_public() else due.none()


def callback_of(source_id: int) -> str:
    """Where a hub finds us for this source; nobody else can make up such an address."""
    return f"{settings.ADDRESS}{reverse('hub', args=[_signer.sign(str(source_id))])}"


def source_at(signed: str) -> Source | None:
    """The source that a callback's address is for; None for one that we did not make."""
    try:
        source_id = _signer.unsign(signed)
    except signing.BadSignature:
        return None
    return Source.objects.filter(pk=source_id).first()


def ask_hubs(ids: Sequence[int], *, now: datetime, door: Poster) -> None:
    """Asks each source's hub. The secret is stored before it is told, so that no answer finds us without it."""
    for source in Source.objects.filter(pk__in=ids).exclude(hub=""):
        secret = source.hub_secret or secrets.token_urlsafe(32)
        Source.objects.filter(pk=source.pk).update(
            hub_secret=secret, hub_due_at=now + ASK_AGAIN_AFTER, lease_until=None
        )
        try:
            subscribe(
                door,
                hub=source.hub,
                topic=source.hub_topic,
                callback=callback_of(source.pk),
                secret=secret,
                seconds=int(LEASE.total_seconds()),
            )
        except NetworkError:
            continue


def agreed(source: Source, *, topic: str, seconds: str, now: datetime) -> bool:
    """A hub asks whether we asked: True where we did, and then it is noted until when it will tell us."""
    if not source.hub_secret or topic != source.hub_topic or not source.follows.exists():
        return False
    lease = min(timedelta(seconds=int(seconds)), LONGEST_LEASE) if seconds.isdigit() and len(seconds) < 9 else LEASE
    renew = max(lease - RENEW_BEFORE, lease / 2)
    Source.objects.filter(pk=source.pk).update(hub_until=now + lease, hub_due_at=now + renew)
    return True


def refused(source: Source, *, topic: str, now: datetime) -> None:
    """A hub will not tell us (any more): looks go on as before, and it is asked again another day."""
    if topic == source.hub_topic:
        Source.objects.filter(pk=source.pk).update(hub_until=None, hub_due_at=now + ASK_AGAIN_AFTER)


def told(source: Source, *, signature: Signature | None, pieces: Iterable[bytes], now: datetime) -> bool:
    """A hub says that there is news: with its signature the next look is due now. Whether it was believed."""
    if signature is None or not source.hub_secret or not signature.holds(source.hub_secret, pieces):
        return False
    soonest = now if source.looked_at is None else max(now, source.looked_at + APART)
    Source.objects.filter(pk=source.pk, next_look_at__gt=soonest).update(next_look_at=soonest)
    return True
