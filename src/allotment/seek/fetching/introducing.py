"""The first look at a source fills in what was not known of the person behind it."""

from collections.abc import Sequence
from typing import Any, Final

from allotment.core.rows import update_rows
from allotment.networks.addresses import host_of
from allotment.people.actions import sort_key
from allotment.people.models import Person
from allotment.people.searchable import put_people
from allotment.seek.deciding import SourceForLook
from allotment.seek.models import Follow

COLUMNS: Final = ("name", "sort_key", "headline", "language", "avatar_address")


def introduce(sources: Sequence[SourceForLook]) -> None:
    """Name, headline, language and picture of those who had none, as their source tells them."""
    by_id = {source.id: source for source in sources}
    known = Follow.objects.filter(source_id__in=by_id, person__isnull=False)
    columns = (f"person__{name}" for name in COLUMNS)
    rows = []
    for source_id, person_id, *before in known.values_list("source_id", "person_id", *columns):
        after = _introduced(by_id[source_id], before)
        if after != before:
            rows.append([*after, person_id])
    if rows:
        update_rows(Person, COLUMNS, rows)
        put_people([row[-1] for row in rows])


def _introduced(source: SourceForLook, before: Sequence[Any]) -> list[Any]:
    name, key, headline, language, avatar = before
    if name == host_of(source.address) and source.title:
        name = source.title[:200]
        key = sort_key(name)
    return [
        name,
        key,
        headline or source.description[:500],
        language or source.language,
        avatar or source.image_address,
    ]
