"""What one wants to learn now: asking, resting, answering."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from allotment.core import clock, words
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.converters import id_in
from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.core.pages import render_page, see_other
from allotment.seek.actions import questions as acts
from allotment.seek.forms import QuestionForm
from allotment.seek.models import Question
from allotment.seek.models.question import MOST_OPEN


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question as the page shows it."""

    id: int
    text: str
    why: str
    until: str
    state: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """All questions, and the form for another. Where three are open, one of them is chosen to rest."""

    open: tuple[QuestionLine, ...]
    others: tuple[QuestionLine, ...]
    form: forms.BaseForm
    is_full: bool


def line_of(question: Question, today: date) -> QuestionLine:
    is_open = question.state == Question.State.OPEN and question.ends_on >= today
    return QuestionLine(
        id=question.pk,
        text=question.text,
        why=question.why,
        until=_("until %(day)s") % {"day": words.day_with_year(question.ends_on, today)} if is_open else "",
        state=_("its twelve weeks are over")
        if question.state == Question.State.OPEN and not is_open
        else question.get_state_display(),
        is_open=is_open,
    )


def page_of(owner: Owner, today: date, form: forms.BaseForm) -> QuestionsPage:
    lines = [line_of(question, today) for question in Question.objects.visible_to(owner)[:200]]
    open_ones = tuple(line for line in lines if line.is_open)
    return QuestionsPage(
        open=open_ones,
        others=tuple(line for line in lines if not line.is_open),
        form=form,
        is_full=len(open_ones) >= MOST_OPEN,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: OwnerRequest) -> HttpResponse:
    """The list, and asking another."""
    today = request.user.day(clock.now())
    form = QuestionForm(request.POST if request.method == "POST" else None)
    status = 400 if form.is_bound else 200
    if form.is_valid():
        try:
            acts.ask(
                owner=request.user,
                text=form.cleaned_data["text"],
                why=form.cleaned_data["why"],
                others_can_help=form.cleaned_data["others_can_help"],
                today=today,
                rest=id_in(request.POST.get("rest", "")),
            )
        except acts.TooManyQuestions as error:
            form.add_error(None, str(error))
            status = error.status
        else:
            messages.success(request, _("Your next editions will look out for it."))
            return see_other(reverse("questions"))
    return render_page(request, "seek/questions.html", page_of(request.user, today, form), status=status)


@require_POST
def turn(request: OwnerRequest, question_id: int, act: str) -> HttpResponse:
    """Rest, answered, or open again."""
    if act == "rest":
        acts.rest_question(owner=request.user, question_id=question_id)
        said = _("It rests. Wake it whenever you like.")
    elif act == "answered":
        acts.answer_question(owner=request.user, question_id=question_id)
        said = _("Answered. What you know now is worth a note.")
    elif act == "wake":
        acts.wake_question(owner=request.user, question_id=question_id, today=request.user.day(clock.now()))
        said = _("It is open again, for twelve weeks.")
    else:
        raise NotFound
    messages.success(request, said)
    return see_other(reverse("questions"))


@dataclass(frozen=True, slots=True)
class EditQuestionPage:
    form: forms.BaseForm


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: OwnerRequest, question_id: int) -> HttpResponse:
    """Other words for the same question."""
    question = Question.objects.visible_to(request.user).filter(pk=question_id).first()
    if question is None:
        raise NotFound
    form = QuestionForm(request.POST if request.method == "POST" else None, instance=question)
    if form.is_valid():
        form.save()
        messages.success(request, _("Written down."))
        return see_other(reverse("questions"))
    return render_page(request, "seek/question.html", EditQuestionPage(form), status=400 if form.is_bound else 200)
