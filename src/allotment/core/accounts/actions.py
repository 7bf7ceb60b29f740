"""How owners come in, and how they change what is theirs."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from allotment.core.errors import AllotmentError
from allotment.core.models import Claim, Owner, Session

CLAIM_LASTS = timedelta(days=1)


class NoOwner(AllotmentError):
    code = "no_owner"
    status = 409
    sentence = _("There is no owner yet. Make one with: allotment owner add NAME")


class SeveralOwners(AllotmentError):
    code = "several_owners"
    status = 409
    sentence = _("There are several owners here: say which with --owner NAME.")


class UnknownOwner(AllotmentError):
    code = "unknown_owner"
    status = 404

    def __init__(self, name: str) -> None:
        super().__init__(_("There is no owner called “%(name)s”.") % {"name": name})


class OwnerExists(AllotmentError):
    code = "owner_exists"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(_("There is an owner called “%(name)s” already.") % {"name": name})


class NotAnOwner(AllotmentError):
    """What was given for a new owner does not do; the sentences say why."""

    code = "not_an_owner"

    def __init__(self, error: ValidationError) -> None:
        super().__init__(" ".join(error.messages))


class ClaimSpent(AllotmentError):
    code = "claim_spent"
    status = 404
    sentence = _("This link has been used, or is too old. Start Allotment again for a new one.")


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def offer_claim(*, now: datetime) -> str | None:
    """A token that lets one person make the first owner within a day; None once there is an owner.

    Only its digest is stored; an earlier token stops working."""
    if Owner.objects.exists():
        return None
    token = secrets.token_urlsafe(24)
    Claim.objects.all().delete()
    Claim.objects.create(digest=_digest(token), made_at=now, expires_at=now + CLAIM_LASTS)
    return token


def claim_holds(token: str, *, now: datetime) -> bool:
    """Whether the token still opens the door; an owner closes it for good."""
    if Owner.objects.exists():
        return False
    return Claim.objects.filter(digest=_digest(token), expires_at__gt=now).exists()


@transaction.atomic
def claim(*, token: str, name: str, password: str, email: str, time_zone: str, now: datetime) -> Owner:
    """Makes the first owner. The token is spent even if two ask at once: only one finds it there."""
    spent, _rows = Claim.objects.filter(digest=_digest(token), expires_at__gt=now).delete()
    if not spent or Owner.objects.exists():
        raise ClaimSpent
    return add_owner(name=name, password=password, email=email, time_zone=time_zone)


@transaction.atomic
def add_owner(*, name: str, password: str | None, email: str = "", time_zone: str = "UTC") -> Owner:
    """A new owner with an empty network; without a password they can be used from the terminal only."""
    if Owner.objects.filter(name=name).exists():
        raise OwnerExists(name)
    owner = Owner(name=name, email=email, time_zone=time_zone)
    owner.set_password(password)
    try:
        if password is not None:
            validate_password(password, owner)
        owner.full_clean()
    except ValidationError as error:
        raise NotAnOwner(error) from error
    owner.save()
    Claim.objects.all().delete()
    return owner


@transaction.atomic
def set_password(*, owner: Owner, password: str) -> None:
    """Replaces the password; every browser has to sign in again."""
    try:
        validate_password(password, owner)
    except ValidationError as error:
        raise NotAnOwner(error) from error
    owner.set_password(password)
    owner.save(update_fields=["password"])
    Session.objects.filter(owner=owner).delete()


def name_of_session(key: str) -> str:
    """What a page calls a session: its key is as good as a password and stays out of pages."""
    return _digest(key)[:24]


def end_session(*, owner: Owner, name: str) -> str | None:
    """Signs one browser out; its key, or None where the owner has no such session."""
    for key in Session.objects.filter(owner=owner).values_list("session_key", flat=True):
        if secrets.compare_digest(name_of_session(key), name):
            Session.objects.filter(session_key=key).delete()
            return key
    return None


def end_other_sessions(*, owner: Owner, keep: str | None) -> int:
    """Signs every browser out but this one; how many there were."""
    ended, _rows = Session.objects.filter(owner=owner).exclude(session_key=keep).delete()
    return ended
