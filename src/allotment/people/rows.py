"""Moments as lines of a list."""

from datetime import date

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from allotment.core import words
from allotment.core.models import Owner
from allotment.core.parts import Act, Row
from allotment.core.paths import path_to
from allotment.people.kinds import FROM, OTHER, TO, kind_words
from allotment.people.queries import MomentLine


def moment_row(moment: MomentLine, owner: Owner, today: date) -> Row:
    """What happened between owner and this person, and when."""
    return _row(moment, owner, today, direction_words(moment.direction, _("them")))


def named_moment_row(moment: MomentLine, owner: Owner, today: date) -> Row:
    """The same among those with others: it also says with whom."""
    person = format_html('<a href="{}">{}</a>', path_to("person", moment.person_id), moment.person)
    return _row(moment, owner, today, direction_words(moment.direction, person))


def direction_words(direction: str, person: str) -> SafeString:
    """“from them”, “to Ingrid”, “with Ingrid”."""
    if direction == FROM:
        return format_html(_("from {}"), person)
    if direction == TO:
        return format_html(_("to {}"), person)
    return format_html(_("with {}"), person)


def title_of(moment: MomentLine) -> str:
    """Its words, else what kind of thing it was."""
    return words.sentence_start(moment.words or kind_words(moment.kind))


def _row(moment: MomentLine, owner: Owner, today: date, who: SafeString) -> Row:
    title = title_of(moment)
    kind = kind_words(moment.kind) if moment.words and moment.kind != OTHER else ""
    when = words.since(moment.at.astimezone(owner.zone).date(), today)
    note = SafeString(" · ".join(conditional_escape(part) for part in (who, kind, when) if part))
    change = Act(_("Change"), path_to("moment", moment.id), about=title, page=True)
    return Row(title, moment.link, note, acts=(change,))
