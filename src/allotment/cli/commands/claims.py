"""`allotment claim`: testing one's experience."""

from typing import Any

import click

from allotment.cli.asking import Asking, command
from allotment.core import clock
from allotment.core.models import Owner
from allotment.sense.actions import claiming
from allotment.sense.models import View
from allotment.sense.queries.claims import claim_of, claims_of


@click.group(name="claim")
def claim_command() -> None:
    """What you hold to be so from experience, and how others see it."""


@command(claim_command, name="add")
@click.argument("text")
def add(asking: Asking, text: str) -> None:
    """Write TEXT down: "In my experience …"."""
    owner = asking.owner()
    answer(asking, owner, claiming.claim(owner=owner, text=text, now=clock.now()).pk)


@command(claim_command, name="list")
def list_(asking: Asking) -> None:
    """The last thirty, the last tended first."""
    lines, _further = claims_of(owner=asking.owner())

    def tell() -> None:
        for line in lines:
            click.echo(f"{line.id}  {line.text}")
            if not line.is_seen:
                click.echo("   Nobody else's view of it yet. Whom might you ask?")
        if not lines:
            click.echo('No claims yet. Begin with: allotment claim add "In my experience, …"')

    found = [
        {"id": line.id, "text": line.text, "has_views": line.is_seen, "tended_at": line.tended_at.isoformat()}
        for line in lines
    ]
    asking.answer(found, tell)


@command(claim_command, name="show")
@click.argument("number", type=int)
def show(asking: Asking, number: int) -> None:
    """One claim with its views, what you now think, and what you thought before."""
    answer(asking, asking.owner(), number)


@command(claim_command, name="view")
@click.argument("number", type=int)
@click.option("--agree", "stance", flag_value="agree", help="They see it like this, too.")
@click.option("--differ", "stance", flag_value="differ", help="They see it otherwise.")
@click.option("--depends", "stance", flag_value="depends", help="It depends.")
@click.argument("why")
@click.option("--person", default="", metavar="NAME", help="Whose view it is; somebody new becomes a candidate.")
@click.option("--context", default="", help="Where they come from with it.")
def view(asking: Asking, number: int, stance: str | None, why: str, **given: str) -> None:
    """Write down how somebody else sees a claim, and WHY."""
    if stance is None:
        raise click.UsageError("Say how they see it: --agree, --differ or --depends.")
    owner = asking.owner()
    viewed = claiming.Viewed(stance=stance, why=why, **given)
    claiming.hear(owner=owner, claim_id=number, viewed=viewed, now=clock.now())
    answer(asking, owner, number)


@command(claim_command, name="think")
@click.argument("number", type=int)
@click.argument("text")
def think(asking: Asking, number: int, text: str) -> None:
    """Write down what you now think of a claim; what you thought before is kept."""
    owner, now = asking.owner(), clock.now()
    base = claim_of(owner=owner, claim_id=number).version
    claiming.reclaim(owner=owner, claim_id=number, base=base, what_i_think=text, now=now)
    answer(asking, owner, number)


def answer(asking: Asking, owner: Owner, number: int) -> None:
    """The claim as it is now."""
    record = claim_of(owner=owner, claim_id=number)

    def tell() -> None:
        click.echo(f"{click.style(record.text, bold=True)}  ({record.id})")
        for each in record.views:
            click.echo(f"\n{each.name or 'Somebody'} {View.Stance(each.stance).label}: {each.why}")
            if each.context:
                click.echo(f"  {each.context}")
        if record.what_i_think:
            click.echo(f"\nBy now: {record.what_i_think}")
        for before in record.before:
            click.echo(f"\nBefore: {before.text}")
            if before.what_i_think:
                click.echo(f"  {before.what_i_think}")

    found: dict[str, Any] = {
        "id": record.id,
        "text": record.text,
        "what_i_think": record.what_i_think,
        "made_at": record.made_at.isoformat(),
        "tended_at": record.tended_at.isoformat(),
        "views": [
            {
                "id": each.id,
                "person": each.name,
                "stance": each.stance,
                "why": each.why,
                "context": each.context,
                "at": each.at.isoformat(),
            }
            for each in record.views
        ],
        "before": [
            {"text": each.text, "what_i_think": each.what_i_think, "at": each.at.isoformat()} for each in record.before
        ],
    }
    asking.answer(found, tell)
