"""Writing a reflection: new or on, with a look at it before it is kept, and with what another tab has written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from allotment.core import clock
from allotment.core.accounts.requests import OwnerRequest
from allotment.core.editing import EditedMeanwhile, Meanwhile
from allotment.core.markdown import LONGEST_NAME, name_key, names_in
from allotment.core.models import Owner
from allotment.core.pages import render_page, see_other
from allotment.core.paths import path_to
from allotment.seek.queries.questions import questions_for_choice
from allotment.sense.actions import writing
from allotment.sense.forms.reflecting import TEXTS, ReflectionForm, about_in, choice_of, initial_of, on_another_page
from allotment.sense.models import Reflection
from allotment.sense.queries.reflections import ReflectionRecord, reflection_of, things_called, titled
from allotment.sense.records import About
from allotment.sense.showing import Part, parts_of

Prompts = Reflection.Prompts
PEOPLE = ("learned_from", "thought_with", "role_models", "people")


@dataclass(frozen=True, slots=True)
class WritingPage:
    """The form, and what stands beside it."""

    heading: str
    form: ReflectionForm
    is_blank: bool
    back: str
    remove: str
    looked_at: bool
    preview: tuple[Part, ...]
    is_told_of_people: bool
    was_changed: bool
    meanwhile: tuple[Meanwhile, ...]
    """Where it was changed meanwhile: what stands now in the boxes that were changed here too."""


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: OwnerRequest) -> HttpResponse:
    """Another reflection; `?about=post-12` says of what, `?title=` how it is called."""
    asked = request.GET if request.method != "POST" else request.POST
    choices = choices_for(request.user, about_in(asked.getlist("about")), ())
    initial: dict[str, Any] = {
        "title": request.GET.get("title", "").replace("\0", "")[:LONGEST_NAME],
        "about": request.GET.getlist("about"),
        "prompts": Prompts.THREE,
    }
    return answer(request, None, initial, choices)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: OwnerRequest, reflection_id: int) -> HttpResponse:
    """Other words, or more of them."""
    record = reflection_of(owner=request.user, reflection_id=reflection_id)
    chosen = about_in(request.POST.getlist("about"))
    choices = choices_for(request.user, chosen, tuple(choice_of(line) for line in record.about))
    return answer(request, record, initial_of(record), choices)


def choices_for(owner: Owner, chosen: tuple[About, ...], known: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """What it may be about: what it is about already, what was chosen, and the questions that are open."""
    found = dict(known)
    more = [about for about in chosen if f"{about.kind}-{about.id}" not in found]
    found |= dict(choice_of(line) for line in things_called(owner=owner, about=more))
    questions = questions_for_choice(owner=owner, today=owner.day(clock.now()))
    return found | {f"question-{question.id}": question.text for question in questions}


def answer(
    request: OwnerRequest, record: ReflectionRecord | None, initial: dict[str, Any], choices: dict[str, str]
) -> HttpResponse:
    """One of: the form; the form with the other page of prompts; with a look at it; with complaints; and at last it is
    written down."""
    is_new = record is None
    if request.method != "POST":
        form = form_of(choices, initial, initial=initial, is_new=is_new)
        return render_page(request, "sense/write.html", page_of(request.user, record, form))
    switched = "switch" in request.POST
    typed = on_another_page(request.POST) if switched else request.POST
    form = form_of(choices, typed, typed, is_new=is_new)
    if switched:
        return render_page(request, "sense/write.html", page_of(request.user, record, form))
    if "preview" in request.POST:
        return render_page(request, "sense/write.html", page_of(request.user, record, form, look=True), part="preview")
    if not form.is_valid():
        return render_page(request, "sense/write.html", page_of(request.user, record, form), status=400)
    return written_down(request, record, form)


def form_of(choices: dict[str, str], said: Mapping[str, Any], *args: Any, **options: Any) -> ReflectionForm:
    return ReflectionForm(*args, choices=list(choices.items()), prompts=str(said.get("prompts", "")), **options)


def written_down(request: OwnerRequest, record: ReflectionRecord | None, form: ReflectionForm) -> HttpResponse:
    """Kept; or, where it was changed meanwhile, the form once more with both texts."""
    owner, now = request.user, clock.now()
    if record is None:
        return to_what_was_kept(request, writing.write(owner=owner, written=form.written, now=now))
    base = form.cleaned_data["version"]
    try:
        kept = writing.rewrite(owner=owner, reflection_id=record.id, base=base, written=form.written, now=now)
    except EditedMeanwhile as error:
        there = reflection_of(owner=owner, reflection_id=record.id)
        others = form.meet(there.version, form.texts_of(there))
        page = page_of(owner, there, form, meanwhile=others)
        return render_page(request, "sense/write.html", page, status=error.status)
    return to_what_was_kept(request, kept)


def to_what_was_kept(request: OwnerRequest, kept: Reflection) -> HttpResponse:
    messages.success(request, _("Written down."))
    return see_other(reverse("reflection", args=[kept.pk]))


def page_of(
    owner: Owner,
    record: ReflectionRecord | None,
    form: ReflectionForm,
    *,
    look: bool = False,
    meanwhile: tuple[Meanwhile, ...] | None = None,
) -> WritingPage:
    typed = {name: str(form[name].value() or "") for name in TEXTS}
    prompts = str(form["prompts"].value())
    preview: tuple[Part, ...] = ()
    if look:
        keys = {name_key(name) for text in typed.values() for name in names_in(text)}
        known = dict(record.leads_to) if record else {}
        leads_to = titled(owner=owner, keys=keys - known.keys()) | known
        preview = parts_of(typed, prompts=prompts, leads_to=leads_to)
    return WritingPage(
        heading=record.name if record else _("A reflection"),
        form=form,
        is_blank=prompts == Prompts.BLANK,
        back=path_to("reflection", record.id) if record else reverse("reflections"),
        remove=path_to("remove-reflection", record.id) if record else "",
        looked_at=look,
        preview=preview,
        is_told_of_people=any(form[name].value() or form[name].errors for name in PEOPLE),
        was_changed=meanwhile is not None,
        meanwhile=meanwhile or (),
    )
