"""One person: who they are, where they are found, what they wrote, what happened between."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from allotment.core import clock, words
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.converters import id_in
from allotment.core.pages import render_page, see_other
from allotment.core.parts import Link, Row, outside
from allotment.core.paths import path_to
from allotment.people.knowing import knowing_words
from allotment.people.models import Person
from allotment.people.openings import reciprocity_words
from allotment.people.queries import PersonCard, moments_with, person_of
from allotment.people.queries.knowing import knowing_of, lately_with
from allotment.people.rows import moment_row
from allotment.seek.actions.reading import less_of_person
from allotment.seek.queries.sources import SourceLine, sources_of_person
from allotment.seek.queries.voices import posts_by_person
from allotment.seek.rows import post_row
from allotment.sense.queries.reflections import reflections_about_person
from allotment.sense.showing import reflection_row
from allotment.web.pages.card import Card, card_of
from allotment.web.pages.items import UNDO


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person in words."""

    id: int
    name: str
    card: Card
    is_candidate: bool
    profiles: tuple[Link, ...]
    sources: tuple[Row, ...]
    posts: tuple[Row, ...]
    earlier: str
    knowing: str
    reciprocity: str
    """What came from them and whether anything went back, with a step; empty where it is not to be said."""
    moments: tuple[Row, ...]
    made: tuple[Row, ...]
    """What the owner made of what they learned from them."""
    first: bool
    troubles: tuple[str, ...]
    """What is the matter with their sources, a sentence or two each."""
    rests: bool
    can_rest: bool


@require_safe
def person(request: OwnerRequest, person_id: int) -> HttpResponse:
    """The page; `?before=` goes on with earlier posts."""
    owner, now = request.user, clock.now()
    today, before = owner.day(now), id_in(request.GET.get("before", ""))
    known = person_of(owner=owner, person_id=person_id)
    lines = posts_by_person(owner=owner, person_id=person_id, before=before)
    sources = sources_of_person(owner=owner, person_id=person_id, now=now)
    knowing = knowing_of(owner=owner, person_id=person_id)
    lately = lately_with(owner=owner, person_id=person_id, now=now)
    moments = moments_with(owner=owner, person_id=person_id)
    made = reflections_about_person(owner=owner, person_id=person_id)
    page = PersonPage(
        id=known.id,
        name=known.words.name,
        card=card_of(known, owner, now),
        is_candidate=known.state == Person.State.CANDIDATE,
        profiles=profiles_of(known),
        sources=tuple(source_row(source) for source in sources),
        posts=tuple(post_row(post, owner, today) for post in lines.posts),
        earlier=f"{reverse('person', args=[person_id])}?before={lines.before}" if lines.before else "",
        knowing=knowing_words(knowing.depth, knowing.rhythm_weeks, knowing.quiet_until, today),
        reciprocity=reciprocity_words(lately, owner, today) if knowing.tells_reciprocity else "",
        moments=tuple(moment_row(moment, owner, today) for moment in moments),
        made=tuple(reflection_row(line, owner, today) for line in made),
        first=before is None,
        troubles=tuple(trouble_of(source) for source in sources if source.error_code),
        rests=any(source.less_until and source.less_until > today for source in sources),
        can_rest=bool(sources),
    )
    return render_page(request, "web/person.html", page)


def profiles_of(person: PersonCard) -> tuple[Link, ...]:
    """Addresses that lead somewhere, each once, as they read."""
    found = {}
    for profile in person.profiles:
        home = outside(profile.address)
        if home:
            found[home.address] = Link(profile.handle or home.name, home.address)
        elif profile.address.startswith(("mailto:", "tel:")):
            found[profile.address] = Link(profile.handle or profile.address.partition(":")[2], profile.address)
    return tuple(found.values())


def trouble_of(source: SourceLine) -> str:
    """“Notes from Bergen: No answer since 3 March. …”"""
    return f"{source.title}: {source.state_words}"


@require_POST
def less(request: OwnerRequest, person_id: int) -> HttpResponse:
    """Less of them for a month, or as before."""
    today = request.user.day(clock.now())
    until = less_of_person(owner=request.user, person_id=person_id, today=today, less=UNDO not in request.POST)
    if until is None:
        messages.success(request, _("You hear of them as before."))
        return see_other(reverse("person", args=[person_id]))
    messages.success(request, _("Less of them until %(day)s.") % {"day": words.day_with_year(until, today)})
    return see_other(reverse("preview"))


def source_row(source: SourceLine) -> Row:
    return Row(source.title, path_to("source", source.id), source.state_words)
