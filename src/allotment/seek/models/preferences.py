"""How one owner wants their edition."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from allotment.core.chores import Leased

SLIDER = [MinValueValidator(-2), MaxValueValidator(2)]


class Preferences(Leased):
    """One row an owner: the ration, the days, three sliders, where the edition goes."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preferences")
    ration_minutes = models.PositiveSmallIntegerField(
        _("ration in minutes"), default=20, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    weekdays = models.CharField(max_length=7, default="0123456")
    """The days that have an edition; Monday is 0."""
    wider = models.SmallIntegerField(_("closer or wider"), default=0, validators=SLIDER)
    quieter = models.SmallIntegerField(_("newer or quieter"), default=0, validators=SLIDER)
    serendipity = models.SmallIntegerField(_("my questions or serendipity"), default=0, validators=SLIDER)
    interests = models.TextField(_("interests beside work"), blank=True)
    """One a line, in the owner's own words."""
    own_addresses = models.TextField(_("my own addresses"), blank=True)
    """One a line: what answers or links to these is a conversation."""
    show_images = models.BooleanField(_("always show pictures"), default=False)
    mail_edition = models.BooleanField(_("the edition by e-mail"), default=False)
    feed_token = models.CharField(max_length=43, blank=True, db_index=True)
    next_edition_at = models.DateTimeField(null=True)
    """When the worker makes the next edition; None until the first is wanted."""

    def __str__(self) -> str:
        return f"preferences of owner {self.owner_id}"


class MutedWord(models.Model):
    """A word or phrase whose posts stay out of editions; search still finds them."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.CharField(_("word"), max_length=80)

    class Meta:
        ordering = ["text"]
        constraints = [models.UniqueConstraint(fields=["owner", "text"], name="muted_once")]

    def __str__(self) -> str:
        return self.text
