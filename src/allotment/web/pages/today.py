"""Today: what there is to read, and where it ends. Other areas join it here as they are built."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from allotment.core import clock, words
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.models import Owner
from allotment.core.pages import render_page, see_other
from allotment.core.parts import Item
from allotment.seek.actions.editions import edition_for
from allotment.seek.editions.silence import Because, Silence, silence, welcome_back
from allotment.seek.queries.editions import EditionRecord, days_beside, edition_on, edition_record
from allotment.seek.queries.sources import follows_anything, waits_for_first_looks
from allotment.web.pages.items import item_of
from allotment.web.pages.returning import Back, back_on
from allotment.web.pages.suggested import SuggestedItem, suggested_to


@dataclass(frozen=True, slots=True)
class TodayPage:
    """One day: its sentence, its items, its end."""

    day: date
    heading: str
    lede: str
    is_today: bool
    items: tuple[Item, ...]
    suggested: tuple[SuggestedItem, ...]
    welcome_back: str
    empty_words: str
    empty_step: str
    empty_address: str
    still_looking: bool
    back: Back | None
    """What the owner wrote or kept earlier and meets again today."""
    end: str
    end_note: str
    earlier: str
    later: str


@require_safe
def today(request: OwnerRequest) -> HttpResponse:
    """The page one comes for."""
    now = clock.now()
    owner = request.user
    day = owner.day(now)
    record = edition_on(owner=owner, day=day) or made_now(owner, day, now)
    waiting = record is None and waits_for_first_looks(owner=owner, now=now)
    if record is None and not waiting and not follows_anything(owner=owner):
        return see_other(reverse("welcome"))
    page = page_for(owner, day, day, record, suggested_to(owner, now), waiting=waiting)
    return render_page(request, "web/today.html", page)


def made_now(owner: Owner, day: date, now: datetime) -> EditionRecord | None:
    """For who comes before the worker: an edition if there can be one."""
    edition = edition_for(owner=owner, day=day, now=now)
    return edition_record(edition) if edition else None


@require_safe
def a_day(request: OwnerRequest, day: date) -> HttpResponse:
    """A day that has been, as it was."""
    owner = request.user
    today = owner.day(clock.now())
    if day == today:
        return see_other(reverse("today"))
    record = edition_on(owner=owner, day=day) if day < today else None
    if record is None:
        raise Http404
    return render_page(request, "web/today.html", page_for(owner, day, today, record, waiting=False))


def page_for(
    owner: Owner,
    day: date,
    today: date,
    record: EditionRecord | None,
    suggested: tuple[SuggestedItem, ...] = (),
    *,
    waiting: bool,
) -> TodayPage:
    """The record of the page; where there is no edition it says why, kindly."""
    items = tuple(item_of(item, owner, today) for item in record.items) if record else ()
    before, after = days_beside(owner=owner, day=day)
    quiet = None if record else silence(owner, day, waiting=waiting)
    step, address = step_from(quiet) if quiet else ("", "")
    return TodayPage(
        day=day,
        heading=words.day(day),
        lede=lede(record) if record else "",
        is_today=day == today,
        items=items,
        suggested=suggested,
        welcome_back=welcome_back() if record and record.back_from_pause else "",
        empty_words=quiet.words if quiet else "",
        empty_step=step,
        empty_address=address,
        still_looking=waiting,
        back=back_on(owner, day) if day == today else None,
        end=_("That is all for today.") if day == today else _("That was all for that day."),
        end_note="",
        earlier=reverse("day", args=[before]) if before else "",
        later=reverse("day", args=[after]) if after else "",
    )


def lede(record: EditionRecord) -> str:
    """“Eighteen minutes of reading, from five people.”"""
    minutes = ngettext("%(number)s minute of reading", "%(number)s minutes of reading", record.minutes)
    pieces = ngettext("in %(number)s piece", "in %(number)s pieces", len(record.items))
    return _("%(minutes)s, %(pieces)s.") % {
        "minutes": words.sentence_start(minutes % {"number": words.number(record.minutes)}),
        "pieces": pieces % {"number": words.number(len(record.items))},
    }


def step_from(quiet: Silence) -> tuple[str, str]:
    """What might be done about it, and where that is."""
    return {
        Because.QUIET_DAY: (_("Choose your days"), reverse("reading")),
        Because.NOTHING_NEW: (_("Follow somebody else"), reverse("follow")),
    }.get(quiet.because, ("", ""))
