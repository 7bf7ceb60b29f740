"""Claiming something from experience, hearing how others see it, and thinking on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from allotment.core.errors import AllotmentError, NotFound
from allotment.core.ids import key64
from allotment.core.markdown import LONGEST
from allotment.core.models import Owner
from allotment.core.paths import path_to
from allotment.people.actions import record_moment, take_back_moment
from allotment.people.models import Moment
from allotment.sense.actions.crediting import people_called
from allotment.sense.actions.writing import NothingWritten, TooLong
from allotment.sense.models import Claim, ClaimVersion, View
from allotment.sense.searchable import put_claims, take_claims

LONGEST_CLAIM: Final = 500


class ClaimTooLong(AllotmentError):
    """More than a claim may hold."""

    code = "claim_too_long"
    sentence = _("A claim has room for five hundred letters. The rest fits into what you now think.")


@dataclass(frozen=True, slots=True)
class Viewed:
    """A view as it was typed."""

    stance: str
    why: str = ""
    context: str = ""
    person: str = ""
    """A name; whoever is new becomes a candidate. Empty where it does not matter who."""


@transaction.atomic
def claim(*, owner: Owner, text: str, now: datetime, what_i_think: str = "") -> Claim:
    """Another claim."""
    made = Claim.objects.create(
        owner=owner, text=_claimed(text), what_i_think=_kept(what_i_think), made_at=now, tended_at=now
    )
    _remember(made, now)
    return made


@transaction.atomic
def reclaim(
    *, owner: Owner, claim_id: int, base: int, now: datetime, text: str | None = None, what_i_think: str | None = None
) -> Claim:
    """Other words for version `base`, what is None stays; EditedMeanwhile where it is another by now."""
    found = _found(owner, claim_id)
    text = found.text if text is None else _claimed(text)
    what_i_think = found.what_i_think if what_i_think is None else _kept(what_i_think)
    is_new = (text, what_i_think) != (found.text, found.what_i_think)
    found.save_over(base=base, text=text, what_i_think=what_i_think, tended_at=now)
    if is_new:
        _remember(found, now)
    return found


@transaction.atomic
def hear(*, owner: Owner, claim_id: int, viewed: Viewed, now: datetime) -> View:
    """How somebody sees it; with a name it is a moment with them."""
    found = _found(owner, claim_id)
    people = people_called(owner=owner, names=filter(None, [viewed.person.replace("\0", "").strip()]), now=now)
    person = next(iter(people.values()), None)
    heard = found.views.create(
        person=person,
        name=person.name if person else "",
        stance=viewed.stance,
        why=_kept(viewed.why),
        context=_kept(viewed.context),
        at=now,
    )
    if person:
        record_moment(
            owner=owner,
            person=person,
            direction=Moment.Direction.WITH,
            kind="view",
            at=now,
            words=str(found),
            link=path_to("claim", found.pk),
            key=_key(heard),
        )
    put_claims([found.pk])
    return heard


@transaction.atomic
def take_back(*, owner: Owner, view_id: int) -> Claim:
    """That view was not so; the claim it was of."""
    heard = View.objects.select_related("claim").filter(claim__owner=owner, pk=view_id).first()
    if heard is None:
        raise NotFound
    _forget(owner, heard)
    put_claims([heard.claim_id])
    return heard.claim


@transaction.atomic
def let_go(*, owner: Owner, claim_id: int) -> None:
    """It is gone, with its views and the moments that these were."""
    found = _found(owner, claim_id)
    for heard in found.views.all():
        _forget(owner, heard)
    take_claims([found])
    found.delete()


def _found(owner: Owner, claim_id: int) -> Claim:
    found = Claim.objects.visible_to(owner).select_for_update().filter(pk=claim_id).first()
    if found is None:
        raise NotFound
    return found


def _claimed(text: str) -> str:
    text = " ".join(text.replace("\0", "").split())
    if not text:
        raise NothingWritten
    if len(text) > LONGEST_CLAIM:
        raise ClaimTooLong
    return text


def _kept(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if len(text) > LONGEST:
        raise TooLong
    return text


def _remember(made: Claim, now: datetime) -> None:
    ClaimVersion.objects.create(claim=made, text=made.text, what_i_think=made.what_i_think, at=now)
    put_claims([made.pk])


def _forget(owner: Owner, heard: View) -> None:
    if heard.person_id is not None:
        take_back_moment(owner=owner, person_id=heard.person_id, key=_key(heard))
    heard.delete()


def _key(heard: View) -> int:
    return key64("view", heard.pk)
