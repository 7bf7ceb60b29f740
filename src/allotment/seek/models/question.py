"""What the owner wants to learn now."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from allotment.core.models import Owner

MOST_WORDS = 25
MOST_OPEN = 3
WEEKS = 12


def few_words(text: str) -> None:
    """A question that needs more words is two questions (practice: a goal in fewer than 25 words)."""
    if len(text.split()) > MOST_WORDS:
        raise ValidationError(_("Say it in twenty-five words at most: the shorter, the more it will find."))


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, owner: Owner) -> "QuestionQuerySet":
        return self.filter(owner=owner)

    def open(self, today: date) -> "QuestionQuerySet":
        return self.filter(state=Question.State.OPEN, ends_on__gte=today)


class Question(models.Model):
    """A learning question: 25 words at most, three open at most, with an end."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        RESTING = "resting", _("resting")
        ANSWERED = "answered", _("answered")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.CharField(_("question"), max_length=300, validators=[few_words])
    why = models.TextField(_("why I care"), blank=True)
    others_can_help = models.BooleanField(_("others could help"), default=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    known_now = models.TextField(_("what I know now"), blank=True)
    opened_on = models.DateField()
    ends_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "-id"]
        indexes = [models.Index(fields=["owner", "state"], name="question_of_owner")]

    def __str__(self) -> str:
        return self.text

    def is_open_on(self, day: date) -> bool:
        """Whether it is asked on that day: open, and within its twelve weeks."""
        return self.state == self.State.OPEN and self.ends_on >= day
