"""The edition by e-mail: one a day at most, and never twice.

What was begun and not noted as done is not sent again: the edition waits on its page in any case, and a second
copy would be a nuisance. What certainly did not leave is tried again for an hour.
"""

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from allotment.core import clock, words
from allotment.seek.models import Edition
from allotment.seek.queries.editions import EditionRecord, edition_record

log = logging.getLogger(__name__)

REFUSED = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError)
"""The post office heard the letter out and said no. Anything else in the middle of it leaves open whether it left."""
TRY_AGAIN_AFTER = timedelta(minutes=20)
GIVE_UP_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class MailItem:
    """One item as the e-mail shows it."""

    title: str
    address: str
    by: str
    minutes: str
    why: tuple[str, ...]
    excerpt: str


@dataclass(frozen=True, slots=True)
class MailPage:
    """The whole e-mail, in words."""

    heading: str
    lede: str
    items: tuple[MailItem, ...]
    end: str
    address: str
    settings_address: str


def base() -> str:
    """Where links in e-mails and feeds lead."""
    return settings.ADDRESS or "http://127.0.0.1:8420"


def mail_page(record: EditionRecord) -> MailPage:
    """The edition for somebody who reads it in their letters."""
    return MailPage(
        heading=words.day(record.date),
        lede=_("About %(minutes)s of reading.") % {"minutes": words.minutes(record.minutes)},
        items=tuple(
            MailItem(
                title=item.title or item.excerpt[:80],
                address=f"{base()}{reverse('post', args=[item.post_id])}",
                by=item.person.name if item.person else item.author or item.source,
                minutes=words.minutes(item.minutes),
                why=tuple(reason.text for reason in item.reasons),
                excerpt=item.excerpt,
            )
            for item in record.items
        ),
        end=_("That is all for today."),
        address=f"{base()}{reverse('today')}",
        settings_address=f"{base()}{reverse('delivery')}",
    )


def letter(edition: Edition) -> EmailMultiAlternatives:
    """The e-mail of one edition, plain and HTML, in the owner's language."""
    with translation.override(edition.owner.language), timezone.override(edition.owner.zone):
        page = mail_page(edition_record(edition))
        message = EmailMultiAlternatives(
            subject=_("To read on %(day)s") % {"day": page.heading},
            body=render_to_string("seek/edition-mail.txt", {"page": page}),
            to=[edition.owner.email],
            headers={
                "Message-ID": f"<edition-{edition.pk}-{edition.date}@{urlsplit(base()).hostname}>",
                "Auto-Submitted": "auto-generated",
            },
        )
        message.attach_alternative(render_to_string("seek/edition-mail.html", {"page": page}), "text/html")
    return message


def send_editions(ids: Sequence[int]) -> None:
    """Sends those of these editions that are due. Each is noted as begun before it leaves."""
    for edition in Edition.objects.filter(pk__in=ids, mail_due_at__isnull=False).select_related("owner"):
        now = clock.now()
        edition.mail_started_at = edition.mail_started_at or now
        begun = Edition.objects.filter(pk=edition.pk, mail_due_at__isnull=False).update(
            mail_due_at=None, mail_started_at=edition.mail_started_at, lease_until=None
        )
        if begun and edition.owner.email and settings.MAILBOX is not None:
            _send(edition, now)


def _send(edition: Edition, now: datetime) -> None:
    """Where nothing was handed over it is tried again; where that is not known it is not."""
    message, post = letter(edition), mailers.default
    try:
        post.open()
    except (SMTPException, OSError) as error:
        _try_again(edition, now, error)
        return
    try:
        post.send_messages([message])
    except REFUSED as error:
        _try_again(edition, now, error)
    except (SMTPException, OSError) as error:
        log.warning("Whether the edition of %s was sent is not known: %s", edition.date, error)
    else:
        Edition.objects.filter(pk=edition.pk).update(mailed_at=now)
    finally:
        with suppress(SMTPException, OSError):
            post.close()


def _try_again(edition: Edition, now: datetime, error: Exception) -> None:
    log.warning("The edition of %s could not be sent: %s", edition.date, error)
    if now - (edition.mail_started_at or now) < GIVE_UP_AFTER:
        Edition.objects.filter(pk=edition.pk).update(mail_due_at=now + TRY_AGAIN_AFTER)
