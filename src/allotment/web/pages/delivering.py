"""Where the edition goes beside its page: an e-mail, and a feed of the owner's own."""

import re
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_http_methods, require_POST, require_safe

from allotment.core import words
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.models import Owner
from allotment.core.pages import render_page, see_other
from allotment.seek.actions import wishing
from allotment.seek.editions.gathering import preferences_of
from allotment.seek.editions.mailing import base
from allotment.seek.forms import DeliveryForm
from allotment.seek.models import Preferences
from allotment.seek.queries.editions import EditionRecord, latest_editions

DAYS_IN_FEED = 7
NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """The e-mail's switch, and the feed's address where there is one."""

    form: forms.BaseForm
    can_mail: bool
    has_email: bool
    feed_address: str


@require_http_methods(["GET", "HEAD", "POST"])
def delivery(request: OwnerRequest) -> HttpResponse:
    """By e-mail, and as a feed."""
    preferences = preferences_of(request.user)
    form = DeliveryForm(request.POST if request.method == "POST" else None, instance=preferences)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your wishes are kept."))
        return see_other(reverse("delivery"))
    token = preferences.feed_token
    page = DeliveryPage(
        form=form,
        can_mail=settings.MAILBOX is not None,
        has_email=bool(request.user.email),
        feed_address=request.build_absolute_uri(reverse("edition-feed", args=[token])) if token else "",
    )
    return render_page(request, "web/delivery.html", page)


@require_POST
def feed_address(request: OwnerRequest) -> HttpResponse:
    """A new secret address for the feed, or none."""
    if "close" in request.POST:
        wishing.no_feed(owner=request.user)
        messages.success(request, _("The feed is closed; its address leads nowhere now."))
    else:
        wishing.new_feed_token(owner=request.user)
        messages.success(request, _("Your edition has a feed of its own. Whoever knows its address can read it."))
    return see_other(reverse("delivery"))


@login_not_required
@require_safe
@conditional_page
def edition_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The last week's editions as Atom, an entry a day; the address is the key."""
    preferences = Preferences.objects.filter(feed_token=token).exclude(feed_token="").select_related("owner").first()
    if preferences is None:
        raise Http404
    with translation.override(preferences.owner.language), timezone.override(preferences.owner.zone):
        feed = _feed_of(preferences.owner, request.build_absolute_uri())
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    response.headers["Cache-Control"] = "private, max-age=900"
    return response


def _feed_of(owner: Owner, address: str) -> Atom1Feed:
    feed = Atom1Feed(
        title=_("Allotment: what there is to read"),
        link=f"{base()}{reverse('today')}",
        description="",
        language=owner.language,
        feed_url=address,
        author_name="Allotment",
    )
    for record, made_at in latest_editions(owner=owner, limit=DAYS_IN_FEED):
        _add_day(feed, record, made_at)
    return feed


def _add_day(feed: Atom1Feed, record: EditionRecord, made_at: datetime) -> None:
    address = f"{base()}{reverse('day', args=[record.date])}"
    feed.add_item(
        title=words.day(record.date),
        link=address,
        unique_id=address,
        pubdate=made_at,
        updateddate=made_at,
        description=NOT_XML.sub("", _as_html(record)),
    )


def _as_html(record: EditionRecord) -> str:
    items = format_html_join(
        "",
        '<h2><a href="{}">{}</a></h2><p>{} · {}</p><p><em>{}</em></p><p>{}</p>',
        (
            (
                item.url or f"{base()}{reverse('post', args=[item.post_id])}",
                item.title or item.excerpt[:80],
                item.person.name if item.person else item.author or item.source,
                words.minutes(item.minutes),
                " · ".join(reason.text for reason in item.reasons),
                item.excerpt,
            )
            for item in record.items
        ),
    )
    return format_html("{}<p>{}</p>", items, _("That is all for today."))
