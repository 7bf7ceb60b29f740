"""`allotment today`: what there is to read."""

from datetime import date, datetime
from typing import Any

import click

from allotment.cli.asking import Asking, command
from allotment.core import clock, words
from allotment.core.models import Owner
from allotment.seek.actions.editions import edition_for
from allotment.seek.editions.gathering import preferences_of
from allotment.seek.editions.mailing import base
from allotment.seek.editions.silence import silence, welcome_back
from allotment.seek.queries.editions import EditionRecord, ItemRecord, edition_record
from allotment.seek.queries.sources import waits_for_first_looks

END = "That is all for today."


@command(name="today")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="A day that has been.")
def today_command(asking: Asking, day: datetime | None) -> None:
    """Today's edition: a finite selection, with its reasons."""
    owner, now = asking.owner(), clock.now()
    wanted = day.date() if day else owner.day(now)
    edition = edition_for(owner=owner, day=wanted, now=now)
    record = edition_record(edition) if edition else empty_record(owner, wanted)
    waiting = waits_for_first_looks(owner=owner, now=now)
    asking.answer(as_json(record), lambda: tell(record, owner, waiting=waiting))


def empty_record(owner: Owner, day: date) -> EditionRecord:
    """A day with nothing to read has an edition without items."""
    return EditionRecord(
        date=day, ration_minutes=preferences_of(owner).ration_minutes, minutes=0, back_from_pause=False
    )


def as_json(record: EditionRecord) -> dict[str, Any]:
    return {
        "date": record.date.isoformat(),
        "ration_minutes": record.ration_minutes,
        "minutes": record.minutes,
        "items": [item_as_json(item) for item in record.items],
        "end": END,
    }


def item_as_json(item: ItemRecord) -> dict[str, Any]:
    return {
        "title": item.title or item.excerpt,
        "url": item.url or page_of(item),
        "person": item.person.name if item.person else item.author or None,
        "source": item.source,
        "published": item.published.isoformat(),
        "minutes": item.minutes,
        "outsider": item.outsider,
        "reasons": [{"kind": reason.kind, "text": reason.text} for reason in item.reasons],
    }


def page_of(item: ItemRecord) -> str:
    """Where a post that has no address of its own can be read."""
    return f"{base()}/posts/{item.post_id}/"


def tell(record: EditionRecord, owner: Owner, *, waiting: bool) -> None:
    """The edition as a page of text."""
    click.echo(click.style(words.day(record.date), bold=True))
    if record.back_from_pause:
        click.echo(welcome_back())
    if not record.items:
        click.echo(silence(owner, record.date, waiting=waiting).words)
    for item in record.items:
        when = words.since(item.published.astimezone(owner.zone).date(), record.date)
        by = item.person.name if item.person else item.author or item.source
        click.echo(f"\n{click.style(item.title or item.excerpt, bold=True)}")
        click.echo(f"  {by} · {when} · {words.minutes(item.minutes)}")
        for reason in item.reasons:
            click.echo(click.style(f"  {reason.text}", italic=True))
        click.echo(f"  {item.url or page_of(item)}")
    click.echo(f"\n{END}")
