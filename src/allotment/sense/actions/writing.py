"""Writing a reflection, changing it, and letting go of it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from allotment.core.errors import AllotmentError, NotFound
from allotment.core.markdown import LONGEST, LONGEST_NAME, name_key
from allotment.core.models import Owner
from allotment.sense.actions.crediting import credit, people_called
from allotment.sense.actions.linking import link_names, mention
from allotment.sense.models import Reflection
from allotment.sense.records import About, Written
from allotment.sense.searchable import put_reflections, take_reflections


class NothingWritten(AllotmentError):
    """There is no word in it yet."""

    code = "nothing_written"
    sentence = _("There is no word in it yet. One is enough to begin with.")


class TooLong(AllotmentError):
    """More than one text may hold."""

    code = "too_long"
    sentence = _("That is longer than fifty thousand letters. In two pieces it can be kept.")


@transaction.atomic
def write(*, owner: Owner, written: Written, now: datetime) -> Reflection:
    """A new reflection."""
    reflection = Reflection.objects.create(owner=owner, written_at=now, tended_at=now, **_values(written))
    _tie(owner, reflection, written, now)
    return reflection


@transaction.atomic
def rewrite(*, owner: Owner, reflection_id: int, base: int, written: Written, now: datetime) -> Reflection:
    """Other words for version `base`; EditedMeanwhile where it is another by now."""
    reflection = _found(owner, reflection_id)
    reflection.save_over(base=base, tended_at=now, **_values(written))
    _tie(owner, reflection, written, now)
    return reflection


@transaction.atomic
def turn(*, owner: Owner, reflection_id: int, state: str, now: datetime) -> Reflection:
    """Messy, growing or settled."""
    reflection = _found(owner, reflection_id)
    reflection.state, reflection.tended_at = state, now
    reflection.save(update_fields=["state", "tended_at"])
    return reflection


@transaction.atomic
def let_go(*, owner: Owner, reflection_id: int, now: datetime) -> None:
    """It is gone, and what it told of people with it."""
    reflection = _found(owner, reflection_id)
    credit(owner=owner, of=reflection, names={}, now=now)
    mention(owner=owner, reflection=reflection, about=())
    take_reflections([reflection])
    reflection.delete()


def _found(owner: Owner, reflection_id: int) -> Reflection:
    reflection = Reflection.objects.visible_to(owner).select_for_update().filter(pk=reflection_id).first()
    if reflection is None:
        raise NotFound
    return reflection


def _values(written: Written) -> dict[str, Any]:
    title = " ".join(written.title.split())[:LONGEST_NAME]
    texts = {name: _kept(getattr(written, name)) for name in ("text", "so_what", "now_what", "unsure")}
    if not title and not any(texts.values()):
        raise NothingWritten
    return {
        "title": title,
        "title_key": name_key(title),
        "prompts": written.prompts,
        "state": written.state,
        **texts,
    }


def _kept(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\0", "").strip("\n").rstrip()
    if len(text) > LONGEST:
        raise TooLong
    return text


def _tie(owner: Owner, reflection: Reflection, written: Written, now: datetime) -> None:
    people = people_called(owner=owner, names=written.people, now=now)
    about = (*written.about, *(About("person", person.pk) for person in people.values()))
    mention(owner=owner, reflection=reflection, about=about)
    credit(owner=owner, of=reflection, names=written.credits, now=now)
    link_names(owner=owner, reflection=reflection)
    put_reflections([reflection.pk])
