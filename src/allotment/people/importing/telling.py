"""What came of an address book, or would come of it: the same records for page and terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.people.importing.deciding import Intent
from allotment.people.models import Import, ImportLine

FAULTS: Final = {
    "nameless": _("There is neither a name nor an address in it."),
    "group": _("This is a group; only people come in."),
    "organisation": _("This is an organisation; only people come in."),
    "unclosed": _("A quotation mark in this row is never closed, or stands alone."),
    "too_many": _("From here on the file was not read: twenty thousand are the most at once."),
}
"""Why nobody is made of a line, by the faults of a `CardRecord`."""


@dataclass(frozen=True, slots=True)
class LineRecord:
    """One card or row and what came of it."""

    line: int
    """Where it begins in the file."""
    name: str
    organisation: str
    outcome: str
    person_id: int | None
    person: str
    """Who it is among the owner's people; empty where nobody is yet, or any more."""
    fault: str


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """An import and how far it is."""

    id: int
    name: str
    state: str
    asked_at: datetime
    total: int
    done: int
    counts: dict[str, int]
    """Lines by outcome."""


def imports_of(*, owner: Owner) -> list[Import]:
    """The newest twenty. One query."""
    return list(Import.objects.visible_to(owner).order_by("-asked_at", "-id")[:20])


def import_record(*, owner: Owner, import_id: int) -> ImportRecord:
    """Two queries. Raises NotFound."""
    found = Import.objects.visible_to(owner).filter(pk=import_id).first()
    if found is None:
        raise NotFound
    counted = ImportLine.objects.filter(in_import=found).values_list("outcome").annotate(Count("id"))
    return ImportRecord(
        found.pk, found.name, found.state, found.asked_at, found.total, found.done, dict(counted.order_by())
    )


def import_lines(*, owner: Owner, import_id: int, outcome: str = "", limit: int | None = None) -> list[LineRecord]:
    """In the order of the file, all or those of one outcome. One query."""
    lines = ImportLine.objects.filter(in_import=import_id, in_import__owner=owner)
    if outcome:
        lines = lines.filter(outcome=outcome)
    rows = lines.order_by("position").values_list("record", "outcome", "person_id", "person__name")[:limit]
    return [
        LineRecord(
            line=record["line"],
            name=record.get("name", ""),
            organisation=record.get("organisation", ""),
            outcome=said,
            person_id=person_id,
            person=person or "",
            fault=record.get("fault", ""),
        )
        for record, said, person_id, person in rows
    ]


def lines_of(intents: Sequence[Intent]) -> Iterator[LineRecord]:
    """What would come of each card."""
    for intent in intents:
        record, who = intent.record, intent.who
        person_id = who.id or None if who else None
        person = who.name if who and who.id else ""
        yield LineRecord(record.line, record.name, record.organisation, intent.outcome, person_id, person, record.fault)
