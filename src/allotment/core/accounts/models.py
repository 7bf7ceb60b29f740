"""The owner, the sessions they are signed in with, and the one-time link that makes the first of them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from allotment.core.zones import known_zone


class OwnerManager(BaseUserManager["Owner"]):
    def create_owner(self, *, name: str, password: str | None, email: str = "") -> "Owner":
        """Makes an owner; without a password nobody can sign in as them until one is set."""
        owner = self.model(name=name, email=self.normalize_email(email))
        owner.set_password(password)
        owner.save(using=self._db)
        return owner


class Owner(AbstractBaseUser):
    """The account whose network this is. Every private row belongs to exactly one owner."""

    name = models.CharField(
        _("name"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[\w.-]+\Z", _("Use letters, digits, full stops and hyphens, without spaces."))],
    )
    email = models.EmailField(_("e-mail"), blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[known_zone])
    language = models.CharField(_("language"), max_length=10, default="en-gb")
    day_starts_at = models.TimeField(_("start of day"), default=time(4, 0))
    paused_until = models.DateField(_("away until"), null=True, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD: ClassVar[str] = "name"
    EMAIL_FIELD: ClassVar[str] = "email"
    objects: ClassVar[OwnerManager] = OwnerManager()

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def day(self, now: datetime) -> date:
        """The owner's date at `now`: before their day starts it is still yesterday. Moments are compared and not what
        clocks show, which the hour that comes twice in autumn would have show one day twice."""
        day = now.astimezone(self.zone).date()
        return day - timedelta(days=now < self.start_of(day).astimezone(UTC))

    def start_of(self, day: date) -> datetime:
        """The moment at which that day starts for the owner."""
        return datetime.combine(day, self.day_starts_at, self.zone)

    def is_paused(self, day: date) -> bool:
        return self.paused_until is not None and day < self.paused_until


class Session(AbstractBaseSession):
    """One browser that is signed in (or only passing by), as the owner sees it in their settings."""

    owner = models.ForeignKey(Owner, models.CASCADE, null=True, related_name="sessions")
    browser = models.CharField(max_length=200, blank=True)
    signed_in_at = models.DateTimeField(null=True)
    last_seen_at = models.DateTimeField(null=True)


class Claim(models.Model):
    """The right to make the first owner, held by whoever can read the terminal."""

    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
