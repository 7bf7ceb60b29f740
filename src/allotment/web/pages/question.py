"""One learning question: why it matters, what is known by now, and everything that belongs to it."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from allotment.core import clock
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.converters import id_in
from allotment.core.pages import render_page
from allotment.core.parts import Act, Row
from allotment.core.paths import path_to
from allotment.seek.models import Question
from allotment.seek.queries.questions import Serving, posts_chosen_for, question_of, serving
from allotment.seek.rows import post_row, question_state
from allotment.sense.queries.library import Wanted, library_of
from allotment.sense.showing import entry_row

MADE: Final = 10
"""Entries of the library on the page; the library has the others."""


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question with what belongs to it."""

    text: str
    state: str
    why: str
    known_now: str
    edit_address: str
    answer_address: str
    acts: tuple[Act, ...]
    made: tuple[Row, ...]
    """What of the owner's own belongs to it, the newest first."""
    more_made: str
    reflect_address: str
    sources: tuple[Row, ...]
    posts: tuple[Row, ...]
    earlier: str
    first: bool


@require_safe
def question(request: OwnerRequest, question_id: int) -> HttpResponse:
    """The page; `?before=` goes on with earlier posts."""
    owner, today = request.user, request.user.day(clock.now())
    before = id_in(request.GET.get("before", ""))
    asked = question_of(owner=owner, question_id=question_id)
    lines = posts_chosen_for(owner=owner, question_id=question_id, before=before)
    made, further = library_of(owner=owner, wanted=Wanted(question=question_id), most=MADE)
    page = QuestionPage(
        text=asked.text,
        state=question_state(asked, today),
        why=asked.why,
        known_now=asked.known_now,
        edit_address=path_to("edit-question", asked.pk),
        answer_address=path_to("answer-question", asked.pk),
        acts=acts_of(asked, is_open=asked.is_open_on(today)),
        made=tuple(entry_row(entry, owner, today) for entry in made),
        more_made=f"{reverse('library')}?question={asked.pk}" if further else "",
        reflect_address=f"{reverse('new-reflection')}?about=question-{asked.pk}",
        sources=tuple(source_row(one) for one in serving(owner=owner, question_id=question_id)),
        posts=tuple(post_row(post, owner, today) for post in lines.posts),
        earlier=f"{path_to('question', asked.pk)}?before={lines.before}" if lines.before else "",
        first=before is None,
    )
    return render_page(request, "web/question.html", page)


def acts_of(question: Question, *, is_open: bool) -> tuple[Act, ...]:
    """Renew it, let it rest, answer it: as far as each makes sense."""
    renew = Act(_("Another twelve weeks") if is_open else _("Open it again"), path_to("renew-question", question.pk))
    rest = Act(_("Let it rest"), path_to("rest-question", question.pk))
    answer = Act(_("Answered"), path_to("answer-question", question.pk), page=True)
    answered = question.state == Question.State.ANSWERED
    return tuple(act for act, fits in ((renew, True), (rest, is_open), (answer, not answered)) if fits)


def source_row(one: Serving) -> Row:
    return Row(one.title, path_to("source", one.source_id), one.person)
