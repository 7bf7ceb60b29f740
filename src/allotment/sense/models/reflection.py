"""What the owner makes of something."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allotment.core.editing import Versioned
from allotment.core.markdown import LONGEST_NAME, words_of
from allotment.core.models import Owner
from allotment.sense.naming import beginning_of


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    def visible_to(self, owner: Owner) -> "ReflectionQuerySet":
        return self.filter(owner=owner)


class Reflection(Versioned):
    """The owner's own words, in Markdown: as three prompts or as one text. Any of them may be empty, but not all."""

    class State(models.TextChoices):
        MESSY = "messy", _("messy")
        GROWING = "growing", _("growing")
        SETTLED = "settled", _("settled")

    class Prompts(models.TextChoices):
        THREE = "three", _("What? So what? Now what?")
        BLANK = "blank", _("A blank page")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    title = models.CharField(max_length=LONGEST_NAME, blank=True)
    title_key = models.CharField(max_length=LONGEST_NAME, blank=True, editable=False)
    """`core.markdown.name_key` of the title, by which `[[links]]` find it."""
    prompts = models.CharField(max_length=5, choices=Prompts, default=Prompts.THREE)
    text = models.TextField(blank=True)
    """What? Or, on a blank page, everything."""
    so_what = models.TextField(blank=True)
    now_what = models.TextField(blank=True)
    unsure = models.TextField(blank=True)
    """What the owner is unsure of."""
    state = models.CharField(max_length=7, choices=State, default=State.MESSY)
    written_at = models.DateTimeField()
    tended_at = models.DateTimeField()

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-tended_at", "-id"], name="reflection_by_tending"),
            models.Index(fields=["owner", "-written_at", "-id"], name="reflection_by_writing"),
            models.Index(fields=["owner", "title_key"], name="reflection_by_name"),
        ]

    def __str__(self) -> str:
        return self.title or beginning(self.text, self.so_what, self.now_what, self.unsure)


def beginning(*texts: str) -> str:
    """How the first text that has words begins: the name of what was given none."""
    return next(filter(None, (beginning_of(words_of(text[:1000])) for text in texts)), "…")
