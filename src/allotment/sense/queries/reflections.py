"""What is shown of reflections."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from allotment.core.errors import NotFound
from allotment.core.markdown import words_of
from allotment.core.models import Owner
from allotment.people.models import Person
from allotment.seek.models import Post, Question
from allotment.sense.models import Credit, Mention, Reflection, Resource
from allotment.sense.naming import title_of
from allotment.sense.records import About, AboutKind, CreditLine

A_PAGE = 30
SOME = 10
EXCERPT = 240
KINDS: tuple[AboutKind, ...] = ("post", "resource", "person", "question")


@dataclass(frozen=True, slots=True)
class ReflectionLine:
    """A reflection as a list shows it."""

    id: int
    name: str
    state: str
    excerpt: str
    tended_at: datetime


@dataclass(frozen=True, slots=True)
class AboutLine:
    """Something that a reflection is about, by its name."""

    about: About
    name: str


@dataclass(frozen=True, slots=True)
class ReflectionRecord:
    """A reflection with all that hangs on it."""

    id: int
    name: str
    title: str
    prompts: str
    text: str
    so_what: str
    now_what: str
    unsure: str
    state: str
    version: int
    written_at: datetime
    tended_at: datetime
    about: tuple[AboutLine, ...]
    credits: tuple[CreditLine, ...]
    leads_to: Mapping[str, int]
    """Of the `[[names]]` in it that lead somewhere: the reflection, by key."""
    named_by: tuple[ReflectionLine, ...]


def line_of(reflection: Reflection) -> ReflectionLine:
    texts = (reflection.text, reflection.so_what, reflection.now_what, reflection.unsure)
    said = " ".join(words_of("\n".join(text[:1000] for text in texts)).split())
    excerpt = said if len(said) <= EXCERPT else f"{said[:EXCERPT].rsplit(' ', 1)[0]}…"
    name = str(reflection)
    shown = "" if not reflection.title and excerpt == name else excerpt
    return ReflectionLine(reflection.pk, name, reflection.state, shown, reflection.tended_at)


def reflection_of(*, owner: Owner, reflection_id: int) -> ReflectionRecord:
    """One of the owner's, else NotFound. Five queries."""
    found = Reflection.objects.visible_to(owner).filter(pk=reflection_id).first()
    if found is None:
        raise NotFound
    credits_ = found.credits.select_related("person").order_by("kind", "person__sort_key", "person_id")
    naming = Reflection.objects.visible_to(owner).filter(names__to=found).order_by("-tended_at", "-pk")
    return ReflectionRecord(
        id=found.pk,
        name=str(found),
        title=found.title,
        prompts=found.prompts,
        text=found.text,
        so_what=found.so_what,
        now_what=found.now_what,
        unsure=found.unsure,
        state=found.state,
        version=found.version,
        written_at=found.written_at,
        tended_at=found.tended_at,
        about=_about(found),
        credits=tuple(CreditLine(each.kind, each.person_id, each.person.name) for each in credits_),
        leads_to=dict(found.names.exclude(to=None).values_list("key", "to_id")),
        named_by=tuple(line_of(each) for each in naming[:SOME]),
    )


def _about(reflection: Reflection) -> tuple[AboutLine, ...]:
    rows = (
        Mention.objects.filter(reflection=reflection)
        .select_related("post", "resource", "person", "question")
        .order_by("pk")
    )
    found = {}
    for row in rows.defer("post__packed_html"):
        kind = next(kind for kind in KINDS if getattr(row, f"{kind}_id"))
        found[kind, getattr(row, f"{kind}_id")] = _name(getattr(row, kind))
    return tuple(AboutLine(About(kind, pk), name) for (kind, pk), name in found.items())


def _name(row: Post | Resource | Person | Question) -> str:
    if isinstance(row, Resource):
        return title_of(row.title, row.words, row.address)
    if isinstance(row, Post):
        return row.title or row.excerpt[:80] or row.address
    return str(row)


def things_called(*, owner: Owner, about: Collection[About]) -> tuple[AboutLine, ...]:
    """Those of these that are the owner's, by their names. At most one query a kind."""
    found = []
    for kind, rows in (
        ("post", Post.objects.visible_to(owner).defer("packed_html")),
        ("resource", Resource.objects.visible_to(owner)),
        ("person", Person.objects.visible_to(owner)),
        ("question", Question.objects.visible_to(owner)),
    ):
        ids = {each.id for each in about if each.kind == kind}
        if ids:
            found += [AboutLine(About(kind, row.pk), _name(row)) for row in rows.filter(pk__in=ids).order_by("pk")]  # type: ignore[arg-type]
    return tuple(found)


def titled(*, owner: Owner, keys: Collection[str]) -> dict[str, int]:
    """The first reflection of each of these titles, by `name_key`. One query, or none."""
    if not keys:
        return {}
    rows = Reflection.objects.visible_to(owner).filter(title_key__in=keys).order_by("-pk")
    return dict(rows.values_list("title_key", "pk"))


def reflections_of(
    *, owner: Owner, state: str = "", before: tuple[datetime, int] | None = None
) -> tuple[list[ReflectionLine], tuple[datetime, int] | None]:
    """Thirty, the last tended first, and where the next ones begin. One query."""
    rows = Reflection.objects.visible_to(owner)
    if state:
        rows = rows.filter(state=state)
    if before is not None:
        at, pk = before
        rows = rows.filter(Q(tended_at__lt=at) | Q(tended_at=at, pk__lt=pk))
    found = list(rows.order_by("-tended_at", "-pk")[: A_PAGE + 1])
    last = found[A_PAGE - 1] if len(found) > A_PAGE else None
    return [line_of(each) for each in found[:A_PAGE]], (last.tended_at, last.pk) if last else None


def reflections_about_post(*, owner: Owner, post_id: int) -> list[ReflectionLine]:
    """What the owner made of a post. One query."""
    return _last(owner, Q(pk__in=Mention.objects.filter(post=post_id).values("reflection_id")))


def reflections_about_resource(*, owner: Owner, resource_id: int) -> list[ReflectionLine]:
    """What the owner made of something kept. One query."""
    return _last(owner, Q(pk__in=Mention.objects.filter(resource=resource_id).values("reflection_id")))


def reflections_about_question(*, owner: Owner, question_id: int) -> list[ReflectionLine]:
    """What belongs to a question. One query."""
    return _last(owner, Q(pk__in=Mention.objects.filter(question=question_id).values("reflection_id")))


def reflections_about_person(*, owner: Owner, person_id: int) -> list[ReflectionLine]:
    """What is about somebody, or owes to them. One query."""
    about = Mention.objects.filter(person=person_id).values("reflection_id")
    owes = Credit.objects.filter(person=person_id).values("reflection_id")
    return _last(owner, Q(pk__in=about) | Q(pk__in=owes))


def _last(owner: Owner, which: Q) -> list[ReflectionLine]:
    rows: QuerySet[Reflection] = Reflection.objects.visible_to(owner).filter(which)
    return [line_of(each) for each in rows.order_by("-tended_at", "-pk")[:SOME]]
