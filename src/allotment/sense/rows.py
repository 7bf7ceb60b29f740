"""Records of sense as lines of a list. Pure."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from allotment.core import words
from allotment.core.models import Owner
from allotment.core.parts import Row, outside
from allotment.core.paths import path_to
from allotment.sense.naming import title_of
from allotment.sense.queries.resources import ResourceRecord

LETTERS = 240


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """A line of the shelf, with the photo where it is one."""

    row: Row
    photo: str = ""
    alt: str = ""


def resource_row(record: ResourceRecord, owner: Owner, today: date) -> ResourceRow:
    home = outside(record.address)
    about = (
        when_kept(record, owner, today),
        home.name if home and record.title else "",
        words.minutes(record.minutes) if record.minutes else "",
    )
    title = title_of(record.title, record.words, record.address)
    said = besides(title, record)
    return ResourceRow(
        Row(title, path_to("resource", record.id), " · ".join(filter(None, about)), shortened(said or record.excerpt)),
        photo=path_to("picture-small", record.photo.id) if record.photo else "",
        alt=record.photo.alt if record.photo else "",
    )


def besides(title: str, record: ResourceRecord) -> str:
    """Its words, without those that are its title already."""
    return record.words if record.title else record.words.removeprefix(title).strip()


def when_kept(record: ResourceRecord, owner: Owner, today: date) -> str:
    """“Kept on Friday”."""
    return _("Kept %(when)s") % {"when": words.since(record.at.astimezone(owner.zone).date(), today)}


def shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LETTERS else f"{line[:LETTERS].rsplit(' ', 1)[0]}…"
