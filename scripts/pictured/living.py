"""An autumn in the life of this Allotment, with the same actions that pages and commands use.

Runs in a process of its own, whose settings are `pictured.settings`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

import django
import time_machine

from pictured.web import Web
from pictured.world import Writer

if TYPE_CHECKING:
    from allotment.core.models import Owner

OWNER: Final = "robin"
PASSWORD: Final = "a row of beans and a bit of string"  # noqa: S105 - it opens nothing but the pictures
QUESTIONS: Final = {
    date(2026, 9, 5): (
        "How do nurses on night shifts learn together?",
        "Half of our people work nights, and nothing we offer does.",
    ),
    date(2026, 10, 20): ("How do evaluations stay honest?", ""),
}
RETURNING: Final = {
    date(2026, 10, 20): (
        "Ask for the one thing: Nobody answers ten questions, everybody answers one.",
        "Tomasz Wieczorek",
    ),
    date(2026, 11, 21): (
        "What stays after a course: The notes go, the names stay. So begin with names.",
        "Ayo Adeyemi",
    ),
}
FIRST: Final = date(2026, 9, 2)
REFLECTED: Final = date(2026, 11, 18)
MORNING: Final = time(7, 35, tzinfo=UTC)
NEAR: Final = ("Ingrid Solberg", "Tomasz Wieczorek", "Ayo Adeyemi", "Owen Hartley", "Hannah Pryce", "Graham Entwistle")
"""Whom the owner counts as their network; the others are candidates."""
KNOWN: Final[dict[str, dict[str, str]]] = {
    "Tomasz Wieczorek": {
        "pronouns": "he/him",
        "organisation": "Honest Numbers",
        "time_zone": "Europe/Warsaw",
        "languages": "Polish, English, a little Welsh",
        "channel": "a letter; he answers on Sundays",
        "met_words": "We shared a table at an unconference and stayed after the others had gone.",
        "met_on": "2025-05",
        "introduced_by": "Ingrid Solberg",
        "learn_about": "asking what changed, and living with the answer",
        "curious_about": "how we learn on nights",
        "role_model_for": "saying in public what went wrong",
    }
}
"""What the owner has written down about somebody."""


def live(web: Web, today: date) -> None:
    """Every morning until `today`: look, read a little, follow somebody now and then."""
    django.setup()
    from django.core.management import call_command

    from allotment.core.accounts.actions import add_owner
    from allotment.seek.editions.gathering import preferences_of

    call_command("migrate", verbosity=0)
    owner = add_owner(name=OWNER, password=PASSWORD, email="robin@allotment.example", time_zone="Europe/London")
    preferences = preferences_of(owner)
    preferences.interests = "jazz\nbread"
    preferences.save()
    for now in mornings(FIRST, today):
        web.now = now
        with time_machine.travel(now, tick=True):
            a_morning(web, now, is_last=now.date() == today)


def reflect_twice(owner: "Owner", now: datetime) -> None:
    """What comes back on the last morning: one of yesterday, and one of a month ago that is asked about."""
    from allotment.sense.actions.writing import write
    from allotment.sense.records import Written

    text, credited = RETURNING[now.date()]
    title, _stop, words = text.partition(": ")
    write(owner=owner, written=Written(title=title, text=words, credits={"from": (credited,)}), now=now)


def mornings(first: date, last: date) -> Iterator[datetime]:
    for number in range((last - first).days + 1):
        yield datetime.combine(first + timedelta(days=number), MORNING)


def a_morning(web: Web, now: datetime, *, is_last: bool) -> None:
    """On the last one the edition is left to whoever opens the page."""
    from allotment.core.models import Owner
    from allotment.seek.actions.editions import edition_for
    from allotment.seek.actions.questions import ask
    from allotment.worker.looks import fetch

    owner = Owner.objects.get()
    fetch(every=is_last)
    if is_last:
        tidy(owner, now)
        keep_things(owner, now)
        return
    edition = edition_for(owner=owner, day=owner.day(now), now=now)
    if edition is not None:
        read_a_little(owner, list(edition.items.values_list("post_id", flat=True)), now)
    for writer in web.writers:
        if writer.followed == now.date():
            begin_to_follow(owner, writer, now)
    if now.date() == REFLECTED:
        reflect(owner, now)
        claim(owner, now)
    if now.date() in RETURNING:
        reflect_twice(owner, now)
    if now.date() in QUESTIONS:
        text, why = QUESTIONS[now.date()]
        ask(owner=owner, text=text, why=why, today=owner.day(now))


def read_a_little(owner: "Owner", posts: list[int], now: datetime) -> None:
    """The first piece of every day, the second of most, and one kept now and then."""
    from allotment.seek.actions.reading import read_post
    from allotment.sense.actions.keeping import keep_post

    for place, post_id in enumerate(posts):
        if place == 1 and now.day % 6 == 0:
            keep_post(owner=owner, post_id=post_id, now=now)
        elif place == 0 or (place == 1 and now.day % 3):
            read_post(owner=owner, post_id=post_id, now=now)


def keep_things(owner: "Owner", now: datetime) -> None:
    """What somebody keeps on two evenings of an autumn."""
    from allotment.sense.actions.keeping import keep_link, keep_photo, keep_thought
    from pictured.sketching import sketchnote

    keep_link(
        owner=owner,
        address="https://teachthemole.example/the-lesson-that-got-better-when-i-lost-my-notes",
        now=now - timedelta(days=2),
        words="For the day on handovers: they needed it to be theirs first and clear afterwards.",
    )
    keep_thought(
        owner=owner,
        words="A handover is a retrieval exercise that nobody calls so. What if the one who leaves asked, and the one"
        " who comes answered?",
        now=now - timedelta(days=1, hours=3),
    )
    keep_photo(
        owner=owner,
        body=sketchnote(),
        now=now - timedelta(hours=12),
        title="Three loops of a handover",
        alt="A sketchnote of three loops: say it, ask it back, write down what surprised. By the last loop a kettle.",
        words="From the session on Saturday; the third loop is what we leave out.",
    )


def reflect(owner: "Owner", now: datetime) -> None:
    """Two evenings with a pen."""
    from allotment.seek.models import Post, Question
    from allotment.sense.actions.writing import write
    from allotment.sense.models import Reflection
    from allotment.sense.records import About, Written

    question = Question.objects.get(text__startswith="How do nurses")
    post = Post.objects.filter(source__follows__person__name="Ingrid Solberg").latest("published_at")
    about = (About("post", post.pk), About("question", question.pk))
    nights = Written(
        title="Handover is where the night learns",
        prompts=Reflection.Prompts.THREE,
        text="Ingrid lets the ones who leave tell **one thing they would do differently**. Ten minutes, standing.",
        so_what="We look for it in courses, and here it is in the corridor. See [[What a checklist cannot hold]].",
        now_what="* Ask Hannah whether her ward would try it for a week.\n* Take no minutes of it.",
        unsure="Whether it survives a manager who listens in.",
        state=Reflection.State.GROWING,
        about=about,
        credits={"from": ("Ingrid Solberg",), "with": ("Hannah Pryce",)},
    )
    write(owner=owner, written=nights, now=now)
    other = Written(
        title="What a checklist cannot hold",
        text="What was *odd* last night has no box in it, see [[Handover is where the night learns]].",
        credits={"from": ("Owen Hartley",)},
    )
    write(owner=owner, written=other, now=now)


def claim(owner: "Owner", now: datetime) -> None:
    """Something held to be so, and how two others see it."""
    from allotment.sense.actions import claiming

    said = "In my experience, a handover gets better when it gets shorter."
    made = claiming.claim(owner=owner, text=said, what_i_think="Ten minutes are plenty.", now=now - timedelta(days=9))
    for name, stance, why, context in (
        ("Ingrid Solberg", "differ", "Ours got better when we stopped looking at the clock.", "Night shifts, six beds"),
        ("Owen Hartley", "depends", "Short, once people know each other. Before that it only gets quiet.", "Porters"),
    ):
        viewed = claiming.Viewed(stance=stance, why=why, context=context, person=name)
        claiming.hear(owner=owner, claim_id=made.pk, viewed=viewed, now=now - timedelta(days=2))
    by_now = "Short is what it becomes when people know each other. It is not how they get there."
    claiming.reclaim(owner=owner, claim_id=made.pk, base=1, what_i_think=by_now, now=now)


def begin_to_follow(owner: "Owner", writer: Writer, now: datetime) -> None:
    from allotment.people.actions import describe_person, welcome
    from allotment.people.queries import person_of
    from allotment.seek.actions.following import follow
    from allotment.seek.models import Follow

    (followed,) = follow(owner=owner, text=writer.address, now=now)
    if followed.follow_id is None:
        raise SystemExit(f"{writer.address}: {followed.error}")
    person_id = Follow.objects.get(pk=followed.follow_id).person_id
    if person_id is None:
        return
    known = person_of(owner=owner, person_id=person_id)
    words = replace(
        known.words,
        headline=writer["line"],
        fields=tuple(name.strip() for name in writer["fields"].split(",")),
        **KNOWN.get(writer["name"], {}),
    )
    describe_person(owner=owner, person_id=person_id, base=known.version, words=words, now=now)
    if writer["name"] in NEAR:
        welcome(owner=owner, person_id=person_id, now=now)


def tidy(owner: "Owner", now: datetime) -> None:
    """Why the first source is followed, and a rest for one that writes every week."""
    from allotment.seek.actions.following import pause_follow, tell_why
    from allotment.seek.models import Follow, Question

    nights = Follow.objects.get(person__name="Ingrid Solberg")
    question = Question.objects.get(text__startswith="How do nurses")
    tell_why(
        owner=owner,
        source_id=nights.source_id,
        why="She tries things out on the ward that I only draw on whiteboards.",
        question_ids=[question.pk],
    )
    buttons = Follow.objects.get(person__name="Kofi Mensah")
    pause_follow(owner=owner, source_id=buttons.source_id, until=now.date() + timedelta(days=9))
