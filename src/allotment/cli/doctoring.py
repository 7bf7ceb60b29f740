"""`allotment doctor`: looks at the installation as somebody who knows it would, and says what to mend."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from smtplib import SMTPException

from django.conf import settings
from django.core.checks import run_checks
from django.core.mail import mailers
from django.db import connection

from allotment.core import clock
from allotment.core.models import Beat, Owner
from allotment.core.rows import sqlite_says
from allotment.core.sealing import key_file
from allotment.people.queries import sealed_notes

ROOM_BYTES = 500 * 1024 * 1024
WORKER_SILENCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what was seen and, where it is not well, what to do."""

    name: str
    ok: bool
    what: str
    mend: str = ""

    def as_json(self) -> dict[str, object]:
        """`mend` is empty where all is well."""
        return {"name": self.name, "ok": self.ok, "what": self.what, "mend": "" if self.ok else self.mend}


def examine() -> list[Finding]:
    """Everything, in the order somebody would look."""
    return [finding for look in LOOKS for finding in look()]


def home() -> Iterator[Finding]:
    """The home can be written, has room, and keeps its key to itself."""
    path = Path(settings.HOME)
    yield Finding(
        "home", os.access(path, os.W_OK), f"Data lives in {path}.", f"Let the user that runs Allotment write {path}."
    )
    try:
        free = shutil.disk_usage(path).free
    except OSError as error:
        free, said = 0, f"Its disk cannot be asked: {error.strerror}."
    else:
        said = f"{free // 2**20} MiB are free on its disk."
    yield Finding("room", free > ROOM_BYTES, said, "Make room on that disk.")
    key = path / "secret-key"
    if key.exists():
        yield _private("key", key)


def _private(name: str, key: Path) -> Finding:
    is_private = not key.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    return Finding(name, is_private, f"The key {key} is for its user only.", f"Run: chmod 600 {key}")


def database() -> Iterator[Finding]:
    """Which one it is, whether it is whole, whether it has what this version needs."""
    from allotment.cli.home import missing_migrations

    missing = missing_migrations()
    yield Finding("schema", not missing, f"The database ({connection.vendor}) fits this version.", "Run: allotment up")
    if connection.vendor == "sqlite":
        said, mode = sqlite_says("quick_check(1)"), sqlite_says("journal_mode")
        yield Finding(
            "whole", said == "ok", f"SQLite {sqlite3.sqlite_version} says: {said}.", "Restore your last backup."
        )
        yield Finding(
            "journal",
            mode == "wal",
            f"Its journal is kept as {mode}.",
            "Move the data to a local disk: network disks cannot keep a write-ahead log.",
        )


def people() -> Iterator[Finding]:
    """Somebody lives here."""
    names = list(Owner.objects.order_by("id").values_list("name", flat=True)[:20])
    said = f"Owners: {', '.join(names)}." if names else "Nobody lives here yet."
    yield Finding("owners", bool(names), said, "Run: allotment owner add NAME")


def notes() -> Iterator[Finding]:
    """Private notes open with the key that is here."""
    key, lost = key_file(), sealed_notes()
    said = f"No key here opens {lost} of the private notes." if lost else "Every private note opens with the key here."
    mend = f"Put the right {key} back; or let those notes go: allotment reseal --forget"
    yield Finding("notes", not lost, said, mend)
    if key.exists():
        yield _private("notes-key", key)


def worker() -> Iterator[Finding]:
    """Due work gets done."""
    last = Beat.objects.order_by("-at").first()
    alive = last is not None and clock.now() - last.at < WORKER_SILENCE
    said = f"The worker was last seen at {last.at:%Y-%m-%d %H:%M} UTC." if last else "No worker was ever seen."
    yield Finding("worker", alive, said, "Run: allotment up (or allotment worker)")
    for beat in Beat.objects.exclude(error=""):
        yield Finding(f"chore {beat.chore}", ok=False, what=f"{beat.chore}: {beat.error}", mend="See the log for more.")


def address() -> Iterator[Finding]:
    """How it is reached, and whether cookies are safe on the way."""
    where = settings.ADDRESS or "this machine only"
    yield Finding("address", ok=True, what=f"It is reached at {where}.")
    if settings.ADDRESS:
        yield Finding(
            "https",
            settings.HTTPS,
            "Pages come over HTTPS." if settings.HTTPS else "Pages come over plain HTTP: passwords can be overheard.",
            "Put a reverse proxy with a certificate in front and set ALLOTMENT_ADDRESS=https://…",
        )
    yield Finding(
        "debug",
        not settings.DEBUG,
        "Debugging is off." if not settings.DEBUG else "Debugging is on.",
        "Unset ALLOTMENT_DEBUG: its error pages tell strangers too much.",
    )
    allowed = ", ".join(map(str, settings.ALLOW_NETWORKS))
    yield Finding(
        "networks",
        ok=True,
        what=f"Private networks it may fetch from: {allowed}." if allowed else "It fetches from no private network.",
    )


def checks() -> Iterator[Finding]:
    """What Django itself has to say about a deployment."""
    told = [message for message in run_checks(include_deployment_checks=settings.HTTPS) if message.level >= 30]
    for message in told:
        yield Finding(f"django {message.id}", ok=False, what=str(message.msg), mend=str(message.hint or ""))
    if not told:
        yield Finding("django", ok=True, what="Django's own checks find nothing.")


def mail() -> Iterator[Finding]:
    """Whether the edition could be sent by e-mail."""
    if settings.MAILBOX is None:
        wanting = Owner.objects.filter(preferences__mail_edition=True).exists()
        yield Finding("mail", not wanting, "No e-mail is sent.", "Set ALLOTMENT_EMAIL_URL and ALLOTMENT_EMAIL_FROM.")
        return
    try:
        with closing(mailers.default) as post:
            post.open()
    except (SMTPException, OSError) as error:
        said = f"{settings.MAILBOX.host} takes no e-mail from here: {error}."
        yield Finding("mail", ok=False, what=said, mend="Look at ALLOTMENT_EMAIL_URL; letters wait meanwhile.")
    else:
        yield Finding("mail", ok=True, what=f"E-mail goes out through {settings.MAILBOX.host}.")


LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (home, database, people, notes, worker, address, mail, checks)
