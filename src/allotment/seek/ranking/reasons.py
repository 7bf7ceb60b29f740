"""Why an item is here, in words an owner can read: the margin of the page.

Every text is a fragment that begins with an ordinary word, so that two of them can stand in one line.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allotment.core.words import number, sentence_start
from allotment.seek.ranking.records import Candidate, Reason, Voice, Wishes
from allotment.seek.ranking.sharing import Story
from allotment.seek.ranking.sifting import age
from allotment.seek.ranking.weighing import is_elsewhere, is_outsider

NEAR_ENOUGH_TO_SAY = 0.25
QUIET_AT_MOST = 2.0
A_LONG_WHILE = 28
WORDS_OF_A_QUESTION = 10
MONTHS_OF_A_YEAR = 12


def reasons_for(story: Story, voice: Voice, wishes: Wishes, *, is_long_read: bool) -> tuple[Reason, ...]:
    """The one or more reasons of an item, the most telling first; that it is fresh is said when nothing else is."""
    candidate = story.candidate
    found = (
        conversation(candidate),
        long_read(is_long_read=is_long_read),
        new_source(candidate),
        quiet_voice(candidate, voice, wishes),
        shared_by_several(story),
        question(candidate),
        interest(candidate),
        outsider(candidate, wishes),
    )
    return tuple(reason for reason in found if reason) or (fresh(candidate, wishes.day),)


def in_one_line(reasons: Sequence[Reason]) -> str:
    """The two that say most, as one fragment for the margin."""
    if len(reasons) == 1:
        return reasons[0].text
    first, second = (reason.text for reason in reasons[:2])
    return _("%(first)s, and %(second)s") % {"first": first, "second": second[:1].lower() + second[1:]}


def conversation(candidate: Candidate) -> Reason | None:
    return Reason("conversation", _("Answers or mentions you")) if candidate.conversation else None


def long_read(*, is_long_read: bool) -> Reason | None:
    return Reason("long_read", _("A long read, with the day to itself")) if is_long_read else None


def new_source(candidate: Candidate) -> Reason | None:
    if not candidate.new_source:
        return None
    return Reason("new_source", _("Newly followed: something to begin with"))


def quiet_voice(candidate: Candidate, voice: Voice, wishes: Wishes) -> Reason | None:
    """Said of those who write twice a month or less; what is being introduced needs no second welcome."""
    if candidate.new_source or voice.posts_per_month > QUIET_AT_MOST:
        return None
    written = candidate.published.date()
    if is_long_before(voice.wrote_before, written):
        since = month(voice.wrote_before or written, wishes.day)
        return Reason("quiet_voice", _("A quiet voice: the first piece since %(month)s") % {"month": since})
    if is_long_before(voice.last_in_edition, wishes.day):
        since = month(voice.last_in_edition or written, wishes.day)
        return Reason("quiet_voice", _("A quiet voice, not here since %(month)s") % {"month": since})
    return Reason("quiet_voice", _("A quiet voice"))


def shared_by_several(story: Story) -> Reason | None:
    """One who passes somebody else's piece on is passing it on; several who link to a thing point to it."""
    also = story.also
    if not also:
        return None
    if story.elsewhere:
        several = sentence_start(number(len(also) + 1))
        text = _("%(Number)s of your people point to the same thing") % {"Number": several}
    elif len(also) == 1:
        text = _("Passed on by %(name)s") % {"name": also[0].voice}
    else:
        text = _("%(Number)s of your people point to it") % {"Number": sentence_start(number(len(also)))}
    return Reason("shared_by_several", text)


def question(candidate: Candidate) -> Reason | None:
    if not candidate.question or candidate.nearness < NEAR_ENOUGH_TO_SAY:
        return None
    words = Truncator(candidate.question).words(WORDS_OF_A_QUESTION, truncate=" …")
    return Reason("question", _("Near your question “%(question)s”") % {"question": words})


def interest(candidate: Candidate) -> Reason | None:
    if not candidate.interest:
        return None
    return Reason("interest", _("For your interest in %(interest)s") % {"interest": candidate.interest})


def outsider(candidate: Candidate, wishes: Wishes) -> Reason | None:
    if not is_outsider(candidate, wishes):
        return None
    if candidate.fields and wishes.usual_fields and candidate.fields.isdisjoint(wishes.usual_fields):
        text = _("From another field altogether")
    elif is_elsewhere(candidate.country, wishes.usual_countries):
        text = _("From another country than most of your reading")
    elif is_elsewhere(candidate.language, wishes.usual_languages):
        text = _("In another language than most of your reading")
    else:
        text = _("A step outside your usual reading")
    return Reason("outsider", text)


def fresh(candidate: Candidate, day: date) -> Reason:
    days = age(candidate, day)
    if days == 0:
        return Reason("fresh", _("Fresh: written today"))
    if days == 1:
        return Reason("fresh", _("Fresh: written yesterday"))
    text = ngettext("Written %(number)s day ago", "Written %(number)s days ago", days)
    return Reason("fresh", text % {"number": number(days)})


def is_long_before(earlier: date | None, later: date) -> bool:
    return earlier is not None and (later - earlier).days >= A_LONG_WHILE


def month(then: date, day: date) -> str:
    """The month's name, with its year once the name alone would mislead."""
    months_ago = (day.year - then.year) * MONTHS_OF_A_YEAR + day.month - then.month
    return date_format(then, "F Y" if months_ago >= MONTHS_OF_A_YEAR - 1 else "F")
