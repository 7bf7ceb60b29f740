"""The edition by e-mail, through a real SMTP server."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
import time_machine
from django.conf import LazySettings

from allotment.config.mail import mailbox, mailers
from allotment.core.models import Owner
from allotment.seek.editions.mailing import send_editions
from allotment.seek.models import Edition, Post
from tests.cast import NOON
from tests.installation import fresh
from tests.seek.editions.conftest import Days
from tests.seek.editions.post_office import PostOffice, post_office


@pytest.fixture
def office(settings: LazySettings) -> Iterator[PostOffice]:
    with post_office() as office:
        settings.MAILBOX = mailbox(office.url, "allotment@allotment.example")
        settings.MAILERS = mailers(settings.MAILBOX)
        settings.DEFAULT_FROM_EMAIL = settings.MAILBOX.sender
        yield office


@pytest.fixture
def edition(days: Days, three: list[Post]) -> Edition:
    days.wishes(mail_edition=True)
    made = days.edition()
    assert made is not None
    return made


def send(edition: Edition, now: datetime = NOON) -> Edition:
    """As the worker does when it is due; the row afterwards."""
    with time_machine.travel(now, tick=False):
        due = Edition.objects.to_be_mailed(now).filter(pk=edition.pk)
        send_editions([each.pk for each in due])
    edition.refresh_from_db()
    return edition


def part(letter: EmailMessage, kind: str) -> str:
    found = letter.get_body((kind,))
    assert found is not None
    return str(found.get_content())


def test_a_letter_has_the_whole_edition_plain_and_as_html(edition: Edition, office: PostOffice) -> None:
    assert send(edition).mailed_at == NOON
    (letter,) = office.letters
    assert (letter["To"], letter["From"]) == ("alice@allotment.example", "allotment@allotment.example")
    assert letter["Subject"] == "To read on Sunday, 22\N{NO-BREAK SPACE}November"
    assert letter["Auto-Submitted"] == "auto-generated"
    for kind in ("plain", "html"):
        text = part(letter, kind)
        assert all(f"By {name}" in text for name in ("Ada", "Bea", "Cleo"))
        assert "That is all for today." in text
        assert "/settings/delivery/" in text
        assert text.count("/posts/") == 3
    assert "<" not in part(letter, "plain")
    assert '<html lang="en-gb">' in part(letter, "html")


def test_what_others_wrote_cannot_become_markup_or_headers(days: Days, office: PostOffice) -> None:
    days.wishes(mail_edition=True)
    days.writes(days.follows("Ada"), "<script>alert(1)</script>", words="Bcc: everybody@example.org\r\n\r\n<b>bold")
    edition = days.edition()
    assert edition is not None
    send(edition)
    (letter,) = office.letters
    assert "<script>" not in part(letter, "html")
    assert "<script>alert(1)</script>" in part(letter, "plain")
    assert letter["Bcc"] is None


def test_it_is_sent_once(edition: Edition, office: PostOffice) -> None:
    for _ in range(3):
        send(edition)
    send_editions([edition.pk])
    assert len(office.letters) == 1


def test_only_those_who_want_it_get_it(days: Days, three: list[Post], office: PostOffice) -> None:
    edition = days.edition()
    assert edition is not None
    assert edition.mail_due_at is None
    send_editions([edition.pk])
    assert office.letters == []


def test_a_post_office_that_is_closed_is_asked_again(
    edition: Edition, office: PostOffice, settings: LazySettings
) -> None:
    open_one = settings.MAILERS
    settings.MAILERS = mailers(mailbox("smtp://127.0.0.1:9/", "allotment@allotment.example"))
    assert send(edition).mail_due_at == NOON + timedelta(minutes=20)
    assert edition.mailed_at is None
    settings.MAILERS = open_one
    assert send(edition, NOON + timedelta(minutes=10)).mailed_at is None
    assert send(edition, NOON + timedelta(minutes=20)).mailed_at == NOON + timedelta(minutes=20)
    assert len(office.letters) == 1


def test_after_an_hour_it_is_let_be(edition: Edition, office: PostOffice) -> None:
    office.to_readers = "451 Perhaps later"
    now = NOON
    for _ in range(10):
        send(edition, now)
        if edition.mail_due_at is None:
            break
        now = edition.mail_due_at
    assert now == NOON + timedelta(minutes=60)
    assert office.letters == []


@pytest.mark.parametrize(("answer", "again"), [("554 No", True), ("451 Later", True)])
def test_a_letter_that_is_refused_is_tried_again(
    edition: Edition, office: PostOffice, answer: str, *, again: bool
) -> None:
    office.answer = answer
    assert (send(edition).mail_due_at is not None) is again
    assert edition.mailed_at is None


def test_one_that_does_not_answer_in_the_middle_of_a_letter_is_not_asked_again(
    edition: Edition, office: PostOffice, settings: LazySettings
) -> None:
    office.meanwhile = lambda: time.sleep(1.5)
    settings.MAILERS["default"]["OPTIONS"]["timeout"] = 0.5
    assert send(edition).mail_due_at is None
    assert edition.mailed_at is None
    send(edition, NOON + timedelta(hours=2))
    assert len(office.letters) == 1


def test_an_owner_who_took_their_address_away_gets_none(edition: Edition, office: PostOffice) -> None:
    Owner.objects.update(email="")
    assert send(edition).mail_due_at is None
    assert office.letters == []


PREPARE = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "allotment.config.settings"
import django
django.setup()
from datetime import UTC, datetime
from allotment.core.models import Owner
from allotment.seek.models import Edition
owner = Owner.objects.get()
now = datetime.now(UTC)
Edition.objects.create(owner=owner, date=owner.day(now), ration_minutes=20, made_at=now, mail_due_at=now)
"""


@pytest.mark.slow
def test_a_worker_killed_between_sending_and_noting_does_not_send_it_twice(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with (
        post_office() as office,
        fresh(home, ALLOTMENT_EMAIL_URL=office.url, ALLOTMENT_EMAIL_FROM="allotment@allotment.example") as made,
    ):
        made.run("owner", "add", "me", "--email", "me@allotment.example")
        subprocess.run([sys.executable, "-c", PREPARE], env=made.environment, check=True)
        worker = subprocess.Popen([sys.executable, "-m", "allotment", "worker"], env=made.environment)
        office.meanwhile = lambda: os.kill(worker.pid, signal.SIGKILL)
        worker.wait(timeout=60)
        office.meanwhile = lambda: None
        assert worker.returncode == -signal.SIGKILL
        made.run("worker", "--once")
        made.run("worker", "--once")
        assert [letter["To"] for letter in office.letters] == ["me@allotment.example"]


def test_one_letter_a_day_also_where_the_day_is_long(days: Days, three: list[Post], office: PostOffice) -> None:
    days.wishes(mail_edition=True)
    for hours in range(0, 15, 3):
        days.now = datetime(2026, 11, 22, 5, tzinfo=UTC) + timedelta(hours=hours)
        edition = days.edition()
        if edition:
            send(edition, days.now)
    assert len(office.letters) == 1
