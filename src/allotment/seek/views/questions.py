"""What one wants to learn now: asking, resting, answering, in other words."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from allotment.core import clock
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.converters import id_in
from allotment.core.models import Owner
from allotment.core.pages import render_page, see_other
from allotment.core.parts import Row
from allotment.seek.actions import questions as acts
from allotment.seek.forms import AnswerForm, QuestionForm
from allotment.seek.models import Question
from allotment.seek.models.question import MOST_OPEN
from allotment.seek.queries.questions import QuestionName, question_of, questions_of
from allotment.seek.rows import question_row


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """All questions, and the form for another. Where three are open, one of them is chosen to rest."""

    open: tuple[Row, ...]
    others: tuple[Row, ...]
    form: forms.BaseForm
    may_rest: tuple[QuestionName, ...]


def page_of(owner: Owner, today: date, form: forms.BaseForm) -> QuestionsPage:
    every = questions_of(owner=owner)
    open_ones = [question for question in every if question.is_open_on(today)]
    return QuestionsPage(
        open=tuple(question_row(question, today) for question in open_ones),
        others=tuple(question_row(question, today) for question in every if not question.is_open_on(today)),
        form=form,
        may_rest=tuple(QuestionName(question.pk, question.text) for question in open_ones)
        if len(open_ones) >= MOST_OPEN
        else (),
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
def rest(request: OwnerRequest, question_id: int) -> HttpResponse:
    """It rests."""
    acts.rest_question(owner=request.user, question_id=question_id)
    messages.success(request, _("It rests. Open it again whenever you like."))
    return see_other(reverse("question", args=[question_id]))


@require_POST
def renew(request: OwnerRequest, question_id: int) -> HttpResponse:
    """Twelve weeks from today, whether it was open or not."""
    acts.renew_question(owner=request.user, question_id=question_id, today=request.user.day(clock.now()))
    messages.success(request, _("It is open for twelve weeks from today."))
    return see_other(reverse("question", args=[question_id]))


@dataclass(frozen=True, slots=True)
class QuestionFormPage:
    """A form about one question."""

    text: str
    form: forms.BaseForm
    address: str


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: OwnerRequest, question_id: int) -> HttpResponse:
    """It is answered: what one knows now."""
    question = question_of(owner=request.user, question_id=question_id)
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"known_now": question.known_now})
    if form.is_valid():
        acts.answer_question(
            owner=request.user,
            question_id=question_id,
            today=request.user.day(clock.now()),
            known_now=form.cleaned_data["known_now"],
        )
        messages.success(request, _("Answered, as far as you are concerned."))
        return see_other(reverse("question", args=[question_id]))
    return render_form(request, "seek/answer.html", question, form)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: OwnerRequest, question_id: int) -> HttpResponse:
    """Other words for the same question."""
    question = question_of(owner=request.user, question_id=question_id)
    initial = {"text": question.text, "why": question.why, "others_can_help": question.others_can_help}
    form = QuestionForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        acts.edit_question(owner=request.user, question_id=question_id, **form.cleaned_data)
        messages.success(request, _("Written down."))
        return see_other(reverse("question", args=[question_id]))
    return render_form(request, "seek/question.html", question, form)


def render_form(request: OwnerRequest, template: str, question: Question, form: forms.BaseForm) -> HttpResponse:
    page = QuestionFormPage(question.text, form, reverse("question", args=[question.pk]))
    return render_page(request, template, page, status=400 if form.is_bound else 200)
