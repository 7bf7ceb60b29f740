"""The same thing from several people is one item that names them all."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from allotment.seek.ranking.records import Candidate, Sharer

FURNITURE = 3


@dataclass(frozen=True, slots=True)
class Story:
    """A candidate with the others that are about the same thing.

    `keys` are the addresses it is about: two stories with a key in common are the same thing.
    `elsewhere`: what they share is not the candidate itself but something all of them link to.
    """

    candidate: Candidate
    sharers: int = 0
    others: tuple[Candidate, ...] = ()
    keys: frozenset[int] = frozenset()
    elsewhere: bool = False

    @property
    def also(self) -> tuple[Sharer, ...]:
        """Each person once, with the earliest post in which they share it, and never the author.

        A tag or a planet that carries the same thing is no person, and its authors are nobody's people yet.
        """
        first: dict[str, Candidate] = {}
        for other in sorted(self.others, key=lambda c: (c.published, c.post_id)):
            if other.person_id is not None and name_of(other) != name_of(self.candidate):
                first.setdefault(name_of(other), other)
        return tuple(Sharer(other.person_id, other.voice, other.post_id) for other in first.values())


@dataclass(frozen=True, slots=True)
class Topic:
    """An address with all that carry it or link to it, and how many people those are."""

    posts: tuple[Candidate, ...]
    people: frozenset[str]

    @classmethod
    def of(cls, posts: Iterable[Candidate]) -> "Topic":
        posts = tuple(posts)
        return cls(posts, frozenset(name_of(post) for post in posts if post.person_id is not None))

    def people_beside(self, candidate: Candidate) -> int:
        return len(self.people) - (name_of(candidate) in self.people)


def name_of(candidate: Candidate) -> str:
    """Two people of one name count as one here: they are most often one person with two sites."""
    return candidate.voice.casefold() or str(candidate.person_id)


def tell_stories(candidates: Sequence[Candidate]) -> list[Story]:
    """One story for each different thing. Costs one pass over the candidates and their links."""
    copies = _by_address(candidates)
    leads = {address: _lead(group) for address, group in copies.items()}
    topics = _topics(copies, _pointing(leads))
    return [_story(lead, topics, leads) for lead in leads.values()]


def _by_address(candidates: Iterable[Candidate]) -> dict[int, list[Candidate]]:
    copies: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        copies.setdefault(candidate.url_key, []).append(candidate)
    return copies


def _lead(copies: Sequence[Candidate]) -> Candidate:
    """Which copy is offered: one that speaks to the owner, one from its own site, a person's, the earliest."""
    if len(copies) == 1:
        return copies[0]
    return min(copies, key=lambda c: (not c.conversation, c.elsewhere, c.person_id is None, c.published, c.post_id))


def _pointing(leads: Mapping[int, Candidate]) -> dict[int, list[Candidate]]:
    """Who links to what, where it is one of the candidates or several link to it."""
    times = Counter(chain.from_iterable(lead.link_keys for lead in leads.values()))
    telling = {key for key, number in times.items() if number > 1 or key in leads}
    pointing: dict[int, list[Candidate]] = {}
    for lead in leads.values():
        for key in telling.intersection(lead.link_keys):
            if key != lead.url_key:
                pointing.setdefault(key, []).append(lead)
    return {key: _without_furniture(group) for key, group in pointing.items()}


def _without_furniture(group: list[Candidate]) -> list[Candidate]:
    """Without the links that somebody sets under everything they write."""
    if len(group) < FURNITURE:
        return group
    times = Counter(candidate.key for candidate in group)
    return [candidate for candidate in group if times[candidate.key] < FURNITURE]


def _topics(
    copies: Mapping[int, Sequence[Candidate]], pointing: Mapping[int, Collection[Candidate]]
) -> dict[int, Topic]:
    """The addresses that two different people share at least, of whom one may have written what is there."""
    addresses = chain(pointing, (address for address, group in copies.items() if len(group) > 1))
    topics = {key: Topic.of(chain(_carriers(copies.get(key, ())), pointing.get(key, ()))) for key in addresses}
    return {key: topic for key, topic in topics.items() if topic.people and len({p.key for p in topic.posts}) > 1}


def _carriers(copies: Sequence[Candidate]) -> list[Candidate]:
    """Whoever wrote it, and those who pass it on; a second feed of the same site does not."""
    if len(copies) < 2:
        return list(copies)
    lead = _lead(copies)
    return [lead, *(copy for copy in copies if copy is not lead and copy.elsewhere)]


def _story(lead: Candidate, topics: Mapping[int, Topic], leads: Mapping[int, Candidate]) -> Story:
    own = topics.get(lead.url_key)
    linked = topics.keys() & lead.link_keys
    if not own and not linked:
        return Story(lead, keys=frozenset((lead.url_key,)))
    keys = frozenset((lead.url_key, *linked))
    if own:
        return Story(lead, own.people_beside(lead), own.posts, keys)
    elsewhere = max(
        (key for key in linked if key not in leads and lead in topics[key].posts),
        key=lambda key: (topics[key].people_beside(lead), key),
        default=None,
    )
    if elsewhere is None:
        return Story(lead, keys=keys)
    topic = topics[elsewhere]
    return Story(lead, topic.people_beside(lead), topic.posts, keys, elsewhere=topic.people_beside(lead) > 0)
