"""Records of seek as lines of a list. Pure."""

from datetime import date

from django.utils.translation import gettext as _

from allotment.core import words
from allotment.core.models import Owner
from allotment.core.parts import Act, Row
from allotment.core.paths import path_to
from allotment.seek.models import Question
from allotment.seek.queries.voices import PostLine

TITLE_LETTERS = 80


def title_of(title: str, excerpt: str, address: str) -> str:
    """Its title, else how it begins, else where it is."""
    if title:
        return title
    if len(excerpt) > TITLE_LETTERS:
        return f"{excerpt[:TITLE_LETTERS].rsplit(' ', 1)[0]}…"
    return excerpt or address


def post_row(post: PostLine, owner: Owner, today: date) -> Row:
    when = words.since(post.published.astimezone(owner.zone).date(), today)
    return Row(
        title_of(post.title, post.excerpt, post.url),
        path_to("post", post.id),
        f"{when} · {words.minutes(post.minutes)}",
        post.excerpt if post.title else "",
    )


def question_state(question: Question, today: date) -> str:
    """“Open until 14 February 2027”, “Resting”, “Answered on 22 November”."""
    if question.is_open_on(today):
        return _("Open until %(day)s") % {"day": words.day_with_year(question.ends_on, today)}
    if question.state == Question.State.OPEN:
        return _("Its twelve weeks are over")
    if question.state == Question.State.RESTING:
        return _("Resting")
    if question.answered_on is None:
        return _("Answered")
    return _("Answered on %(day)s") % {"day": words.day_with_year(question.answered_on, today)}


def question_row(question: Question, today: date) -> Row:
    """With what one may do about it in a list: answer it or let it rest, else open it again."""
    about = question.text
    rest = Act(_("Let it rest"), path_to("rest-question", question.pk), about)
    answer = Act(_("Answered"), path_to("answer-question", question.pk), about, page=True)
    renew = Act(_("Open it again"), path_to("renew-question", question.pk), about)
    return Row(
        question.text,
        path_to("question", question.pk),
        question_state(question, today),
        question.known_now or question.why,
        (rest, answer) if question.is_open_on(today) else (renew,),
        id=f"question-{question.pk}",
    )
