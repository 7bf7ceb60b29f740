"""A network as an owner has one after a while. Every private word in it carries the owner's mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from allotment.core.accounts.tokens import make_token
from allotment.core.ids import chronological_id, key64
from allotment.core.models import Owner, Token
from allotment.networks.records import CardRecord
from allotment.people.actions import (
    ProfileToNote,
    add_person,
    hear_anew,
    record_moment,
    suggest,
    tend_person,
    write_note,
)
from allotment.people.actions.importing import bring_in, propose
from allotment.people.models import Import, Moment, Person
from allotment.seek.actions.editions import make_edition
from allotment.seek.models import (
    Edition,
    Follow,
    FollowBatch,
    FollowRequest,
    MutedWord,
    Post,
    PostState,
    Preferences,
    Question,
    Source,
)
from allotment.seek.models.post import pack_html
from allotment.seek.searchable import POSTS, document
from allotment.sense.actions.claiming import Viewed, hear
from allotment.sense.actions.claiming import claim as claim_it
from allotment.sense.actions.describing import tag_resource
from allotment.sense.actions.keeping import keep_link, keep_photo, keep_post, keep_thought
from allotment.sense.actions.using import tell_use
from allotment.sense.actions.writing import write as reflect
from allotment.sense.models import Claim, Reflection, Resource
from allotment.sense.records import About, Written
from tests.cast import NOON
from tests.drawing import a_photo

LONG_TEXT = "<p>What I {mark} thought about it while the kettle was on.</p>" * 8


@dataclass(frozen=True, slots=True)
class Network:
    """What was planted, so that a test can name it."""

    owner: Owner
    mark: str
    people: tuple[Person, ...]
    candidate: Person
    follows: tuple[Follow, ...]
    posts: tuple[Post, ...]
    questions: tuple[Question, ...]
    batch: FollowBatch
    failed: FollowRequest
    edition: Edition
    yesterday: date
    feed_token: str
    token: Token
    resources: tuple[Resource, ...]
    """A piece, a link, a thought and a photo."""
    preview: Import
    """An address book that was looked through, and nothing more."""
    brought: Import
    """One that came in."""
    reflections: tuple[Reflection, ...]
    claim: Claim
    """The last of some, with views by everybody."""

    @property
    def person(self) -> Person:
        return self.people[0]

    @property
    def source(self) -> Source:
        return self.follows[0].source

    @property
    def post(self) -> Post:
        return self.posts[0]


def plant(owner: Owner, *, mark: str, people: int = 4, posts: int = 3, now: datetime = NOON) -> Network:
    """`people` in the network with a source of `posts` pieces each, a candidate, questions, an edition today and
    one yesterday, and a batch of follows with one of each outcome."""
    preferences = wishes(owner, mark)
    persons = tuple(somebody(owner, mark, number, now) for number in range(people))
    candidate = somebody(owner, mark, people, now, state=Person.State.CANDIDATE)
    questions = ask(owner, mark, now.date())
    follows = tuple(follow(owner, mark, person, now) for person in (*persons, candidate))
    follows[0].questions.add(questions[0])
    written = tuple(write(each.source, mark, number, now) for each in follows for number in range(posts))
    for person in persons:
        meet(owner, mark, person, now)
    edition = make_edition(owner=owner, day=owner.day(now), now=now)
    assert edition is not None
    past = copied_to(edition, edition.date - timedelta(days=1), mark)
    kept = keep_things(owner, mark, edition, now)
    batch, failed = batch_of(owner, mark, follows[0], now)
    brought = bring_in(owner=owner, name=f"{mark}.vcf", records=a_book(mark, persons[0], now), now=now, tell=None)
    preview = propose(owner=owner, name=f"{mark} table.csv", records=a_book(f"{mark} new", persons[0], now), now=now)
    made = make_of_it(owner, mark, persons[0], written[0], questions[0], number=people, now=now)
    claim = claim_things(owner, mark, persons, now)
    know(owner, persons[0], now)
    return Network(
        owner=owner,
        mark=mark,
        people=persons,
        candidate=candidate,
        follows=follows,
        posts=written,
        questions=questions,
        batch=batch,
        failed=failed,
        edition=edition,
        yesterday=past.date,
        feed_token=preferences.feed_token,
        token=token_of(owner, mark),
        resources=kept,
        preview=preview,
        brought=brought,
        reflections=made,
        claim=claim,
    )


def wishes(owner: Owner, mark: str) -> Preferences:
    MutedWord.objects.create(owner=owner, text=f"{mark} shares")
    return Preferences.objects.create(
        owner=owner,
        ration_minutes=30,
        interests=f"{mark} gardening",
        own_addresses=f"https://{mark}.example/me",
        feed_token=f"{mark}-feed-token",
    )


def somebody(owner: Owner, mark: str, number: int, now: datetime, state: str = Person.State.NETWORK) -> Person:
    address = f"https://{mark}-{number}.example/"
    person = add_person(
        owner=owner,
        name=f"{mark} person {number}",
        now=now,
        state=state,
        headline=f"Thinks about {mark} {number}",
        place=f"{mark}ville",
        profiles=[ProfileToNote("website", address, key64(address), handle=f"@{mark}{number}")],
        fields=[f"{mark} field"],
    )
    write_note(owner=owner, person_id=person.pk, base=1, text=f"A {mark} secret", is_searched=False)
    return person


def ask(owner: Owner, mark: str, today: date) -> tuple[Question, ...]:
    ends = today + timedelta(weeks=12)
    texts = {"kettle": Question.State.OPEN, "spoon": Question.State.OPEN, "cup": Question.State.RESTING}
    return tuple(
        Question.objects.create(
            owner=owner,
            text=f"How does a {mark} {thing} work?",
            why=f"Because of {mark} {thing}",
            state=state,
            opened_on=today,
            ends_on=ends,
        )
        for thing, state in texts.items()
    )


def follow(owner: Owner, mark: str, person: Person, now: datetime) -> Follow:
    """A source of the person's own, looked at an hour ago."""
    address = f"https://{mark}-{person.pk}.example/feed"
    source = Source.objects.create(
        kind="feed",
        address=address,
        address_key=key64(address),
        title=f"Notes by {person.name}",
        description=f"All about {mark}",
        site_address=f"https://{mark}-{person.pk}.example/",
        looked_at=now - timedelta(hours=1),
        next_look_at=now + timedelta(hours=2),
        newest_post_at=now - timedelta(days=1),
        posts_per_month=2.0,
    )
    return Follow.objects.create(
        owner=owner, source=source, person=person, why=f"For the {mark} reasons", added_at=now - timedelta(days=3)
    )


def write(source: Source, mark: str, number: int, now: datetime) -> Post:
    published = now - timedelta(hours=7 + 20 * number)
    key = key64(source.pk, number)
    at = published
    while Post.objects.filter(pk=chronological_id(at, key)).exists():
        at -= timedelta(seconds=1)
    post = Post.objects.create(
        id=chronological_id(at, key),
        source=source,
        guid_key=key,
        url_key=key64("url", source.pk, number),
        content_hash=1,
        address=f"{source.site_address}{number}",
        title=f"Piece {number} of {source.title}",
        published_at=published,
        seen_at=now,
        language="en",
        minutes=2,
        excerpt=f"What I {mark} thought about it while the kettle was on.",
        packed_html=pack_html(LONG_TEXT.format(mark=mark)),
        enclosures=[{"address": f"{source.site_address}{number}.mp3", "media_type": "audio/mpeg", "seconds": 200}],
    )
    POSTS.add([document(post.pk, source.pk, "en", post.title, "", post.excerpt)])
    return post


def a_book(mark: str, known: Person, now: datetime) -> list[CardRecord]:
    """An address book: somebody new, somebody who is there already, and what is nobody."""
    site = known.profiles.all()[0].address
    return [
        CardRecord(1, f"{mark} from a book", place=f"{mark}ville", emails=(f"{mark.split()[0]}@book.example",)),
        CardRecord(2, known.name, addresses=(site,)),
        CardRecord(3, f"{mark} club", fault="group"),
    ]


def meet(owner: Owner, mark: str, person: Person, now: datetime) -> None:
    record_moment(
        owner=owner,
        person=person,
        direction=Moment.Direction.FROM,
        kind="read",
        at=now - timedelta(days=2),
        words=f"A {mark} thing that was read",
        link="/posts/1/",
    )


def know(owner: Owner, person: Person, now: datetime) -> None:
    """Somebody well known who is not heard from, and is suggested for it this week."""
    tend_person(owner=owner, person_id=person.pk, depth=4, rhythm_weeks=2, quiet_until=None, today=now.date())
    Moment.objects.filter(person=person).update(at=now - timedelta(weeks=6))
    hear_anew([person.pk])
    suggest(owner=owner, now=now)


def copied_to(edition: Edition, day: date, mark: str) -> Edition:
    """The same pieces on another day; the second one passed."""
    past = Edition.objects.create(
        owner=edition.owner, date=day, ration_minutes=30, minutes=edition.minutes, made_at=edition.made_at
    )
    for item in edition.items.all():
        past.items.create(
            position=item.position,
            post=item.post,
            person=item.person,
            reasons=[{"kind": "fresh", "text": f"A {mark} reason"}],
        )
    posts = [item.post_id for item in edition.items.all()]
    PostState.objects.filter(owner=edition.owner, post_id=posts[1]).update(passed_at=edition.made_at)
    return past


def token_of(owner: Owner, mark: str) -> Token:
    make_token(owner=owner, name=f"The {mark} program", now=NOON)
    return Token.objects.get(owner=owner)


def keep_things(owner: Owner, mark: str, edition: Edition, now: datetime) -> tuple[Resource, ...]:
    """The first piece of the edition, a link, a thought and a photo."""
    first = edition.items.earliest("position").post_id
    kept = (
        keep_post(owner=owner, post_id=first, now=now - timedelta(hours=1), words=f"For the {mark} tea"),
        keep_link(owner=owner, address=f"https://{mark}.example/kettle", now=now, words=f"A {mark} link"),
        keep_thought(owner=owner, words=f"A {mark} thought about kettles", now=now),
        keep_photo(owner=owner, body=a_photo(mark), now=now, alt=f"A {mark} drawing", title=f"The {mark} sketch"),
    )
    tag_resource(owner=owner, resource=kept[-1].resource, tags=[f"{mark} sketches"])
    return tuple(each.resource for each in kept)


def make_of_it(
    owner: Owner, mark: str, person: Person, post: Post, question: Question, *, number: int, now: datetime
) -> tuple[Reflection, ...]:
    """So many reflections; the first is about all there is, and the others name it."""
    about = (About("post", post.pk), About("person", person.pk), About("question", question.pk))
    texts: dict[str, Any] = {"so_what": f"It is {mark}", "now_what": f"More {mark}", "unsure": f"Is {mark} enough?"}
    first = Written(
        title=f"On {mark}",
        prompts=Reflection.Prompts.THREE,
        text=f"A {mark} kettle [[{mark} elsewhere]]",
        **texts,
        about=about,
        credits={"from": (person.name,), "with": (f"{mark} person 1",)},
    )
    written = [reflect(owner=owner, written=first, now=now)]
    for each in range(number - 1):
        later = Written(text=f"{mark} {each} kettle, see [[On {mark}]]", about=about, title=f"{mark} {each}", **texts)
        written.append(reflect(owner=owner, written=later, now=now + timedelta(minutes=each)))
    tell_use(owner=owner, kind="reflection", thing_id=written[0].pk, outcome="used", words=f"In a {mark} talk", now=now)
    return tuple(written)


def claim_things(owner: Owner, mark: str, people: Sequence[Person], now: datetime) -> Claim:
    """A claim for each, of which the last is seen by all of them and by somebody."""
    thought = f"Perhaps {mark}"
    made = [
        claim_it(owner=owner, text=f"{mark} {number} kettles teach", what_i_think=thought, now=now)
        for number in range(len(people))
    ]
    for name in ("", *(person.name for person in people)):
        viewed = Viewed(stance="differ", why=f"A {mark} haste", context=f"A {mark} canteen", person=name)
        hear(owner=owner, claim_id=made[-1].pk, viewed=viewed, now=now)
    return made[-1]


def batch_of(owner: Owner, mark: str, known: Follow, now: datetime) -> tuple[FollowBatch, FollowRequest]:
    """One followed, one already there, one that could not be followed."""
    batch = FollowBatch.objects.create(owner=owner, name=f"{mark} list", asked_at=now)
    outcomes = {"followed": known, "already": known, "failed": None}
    made = [
        FollowRequest.objects.create(
            batch=batch,
            position=position,
            address=f"https://{mark}.example/{status}",
            title=f"{mark} {status}",
            status=status,
            follow=of,
            error_code="gone" if of is None else "",
            error_message=f"The {mark} address is gone." if of is None else "",
        )
        for position, (status, of) in enumerate(outcomes.items())
    ]
    return batch, made[-1]
