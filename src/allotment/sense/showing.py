"""Records of sense as pages show them. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allotment.core import words
from allotment.core.markdown import name_key, names_in, to_html
from allotment.core.models import Owner
from allotment.core.parts import Link, Row
from allotment.core.paths import path_to
from allotment.sense.models import Credit, Reflection, Resource, Use
from allotment.sense.queries.library import Entry
from allotment.sense.queries.reflections import AboutLine, ReflectionLine
from allotment.sense.queries.returning import UseLine
from allotment.sense.records import CreditLine

HEADINGS: Final = {
    "text": gettext_lazy("What?"),
    "so_what": gettext_lazy("So what?"),
    "now_what": gettext_lazy("Now what?"),
    "unsure": gettext_lazy("What I am unsure of"),
}
STATES: Final = dict([*Reflection.State.choices, *Resource.State.choices])
ABOUT: Final = {
    "post": gettext_lazy("a piece"),
    "resource": gettext_lazy("something kept"),
    "person": gettext_lazy("somebody"),
    "question": gettext_lazy("a question"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A text under its heading; on a blank page the first has none."""

    id: str
    heading: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class CreditWords:
    """“Learned from” and whom."""

    words: str
    people: tuple[Link, ...]


def parts_of(texts: Mapping[str, str], *, prompts: str, leads_to: Mapping[str, int]) -> tuple[Part, ...]:
    """The texts that have words, as they are shown; `leads_to` are the reflections that `[[names]]` are known for."""
    addresses = addresses_of(texts.values(), leads_to)
    parts = []
    for name, heading in HEADINGS.items():
        if texts[name].strip():
            bare = name == "text" and prompts == Reflection.Prompts.BLANK
            html = to_html(texts[name], names=addresses, top=2 if bare else 3)
            parts.append(Part(name.replace("_", "-"), "" if bare else str(heading), html))
    return tuple(parts)


def addresses_of(texts: Iterable[str], leads_to: Mapping[str, int]) -> dict[str, str]:
    """Where each `[[name]]` leads: to its reflection, or to where one would be begun."""
    found = {}
    for name in (name for text in texts for name in names_in(text)):
        key = name_key(name)
        begin = f"{reverse('new-reflection')}?{urlencode({'title': name})}"
        found[key] = path_to("reflection", leads_to[key]) if key in leads_to else begin
    return found


def reflection_row(line: ReflectionLine, owner: Owner, today: date) -> Row:
    when = words.since(line.tended_at.astimezone(owner.zone).date(), today)
    return Row(
        line.name, path_to("reflection", line.id), f"{Reflection.State(line.state).label} · {when}", line.excerpt
    )


def about_row(line: AboutLine) -> Row:
    return Row(line.name, path_to(line.about.kind, line.about.id), str(ABOUT[line.about.kind]))


def state_words(state: str, when: date, today: date) -> str:
    """“Growing, tended yesterday”."""
    said = {"state": Reflection.State(state).label, "when": words.since(when, today)}
    return words.sentence_start(_("%(state)s, tended %(when)s") % said)


def credit_words(lines: tuple[CreditLine, ...]) -> tuple[CreditWords, ...]:
    found = []
    for kind in Credit.Kind:
        people = tuple(Link(line.name, path_to("person", line.person_id)) for line in lines if line.kind == kind)
        if people:
            found.append(CreditWords(words.sentence_start(str(kind.label)), people))
    return tuple(found)


def use_row(use: UseLine, owner: Owner, today: date) -> Row:
    """“Tried, didn't work”, when, and the line that was written about it."""
    when = words.since(owner.day(use.told_at), today)
    return Row(words.sentence_start(str(Use.Outcome(use.outcome).label)), "", when, use.words)


def entry_row(entry: Entry, owner: Owner, today: date) -> Row:
    """A line of the library."""
    when = words.since(owner.day(entry.at), today)
    shown = "" if entry.excerpt == entry.name else entry.excerpt
    return Row(entry.name, path_to(entry.kind, entry.id), f"{STATES[entry.state]} · {when}", shown)
