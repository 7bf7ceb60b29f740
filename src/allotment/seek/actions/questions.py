"""Asking, resting, answering, renewing a learning question."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from allotment.core.errors import AllotmentError, NotFound
from allotment.core.models import Owner
from allotment.seek.models import Question
from allotment.seek.models.question import MOST_OPEN, WEEKS


class TooManyQuestions(AllotmentError):
    """Three are open; the owner says which is to rest."""

    code = "too_many_questions"
    status = 409
    sentence = _("Three questions are open already, which is plenty. Let one rest first, then ask this one.")


class NotAQuestion(AllotmentError):
    code = "not_a_question"

    def __init__(self, error: ValidationError) -> None:
        super().__init__(" ".join(error.messages))


@transaction.atomic
def ask(
    *, owner: Owner, text: str, today: date, why: str = "", others_can_help: bool = True, rest: int | None = None
) -> Question:
    """Opens a question for twelve weeks. `rest` names an open one that makes room for it."""
    if rest is not None:
        rest_question(owner=owner, question_id=rest)
    _make_room(owner, today)
    question = Question(
        owner=owner,
        text=" ".join(text.split()),
        why=why.strip(),
        others_can_help=others_can_help,
        opened_on=today,
        ends_on=today + timedelta(weeks=WEEKS),
    )
    _check(question)
    question.save()
    return question


def _make_room(owner: Owner, today: date) -> None:
    """Three at most; those whose twelve weeks are over rest by themselves."""
    mine = Question.objects.visible_to(owner)
    mine.filter(state=Question.State.OPEN, ends_on__lt=today).update(state=Question.State.RESTING)
    if mine.open(today).count() >= MOST_OPEN:
        raise TooManyQuestions


def _check(question: Question) -> None:
    try:
        question.full_clean()
    except ValidationError as error:
        raise NotAQuestion(error) from error


@transaction.atomic
def rest_question(*, owner: Owner, question_id: int) -> Question:
    """Lets it rest; it can be opened again."""
    question = _found(owner, question_id)
    question.state = Question.State.RESTING
    question.save(update_fields=["state"])
    return question


@transaction.atomic
def answer_question(*, owner: Owner, question_id: int, today: date, known_now: str | None = None) -> Question:
    """It is answered, as far as the owner is concerned. `known_now` None leaves what was written down before."""
    question = _found(owner, question_id)
    question.state, question.answered_on = Question.State.ANSWERED, today
    if known_now is not None:
        question.known_now = known_now.strip()
    question.save(update_fields=["state", "answered_on", "known_now"])
    return question


@transaction.atomic
def renew_question(*, owner: Owner, question_id: int, today: date) -> Question:
    """Open for twelve weeks from today, whatever it was before."""
    question = _found(owner, question_id)
    if not question.is_open_on(today):
        _make_room(owner, today)
    question.state, question.ends_on = Question.State.OPEN, today + timedelta(weeks=WEEKS)
    question.save(update_fields=["state", "ends_on"])
    return question


@transaction.atomic
def edit_question(*, owner: Owner, question_id: int, text: str, why: str, others_can_help: bool) -> Question:
    """Other words for the same question."""
    question = _found(owner, question_id)
    question.text, question.why, question.others_can_help = " ".join(text.split()), why.strip(), others_can_help
    _check(question)
    question.save(update_fields=["text", "why", "others_can_help"])
    return question


def _found(owner: Owner, question_id: int) -> Question:
    question = Question.objects.visible_to(owner).filter(pk=question_id).first()
    if question is None:
        raise NotFound
    return question
