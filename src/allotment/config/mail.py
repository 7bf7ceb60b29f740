"""Which post office carries the owner's e-mail: `smtp://user:password@host:587/` or `smtps://…:465/`."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SECONDS = 20
"""How long the post office may take for a word."""
SMTP = "django.core.mail.backends.smtp.EmailBackend"
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Mailbox:
    """How e-mail leaves."""

    host: str
    port: int
    user: str
    password: str
    start_tls: bool
    tls: bool
    sender: str


def mailbox(url: str, sender: str) -> Mailbox | None:
    """None where no e-mail is wanted. `smtp+tls` starts in the clear and turns to TLS before the password is said."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ImproperlyConfigured(
            "ALLOTMENT_EMAIL_URL: write it like smtp+tls://user:password@mail.example:587 (smtp, smtp+tls or smtps)."
        )
    if "@" not in sender:
        raise ImproperlyConfigured("ALLOTMENT_EMAIL_FROM: say which address the e-mail comes from.")
    return Mailbox(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        start_tls=parts.scheme == "smtp+tls",
        tls=parts.scheme == "smtps",
        sender=sender,
    )


def mailers(box: Mailbox | None) -> dict[str, dict[str, Any]]:
    """Django's MAILERS. Where no e-mail is wanted it is Django's own default, and nobody uses it."""
    if box is None:
        return {"default": {"BACKEND": SMTP}}
    options = {
        "host": box.host,
        "port": box.port,
        "username": box.user,
        "password": box.password,
        "use_tls": box.start_tls,
        "use_ssl": box.tls,
        "timeout": SECONDS,
    }
    return {"default": {"BACKEND": SMTP, "OPTIONS": options}}
