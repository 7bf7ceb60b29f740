"""A post as Today, an edition's page and a part of either show it: words that are ready, no decision left."""

from datetime import date
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allotment.core import words
from allotment.core.models import Owner
from allotment.core.parts import Act, Item, Link, outside
from allotment.core.paths import path_to
from allotment.seek.queries.editions import ItemRecord, PersonName
from allotment.seek.rows import title_of

UNDO: Final = "undo"
"""What a button sends that takes back what it did before."""


def person_link(person: PersonName) -> Link:
    return Link(person.name, path_to("person", person.id))


def item_of(record: ItemRecord, owner: Owner, today: date) -> Item:
    """One item in words."""
    return _in_words(record, owner.zone, today, get_language())


@lru_cache(maxsize=600)
def _in_words(record: ItemRecord, zone: ZoneInfo, today: date, _language: str | None) -> Item:
    """The same all day: whoever comes back to Today finds it ready."""
    title = title_of(record.title, record.excerpt, record.url) or _("Without a title")
    home = outside(record.url)
    state, state_words = state_of(record)
    return Item(
        id=record.post_id,
        title=title,
        address=path_to("post", record.post_id),
        by=by_line(record),
        passed_on_by=tuple(person_link(person) for person in record.also),
        place=place_of(record),
        when=words.since(record.published.astimezone(zone).date(), today),
        minutes_words=words.minutes(record.minutes),
        home=home.address if home else "",
        home_words=home.name if home else "",
        why=tuple(reason.text for reason in record.reasons),
        excerpt=record.excerpt if record.title or title.endswith("…") else "",
        text_address=path_to("read-post", record.post_id),
        outsider=record.outsider,
        state=state,
        state_words=state_words,
        acts=acts_for(record),
    )


def by_line(record: ItemRecord) -> tuple[Link, ...]:
    if record.person:
        return (person_link(record.person),)
    return (Link(record.author),) if record.author else ()


def place_of(record: ItemRecord) -> str:
    """The person's place, else the source's name where it says more than the by-line."""
    if record.person:
        return record.person.place or ("" if record.source == record.person.name else record.source)
    return record.source


def state_of(record: ItemRecord) -> tuple[str, str]:
    if record.kept:
        return "kept", _("Kept for later")
    if record.passed:
        return "passed", _("Passed")
    return ("opened", _("Read")) if record.opened else ("", "")


def acts_for(record: ItemRecord) -> tuple[Act, ...]:
    """Each says what shall be, so that pressing it again in another tab changes nothing."""
    keep, let_pass = path_to("keep-post", record.post_id), path_to("pass-post", record.post_id)
    return (
        Act(_("Let go"), keep, key="s", name=UNDO, value="yes") if record.kept else Act(_("Keep"), keep, key="s"),
        Act(_("Back again"), let_pass, key="x", name=UNDO, value="yes")
        if record.passed
        else Act(_("Pass"), let_pass, key="x"),
        Act(_("More, or less"), path_to("tend-post", record.post_id), page=True),
    )
