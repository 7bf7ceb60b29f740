"""What an owner has written down about somebody, in the words of their page."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from allotment.core.markdown import to_html
from allotment.core.models import Owner
from allotment.core.parts import Link
from allotment.core.paths import path_to
from allotment.core.sealing import KeyLost, unseal
from allotment.people.queries import PersonCard
from allotment.people.roughly import roughly


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the card: what it is about, the owner's words, and perhaps somebody with a page of their own."""

    label: str
    words: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """Who somebody is, what one learns from and with them, how one knows them."""

    pronouns: str
    headline: str
    note: str
    there: str
    learning: tuple[Fact, ...]
    knowing: tuple[Fact, ...]
    private: str
    """The private note as HTML, or why it stays sealed."""
    is_sealed: bool


def card_of(card: PersonCard, owner: Owner, now: datetime) -> Card:
    words = card.words
    learning = (
        Fact(_("I can learn about"), words.learn_about),
        Fact(_("They are curious about"), words.curious_about),
        Fact(_("A role model for"), words.role_model_for),
    )
    met = " ".join(filter(None, [roughly(words.met_on) + "." if words.met_on else "", words.met_words]))
    private, is_sealed = note_of(card)
    introducer = Link(words.introduced_by, path_to("person", card.introducer_id)) if card.introducer_id else None
    knowing = (
        Fact(_("You met"), met[:1].upper() + met[1:]),
        Fact(_("Introduced by"), link=introducer),
        Fact(_("Likes to be reached by"), words.channel),
        Fact(_("Speaks"), words.languages),
    )
    return Card(
        pronouns=words.pronouns,
        headline=words.headline,
        note=" · ".join(filter(None, [words.organisation, words.place, *words.fields])),
        there=time_there(words.time_zone, owner, now),
        learning=tuple(fact for fact in learning if fact.words),
        knowing=tuple(fact for fact in knowing if fact.words or fact.link),
        private=private,
        is_sealed=is_sealed,
    )


def note_of(card: PersonCard) -> tuple[str, bool]:
    """The private note as HTML, or the sentence that says why it stays sealed."""
    if not card.note.sealed:
        return "", False
    try:
        return to_html(unseal(card.note.sealed), names={}, top=3), False
    except KeyLost as error:
        return str(error), True


def time_there(zone: str, owner: Owner, now: datetime) -> str:
    """“There it is 21:40 now.”, with the weekday where it is another than here; empty where no zone is known."""
    if not zone:
        return ""
    try:
        there = now.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):  # a name from another machine, or a longer list than this one's
        return ""
    time = date_format(there, "H:i")
    if there.date() == now.astimezone(owner.zone).date():
        return _("It is %(time)s there now.") % {"time": time}
    return _("It is %(weekday)s, %(time)s there now.") % {"weekday": date_format(there, "l"), "time": time}
