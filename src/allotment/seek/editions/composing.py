"""From what was gathered to what the ranking takes. No database here, but for the words of posts near a question."""

import gc
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from allotment.core.ids import when
from allotment.core.models import Owner
from allotment.networks.addresses import host_of, is_local, url_key
from allotment.seek.editions import gathering
from allotment.seek.editions.gathering import FollowFacts, Turn
from allotment.seek.editions.nearing import Near, near_to
from allotment.seek.editions.thinning import links_of, thinned
from allotment.seek.models import Preferences
from allotment.seek.ranking import Candidate, Chosen, Sliders, Voice, VoiceKey, Wishes, choose, voice_key

USUAL_SHARE = 0.8
"""A field, language or country is usual when it is among the commonest that make up four fifths of all."""
SLIDER_STEPS = 2
SERVES = 0.3
"""Nearness to the question that a source is followed for: worth saying, not enough to end a rest."""
QUIET_VOICE = 2.0
"""Posts a month up to which somebody is called a quiet voice."""


@dataclass(frozen=True, slots=True)
class Composed:
    """Everything `ranking.choose` takes, kept so that another wish can be tried on it."""

    candidates: list[Candidate]
    voices: dict[VoiceKey, Voice]
    wishes: Wishes

    def chosen(self) -> Chosen:
        with uncollected():
            return choose(self.candidates, self.voices, self.wishes)

    def with_wishes(self, **changes: Any) -> "Composed":
        return replace(self, wishes=replace(self.wishes, **changes))


@contextmanager
def uncollected() -> Iterator[None]:
    """Ten thousand new records make Python look through everything it holds, several times, for cycles that they do
    not have: a quarter of the time an edition takes."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@uncollected()
def compose(*, owner: Owner, day: date, now: datetime) -> Composed:
    """Gathers and prepares one day's candidates: a dozen queries and one for each word that is looked for, however
    much there is."""
    preferences = gathering.preferences_of(owner)
    turns = gathering.recent_turns(owner, day)
    follows = as_before(day, gathering.follows_of(owner, day), turns)
    by_source = {follow.source_id: follow for follow in follows}
    fields = gathering.fields_of_people(owner)
    met = gathering.met_before(owner, day)
    met_posts, met_addresses = {post for post, _key in met}, frozenset(key for _post, key in met if key is not None)
    rows = [row for row in gathering.posts_in_reach(owner, follows, now) if row[0] not in met_posts]
    rows = [row for row in rows if row[1] in by_source]
    questions = gathering.open_questions(owner, day)
    liked, unloved = gathering.liked_and_not(owner, now)
    near = near_to(rows, questions=questions, liked=liked, unloved=unloved)
    near = with_served(near, rows, gathering.questions_served(owner, day) if questions else {})
    new = {follow.source_id for follow in follows if not follow.introduced}
    read = reader(by_source, fields, preferences, near, gathering.undated(rows, new))
    return Composed(
        candidates=[
            read(row) for row in thinned(rows, by_source, near=near, own=map(url_key, own_addresses(preferences)))
        ],
        voices=voices_of(follows, turns, before=gathering.wrote_before(quiet_sources(rows, by_source))),
        wishes=Wishes(
            owner=str(owner.pk),
            day=day,
            ration_minutes=preferences.ration_minutes,
            sliders=sliders_of(preferences),
            muted=gathering.muted_words(owner),
            usual_fields=gathering.usual(fields.values(), USUAL_SHARE),
            usual_languages=gathering.usual(([follow.language] for follow in follows), USUAL_SHARE),
            usual_countries=gathering.usual(([follow.country] for follow in follows), USUAL_SHARE),
            last_long_read=max((turn.day for turn in turns if turn.long_read), default=None),
            offered=met_addresses,
        ),
    )


def as_before(day: date, follows: Iterable[FollowFacts], turns: Iterable[Turn]) -> list[FollowFacts]:
    """The follows as they stood before that day had an edition: what is composed anew starts from the same."""
    last: dict[int, date] = {}
    for turn in turns:
        last[turn.source_id] = max(turn.day, last.get(turn.source_id, turn.day))
    return [
        replace(follow, last_offered_on=last.get(follow.source_id)) if follow.last_offered_on == day else follow
        for follow in follows
    ]


def sliders_of(preferences: Preferences) -> Sliders:
    return Sliders(
        closer_wider=preferences.wider / SLIDER_STEPS,
        newer_quieter=preferences.quieter / SLIDER_STEPS,
        questions_serendipity=preferences.serendipity / SLIDER_STEPS,
    )


def with_served(near: Mapping[int, Near], rows: Iterable[Sequence[Any]], served: Mapping[int, str]) -> dict[int, Near]:
    """What comes from a source that is followed for a question is near it, whatever words it uses."""
    found = dict(near)
    for row in rows:
        if (question := served.get(row[1])) and (one := found.get(row[0], Near())).score < SERVES:
            found[row[0]] = replace(one, score=SERVES, question=question)
    return found


def quiet_sources(rows: Iterable[Sequence[Any]], by_source: Mapping[int, FollowFacts]) -> set[int]:
    """Sources that seldom write and have something now: of these it is worth saying how long they were silent."""
    return {row[1] for row in rows if by_source[row[1]].posts_per_month <= QUIET_VOICE}


def voices_of(
    follows: Iterable[FollowFacts], turns: Iterable[Turn], *, before: Mapping[int, date]
) -> dict[VoiceKey, Voice]:
    """Everybody who is followed. Somebody with several sources writes as often as all of them together; an author
    of a tag or a planet has turns of their own."""
    found: dict[VoiceKey, Voice] = {}
    for follow in follows:
        key = voice_key(follow.person_id, follow.source_id, follow.voice)
        one = Voice(
            posts_per_month=follow.posts_per_month,
            last_in_edition=follow.last_offered_on,
            wrote_before=before.get(follow.source_id),
            less_until=follow.less_until,
        )
        other = found.get(key)
        found[key] = one if other is None else _together(one, other)
    for turn in turns:
        if turn.person_id is None and turn.author:
            key = voice_key(None, turn.source_id, turn.author)
            other = found.get(key, Voice())
            found[key] = replace(other, last_in_edition=latest(other.last_in_edition, turn.day))
    return found


def _together(one: Voice, other: Voice) -> Voice:
    return Voice(
        posts_per_month=one.posts_per_month + other.posts_per_month,
        last_in_edition=latest(one.last_in_edition, other.last_in_edition),
        wrote_before=latest(one.wrote_before, other.wrote_before),
        less_until=latest(one.less_until, other.less_until),
    )


def latest(*days: date | None) -> date | None:
    """The last of the days that are known."""
    return max((day for day in days if day is not None), default=None)


def own_addresses(preferences: Preferences) -> list[str]:
    return [line.strip() for line in preferences.own_addresses.splitlines() if line.strip()]


def reader(
    by_source: dict[int, FollowFacts],
    fields: dict[int, frozenset[str]],
    preferences: Preferences,
    near: Mapping[int, Near],
    undated: Container[int] = (),
) -> Callable[[Sequence[Any]], Candidate]:
    """Turns a row of `gathering.POST_COLUMNS` into a candidate."""
    own = own_addresses(preferences)
    own_keys = {url_key(address) for address in own}
    own_starts = tuple(own)
    interest_in = interest_finder(preferences.interests.splitlines())
    nothing = Near()

    def read(row: Sequence[Any]) -> Candidate:
        post_id, source_id, title, author, minutes, key, packed, language, excerpt, reply, address = row
        follow = by_source[source_id]
        links = links_of(packed)
        close = near.get(post_id, nothing)
        text = excerpt or ""
        return Candidate(
            post_id=post_id,
            source_id=source_id,
            person_id=follow.person_id,
            voice=follow.voice if follow.person_id else author or follow.voice,
            published=when(post_id),
            minutes=minutes,
            title=title or text,
            url_key=post_id if key is None else key,
            link_keys=links,
            text=text,
            language=language.partition("-")[0].lower() if language else follow.language,
            country=follow.country,
            fields=fields.get(follow.person_id, frozenset()) if follow.person_id else frozenset(),
            nearness=close.score,
            question=close.question,
            interest=interest_in(f"{title}\n{text}"),
            liking=close.liking,
            conversation=bool(own and (reply.startswith(own_starts) or not own_keys.isdisjoint(links))),
            new_source=not follow.introduced,
            undated=post_id in undated,
            elsewhere=is_elsewhere(address, follow.host),
        )

    return read


def is_elsewhere(address: str, host: str) -> bool:
    """Whether an address lies outside the site of that host and those below it; False where either is not known.

    On a machine of the owner's own, one host may hold everybody's sites: there nothing is anybody's home."""
    if not (address and host):
        return False
    there = host_of(address).removeprefix("www.")
    if is_local(there):
        return True
    return bool(there) and there != host and not there.endswith(f".{host}") and not host.endswith(f".{there}")


def interest_finder(lines: Iterable[str]) -> Callable[[str], str]:
    """Which of the owner's interests stands in a text, as whole words; empty where none does."""
    interests = {" ".join(line.casefold().split()): line.strip() for line in lines if line.strip()}
    if not interests:
        return lambda _text: ""
    joined = "|".join(re.escape(interest).replace(r"\ ", r"\s+") for interest in sorted(interests))
    pattern = re.compile(rf"(?<!\w)(?:{joined})(?!\w)")
    first_words = [interest.split()[0] for interest in interests]

    def find(text: str) -> str:
        plain = text.casefold()
        found = pattern.search(plain) if any(word in plain for word in first_words) else None
        return interests.get(" ".join(found.group().split()), "") if found else ""

    return find
