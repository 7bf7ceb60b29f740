"""`allotment question`: what one wants to learn now."""

import sys
from typing import Any

import click

from allotment.cli.asking import Asking, command
from allotment.core import clock
from allotment.seek.actions import questions
from allotment.seek.models import Question
from allotment.seek.queries.questions import Serving, posts_chosen_for, question_of, serving
from allotment.seek.queries.voices import PostLine
from allotment.seek.rows import question_state, title_of
from allotment.sense.queries.library import Entry, Wanted, library_of


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


@command(question_command, name="show")
@click.argument("number", type=int)
def show(asking: Asking, number: int) -> None:
    """One question, and what belongs to it."""
    owner = asking.owner()
    question = question_of(owner=owner, question_id=number)
    sources = serving(owner=owner, question_id=number)
    posts = posts_chosen_for(owner=owner, question_id=number).posts
    made, _further = library_of(owner=owner, wanted=Wanted(question=number))

    def tell() -> None:
        click.echo(f"{question.text}\n{question_state(question, owner.day(clock.now()))}")
        for heading, words in (("Why I care", question.why), ("What I know now", question.known_now)):
            if words:
                click.echo(f"\n{heading}\n{words}")
        tell_lines("Followed for it", [" · ".join(filter(None, [one.title, one.person])) for one in sources])
        tell_lines("What I make of it", [f"{entry.kind} {entry.id}  {entry.name}" for entry in made])
        tell_lines("Chosen because of it", [title_of(post.title, post.excerpt, post.url) for post in posts])

    asking.answer(as_whole(question, sources, posts, made), tell)


def tell_lines(heading: str, lines: list[str]) -> None:
    if lines:
        click.echo("\n".join([f"\n{heading}", *lines]))


@command(question_command, name="rest")
@click.argument("number", type=int)
def rest(asking: Asking, number: int) -> None:
    """Let a question rest."""
    question = questions.rest_question(owner=asking.owner(), question_id=number)
    asking.answer(as_json(question), lambda: click.echo(f"Resting: {question.text}"))


@command(question_command, name="answer")
@click.argument("number", type=int)
@click.argument("words", required=False)
def answer(asking: Asking, number: int, words: str | None) -> None:
    """Say that a question is answered; WORDS say what you know now ("-" reads them from standard input)."""
    owner = asking.owner()
    known = sys.stdin.read() if words == "-" else words
    question = questions.answer_question(owner=owner, question_id=number, today=owner.day(clock.now()), known_now=known)
    asking.answer(with_answer(question), lambda: click.echo(f"Answered: {question.text}"))


@command(question_command, name="renew")
@click.argument("number", type=int)
def renew(asking: Asking, number: int) -> None:
    """Open a question for another twelve weeks from today."""
    owner = asking.owner()
    question = questions.renew_question(owner=owner, question_id=number, today=owner.day(clock.now()))
    asking.answer(as_json(question), lambda: click.echo(f"Open until {question.ends_on}: {question.text}"))


def as_json(question: Question) -> dict[str, Any]:
    return {
        "id": question.pk,
        "text": question.text,
        "why": question.why,
        "state": question.state,
        "opened_on": question.opened_on.isoformat(),
        "ends_on": question.ends_on.isoformat(),
    }


def with_answer(question: Question) -> dict[str, Any]:
    answered = question.answered_on
    return as_json(question) | {
        "known_now": question.known_now,
        "answered_on": answered.isoformat() if answered else None,
    }


def as_whole(
    question: Question, sources: list[Serving], posts: tuple[PostLine, ...], made: list[Entry]
) -> dict[str, Any]:
    return with_answer(question) | {
        "sources": [{"title": one.title, "person": one.person} for one in sources],
        "made": [{"kind": entry.kind, "id": entry.id, "name": entry.name} for entry in made],
        "posts": [{"title": post.title, "url": post.url, "published": post.published.isoformat()} for post in posts],
    }
