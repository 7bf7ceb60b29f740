"""What an owner may run into, by name, with the sentence that says what to do.

Areas derive their own errors from `AllotmentError`; this is the one place that turns any of them into a
status (for pages), a code (for the terminal's JSON) and words.
"""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class AllotmentError(Exception):
    """Something the owner asked for cannot be done, and why."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400
    sentence: ClassVar[Words] = _("That did not work.")

    def __init__(self, sentence: Words | None = None) -> None:
        self.words: Words = self.sentence if sentence is None else sentence
        super().__init__(self.words)

    def __str__(self) -> str:
        return str(self.words)


class NotFound(AllotmentError):
    """It is not there, or it is not this owner's: the two look the same from outside."""

    code = "not_found"
    status = 404
    sentence = _("There is nothing here by that name.")


class Busy(AllotmentError):
    """The database could not be written just now."""

    code = "busy"
    status = 503
    sentence = _("The database is busy just now. Nothing was lost; please try again in a moment.")


class DiskFull(AllotmentError):
    """There is no room left to write."""

    code = "disk_full"
    status = 507
    sentence = _("The disk is full, so nothing could be saved. Make some room and try again.")


def from_database(error: Exception) -> AllotmentError | None:
    """Busy or DiskFull where a database's complaint says so, else None."""
    said = str(error).lower()
    if "database is locked" in said or "could not obtain lock" in said or "deadlock detected" in said:
        return Busy()
    if "disk is full" in said or "no space left" in said or "disk full" in said:
        return DiskFull()
    return None
