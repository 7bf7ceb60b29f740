"""Tokens by which a program may keep things in an owner's name. Only their fingerprints are stored."""

import secrets
from datetime import date, datetime
from hashlib import sha256
from typing import Final

from django.utils.translation import gettext_lazy as _

from allotment.core.errors import AllotmentError, NotFound
from allotment.core.models import Owner, Token

MARK: Final = "allotment_"
MOST: Final = 20


class TooManyTokens(AllotmentError):
    code = "too_many_tokens"
    sentence = _("Twenty tokens are enough for anybody. Take one back first.")


def make_token(*, owner: Owner, name: str, now: datetime) -> str:
    """A new token: what is returned is shown once and never stored."""
    if Token.objects.filter(owner=owner).count() >= MOST:
        raise TooManyTokens
    token = MARK + secrets.token_urlsafe(32)
    Token.objects.create(owner=owner, name=" ".join(name.split())[:80], digest=digest_of(token), made_at=now)
    return token


def tokens_of(*, owner: Owner) -> list[Token]:
    """The owner's tokens, the newest first. One query."""
    return list(Token.objects.filter(owner=owner))


def take_back(*, owner: Owner, token_id: int) -> None:
    """From now on it opens nothing."""
    gone, _rows = Token.objects.filter(owner=owner, pk=token_id).delete()
    if not gone:
        raise NotFound


def owner_of_token(token: str, *, today: date) -> Owner | None:
    """Whose it is, where it is one; the day is noted on which it was last used."""
    if not token.startswith(MARK):
        return None
    found = Token.objects.select_related("owner").filter(digest=digest_of(token), owner__is_active=True).first()
    if found is None:
        return None
    if found.used_on != today:
        found.used_on = today
        found.save(update_fields=["used_on"])
    return found.owner


def digest_of(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
