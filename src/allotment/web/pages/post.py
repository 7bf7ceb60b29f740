"""One post, read here; and what one may do with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allotment.core import clock, words
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.core.pages import render_page, see_other
from allotment.core.parts import Act, Item, Link, Row
from allotment.core.paths import path_to
from allotment.networks.html import with_pictures
from allotment.seek.actions import reading
from allotment.seek.queries.posts import post_record
from allotment.sense.actions import keeping
from allotment.sense.queries.reflections import reflections_about_post
from allotment.sense.queries.resources import resource_of_post
from allotment.sense.showing import reflection_row
from allotment.web.pages.items import UNDO, item_of


@dataclass(frozen=True, slots=True)
class Sound:
    """Something to listen to, at its home."""

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class PostPage:
    """A post with its text."""

    item: Item
    date: str
    language: str
    text: SafeString
    sounds: tuple[Sound, ...]
    source: Link
    pictures_address: str
    pictures_words: str
    was_read: bool
    read_address: str
    acts: tuple[Act, ...]
    kept_address: str
    """Where one writes about it, once it is kept."""
    made: tuple[Row, ...]
    """What the owner made of it."""
    reflect_address: str


@require_safe
def post(request: OwnerRequest, post_id: int) -> HttpResponse:
    """The post; with `?pictures=yes` its pictures come from their home, which the answer's policy then allows."""
    pictures = request.GET.get("pictures") == "yes"
    page = page_of(request.user, post_id, clock.now(), pictures=pictures)
    response = render_page(request, "web/post.html", page)
    if pictures or not page.pictures_address:
        allow_pictures(response)
    return response


def allow_pictures(response: HttpResponse) -> None:
    """Lets this one answer show pictures from elsewhere; where they come from learns no address of ours."""
    policy: dict[str, Any] = dict(settings.SECURE_CSP)
    policy["img-src"] = [*policy["img-src"], "https:", "http:"]
    response._csp_config = policy  # type: ignore[attr-defined]  # noqa: SLF001 - what django.utils.csp's override sets
    response.headers["Referrer-Policy"] = "no-referrer"


def page_of(owner: Owner, post_id: int, now: datetime, *, pictures: bool) -> PostPage:
    """Everything the page shows."""
    found = post_record(owner=owner, post_id=post_id)
    if found is None:
        raise NotFound
    made = reflections_about_post(owner=owner, post_id=post_id)
    pictures = pictures or found.always_pictures
    item = item_of(found.item, owner, owner.day(now))
    kept = resource_of_post(owner=owner, post_id=post_id)
    return PostPage(
        item=item,
        date=words.day_with_year(found.item.published.astimezone(owner.zone).date(), owner.day(now)),
        language=found.language,
        text=text_of(found.html, pictures=pictures),
        sounds=tuple(Sound(sound.address, sound_words(sound.minutes)) for sound in found.sounds),
        source=Link(found.item.source, reverse("source", args=[found.item.source_id])),
        pictures_address="" if pictures or not found.has_pictures else f"{item.address}?pictures=yes",
        pictures_words=_("The pictures stay at %(home)s until you ask for them; it will then see that you looked.")
        % {"home": item.home_words or found.item.source},
        was_read=found.item.opened,
        read_address=reverse("read-post", args=[post_id]),
        acts=item.acts,
        kept_address=path_to("resource", kept) if kept else "",
        made=tuple(reflection_row(line, owner, owner.day(now)) for line in made),
        reflect_address=f"{reverse('new-reflection')}?about=post-{post_id}",
    )


def text_of(html: str, *, pictures: bool) -> SafeString:
    """The stored markup, cleaned when it came in (`networks.html.clean`)."""
    return mark_safe(with_pictures(html, str) if pictures else html)  # noqa: S308 - cleaned at ingest


def sound_words(minutes: int | None) -> str:
    return _("Listen, %(minutes)s") % {"minutes": words.minutes(minutes)} if minutes else _("Listen")


@require_POST
def read(request: OwnerRequest, post_id: int) -> HttpResponse:
    """Notes that it was read; answers with the text where htmx asked, else with the page."""
    now = clock.now()
    reading.read_post(owner=request.user, post_id=post_id, now=now)
    if request.headers.get("HX-Request"):
        return render_page(request, "web/post.html", page_of(request.user, post_id, now, pictures=False), part="text")
    return see_other(reverse("post", args=[post_id]))


@require_POST
def keep(request: OwnerRequest, post_id: int) -> HttpResponse:
    """Keep, or let go."""
    wanted = UNDO not in request.POST
    if wanted:
        keeping.keep_post(owner=request.user, post_id=post_id, now=clock.now())
    else:
        keeping.let_go_of_post(owner=request.user, post_id=post_id, now=clock.now())
    return back_to_item(request, post_id, _("Kept for later.") if wanted else _("Let go."))


@require_POST
def let_pass(request: OwnerRequest, post_id: int) -> HttpResponse:
    """Pass, or take it back."""
    wanted = UNDO not in request.POST
    keeping.pass_post(owner=request.user, post_id=post_id, now=clock.now(), let_pass=wanted)
    return back_to_item(request, post_id, _("Passed.") if wanted else _("It is back."))


def back_to_item(request: OwnerRequest, post_id: int, said: str) -> HttpResponse:
    """The item as it is now for htmx; for everybody else the page they came from, with a word."""
    if request.headers.get("HX-Request"):
        found = post_record(owner=request.user, post_id=post_id)
        if found is None:
            raise NotFound
        item = item_of(found.item, request.user, request.user.day(clock.now()))
        return render_page(request, "web/today.html", {"item": item}, part="item")
    messages.success(request, said)
    return see_other(came_from(request, post_id))


def came_from(request: OwnerRequest, post_id: int) -> str:
    """Today where the act was done there, else the post's own page."""
    own = reverse("post", args=[post_id])
    here = request.META.get("HTTP_REFERER", "")
    return own if here.rstrip("/").endswith(own.rstrip("/")) else f"{reverse('today')}#post-{post_id}"


@dataclass(frozen=True, slots=True)
class TendPage:
    """More of this, or less: what each would do."""

    title: str
    address: str
    name: str


def more(owner: Owner, post_id: int, now: datetime, _today: date) -> str:
    reading.more_like_post(owner=owner, post_id=post_id, now=now)
    return _("More like this from now on.")


def less(owner: Owner, post_id: int, _now: datetime, today: date) -> str:
    until = reading.less_of_post(owner=owner, post_id=post_id, today=today)
    return _("Less of them until %(day)s.") % {"day": words.day_with_year(until, today)}


def not_useful(owner: Owner, post_id: int, now: datetime, _today: date) -> str:
    reading.not_useful(owner=owner, post_id=post_id, now=now)
    return _("Noted: less of that kind.")


TENDING: dict[str, Callable[[Owner, int, datetime, date], str]] = {
    "more": more,
    "less": less,
    "not-useful": not_useful,
}


@require_http_methods(["GET", "HEAD", "POST"])
def tend(request: OwnerRequest, post_id: int) -> HttpResponse:
    """More like this, less of this person for now, not useful."""
    now = clock.now()
    wish = TENDING.get(request.POST.get("wish", ""))
    if request.method == "POST" and wish is not None:
        said = wish(request.user, post_id, now, request.user.day(now))
        messages.success(request, said)
        return see_other(reverse("preview"))
    found = post_record(owner=request.user, post_id=post_id)
    if found is None:
        raise NotFound
    item = item_of(found.item, request.user, request.user.day(now))
    name = item.by[0].name if item.by else found.item.source
    return render_page(request, "web/tend.html", TendPage(item.title, item.address, name))
