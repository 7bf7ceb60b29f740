"""`allotment question`: what one wants to learn now."""

from typing import Any

import click

from allotment.cli.asking import Asking, command
from allotment.core import clock
from allotment.seek.actions import questions
from allotment.seek.models import Question


@click.group(name="question")
def question_command() -> None:
    """Learning questions: 25 words at most, three open at most."""


@command(question_command, name="add")
@click.argument("text")
@click.option("--why", default="", help="Why you care.")
def add(asking: Asking, text: str, why: str) -> None:
    """Open a question for twelve weeks."""
    owner = asking.owner()
    question = questions.ask(owner=owner, text=text, why=why, today=owner.day(clock.now()))
    asking.answer(as_json(question), lambda: click.echo(f"{question.pk}  {question.text}  (until {question.ends_on})"))


@command(question_command, name="list")
def list_(asking: Asking) -> None:
    """All questions, the newest first."""
    found = list(Question.objects.visible_to(asking.owner()))

    def tell() -> None:
        for question in found:
            click.echo(f"{question.pk}  {question.get_state_display()}  {question.text}")
        if not found:
            click.echo("No questions yet. What would you like to learn?")

    asking.answer([as_json(question) for question in found], tell)


@command(question_command, name="rest")
@click.argument("number", type=int)
def rest(asking: Asking, number: int) -> None:
    """Let a question rest."""
    question = questions.rest_question(owner=asking.owner(), question_id=number)
    asking.answer(as_json(question), lambda: click.echo(f"Resting: {question.text}"))


def as_json(question: Question) -> dict[str, Any]:
    return {
        "id": question.pk,
        "text": question.text,
        "why": question.why,
        "state": question.state,
        "opened_on": question.opened_on.isoformat(),
        "ends_on": question.ends_on.isoformat(),
    }
