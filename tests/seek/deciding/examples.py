"""Entries, sources and a memory, made by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from allotment.networks.addresses import url_key
from allotment.networks.records import EntryRecord
from allotment.seek.deciding import Keyed, Known, SourceForLook

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Answer:
    """An answer as the door gives it, as far as deciding looks at it."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    permanent_address: str | None = None


def source(**facts: object) -> SourceForLook:
    given: dict[str, object] = {"id": 1, "address": "https://ada.example/feed", "address_key": 4711, **facts}
    return SourceForLook(**given)  # type: ignore[arg-type]  # the tests name the facts they are about


def entry(
    guid: str, title: str = "", *, address: str | None = None, days: float | None = 1, words: str = ""
) -> EntryRecord:
    return EntryRecord(
        guid=guid,
        address=f"https://ada.example/{guid}" if address is None else address or None,
        title=title or f"About {guid}",
        content=words or f"<p>What I think about {guid}.</p>",
        published=None if days is None else NOW - days * DAY,
    )


def remembered(entries: Iterable[Keyed]) -> list[Known]:
    """What storing these would leave behind."""
    return [
        Known(
            number,
            1,
            each.guid_key,
            url_key(each.entry.address) if each.entry.address else None,
            each.content_hash,
            each.entry.address or "",
            each.entry.title,
            each.entry.published or NOW,
        )
        for number, each in enumerate(entries)
    ]
