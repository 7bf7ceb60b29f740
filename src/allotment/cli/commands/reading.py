"""`allotment today`, `people`, `search`: what there is to read, from whom."""

from datetime import date, datetime
from typing import Any

import click
from django.utils import timezone

from allotment.cli.asking import Asking, command
from allotment.core import clock, words
from allotment.core.models import Owner
from allotment.seek.actions.editions import edition_for
from allotment.seek.editions.gathering import preferences_of
from allotment.seek.queries.editions import EditionRecord, ItemRecord, edition_record

END = "That is all for today."
WIDTH = 88


@command(name="today")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="A day that has been.")
def today_command(asking: Asking, day: datetime | None) -> None:
    """Today's edition: a finite selection, with its reasons."""
    owner, now = asking.owner(), clock.now()
    wanted = day.date() if day else owner.day(now)
    with timezone.override(owner.zone):
        edition = edition_for(owner=owner, day=wanted, now=now)
        record = edition_record(edition) if edition else empty_record(owner, wanted)
        asking.answer(as_json(record), lambda: tell(record, owner))


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
        "url": item.url,
        "person": item.person.name if item.person else item.author or None,
        "source": item.source,
        "published": item.published.isoformat(),
        "minutes": item.minutes,
        "outsider": item.outsider,
        "reasons": [{"kind": reason.kind, "text": reason.text} for reason in item.reasons],
    }


def tell(record: EditionRecord, owner: Owner) -> None:
    """The edition as a page of text."""
    click.echo(click.style(words.day(record.date), bold=True))
    if not record.items:
        click.echo("Nothing to read. That leaves time for a walk.")
    for item in record.items:
        when = words.since(item.published.astimezone(owner.zone).date(), record.date)
        by = item.person.name if item.person else item.author or item.source
        click.echo(f"\n{click.style(item.title or item.excerpt, bold=True)}")
        click.echo(f"  {by} · {when} · {words.minutes(item.minutes)}")
        for reason in item.reasons:
            click.echo(click.style(f"  {reason.text}", italic=True))
        if item.url:
            click.echo(f"  {item.url}")
    click.echo(f"\n{END}")


@command(name="people")
def people_command(asking: Asking) -> None:
    """The people of the network, and those who might become part of it."""
    from allotment.people.queries import people_of

    people = people_of(owner=asking.owner())

    def tell_people() -> None:
        for person in people:
            note = ", ".join(filter(None, [person.state, *person.fields]))
            click.echo(f"{person.name}  ({note})")

    asking.answer(
        [
            {
                "id": person.id,
                "name": person.name,
                "state": person.state,
                "headline": person.headline,
                "place": person.place,
                "language": person.language,
                "fields": list(person.fields),
                "profiles": [{"kind": profile.kind, "address": profile.address} for profile in person.profiles],
            }
            for person in people
        ],
        tell_people,
    )
