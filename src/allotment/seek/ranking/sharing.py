"""The same thing from several people is one item that names them all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from allotment.seek.ranking.records import Candidate, Sharer

FURNITURE = 3


@dataclass(frozen=True, slots=True)
class Story:
    """A candidate with everybody else who carries it or points to it.

    `keys` are the addresses it is about: two stories with a key in common are the same thing.
    `elsewhere`: what they share is not the candidate itself but something all of them link to.
    """

    candidate: Candidate
    also: tuple[Sharer, ...] = ()
    keys: frozenset[int] = frozenset()
    elsewhere: bool = False


def tell_stories(candidates: Sequence[Candidate]) -> list[Story]:
    """One story for each different thing. Costs one pass over the candidates and their links."""
    copies = _by_address(candidates)
    leads = {address: _lead(group) for address, group in copies.items()}
    pointing = _pointing(leads.values())
    shared = {key for key, group in pointing.items() if _is_shared(key, group, leads)}
    return [_story(lead, copies[address], pointing, shared, leads) for address, lead in leads.items()]


def _by_address(candidates: Iterable[Candidate]) -> dict[int, list[Candidate]]:
    copies: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        copies.setdefault(candidate.url_key, []).append(candidate)
    return copies


def _lead(copies: list[Candidate]) -> Candidate:
    """Which copy is offered: one that speaks to the owner, a person's own, the earliest."""
    if len(copies) == 1:
        return copies[0]
    return min(copies, key=lambda c: (not c.conversation, c.person_id is None, c.published, c.post_id))


def _pointing(leads: Iterable[Candidate]) -> dict[int, list[Candidate]]:
    """Who links to what, without the links somebody sets under everything they write."""
    pointing: dict[int, list[Candidate]] = {}
    for lead in leads:
        for key in set(lead.link_keys):
            if key != lead.url_key:
                pointing.setdefault(key, []).append(lead)
    return {key: _without_furniture(group) if len(group) > 1 else group for key, group in pointing.items()}


def _without_furniture(group: list[Candidate]) -> list[Candidate]:
    times: dict[int | str, int] = {}
    for candidate in group:
        times[candidate.key] = times.get(candidate.key, 0) + 1
    return [candidate for candidate in group if times[candidate.key] < FURNITURE]


def _is_shared(key: int, group: list[Candidate], leads: Mapping[int, Candidate]) -> bool:
    """By two different people at least, of whom the author of the thing may be one."""
    people = {candidate.key for candidate in group if candidate.person_id is not None}
    if key in leads:
        people.add(leads[key].key)
    return len(people) > 1


def _story(
    lead: Candidate,
    copies: list[Candidate],
    pointing: Mapping[int, list[Candidate]],
    shared: set[int],
    leads: Mapping[int, Candidate],
) -> Story:
    others = [copy for copy in copies if copy is not lead]
    if lead.url_key in shared:
        others += pointing[lead.url_key]
    topics = shared.intersection(lead.link_keys)
    also = _sharers(lead, others)
    keys = frozenset(topics | {lead.url_key})
    if also or not topics:
        return Story(lead, also, keys)
    elsewhere = (other for key in sorted(topics) if key not in leads for other in pointing[key])
    also = _sharers(lead, elsewhere)
    return Story(lead, also, keys, elsewhere=bool(also))


def _sharers(lead: Candidate, others: Iterable[Candidate]) -> tuple[Sharer, ...]:
    """Each person once, with the earliest post in which they share it, and never the author.

    A tag or a planet that carries the same thing is no person, and its authors are nobody's people yet.
    """
    first: dict[int | str, Candidate] = {}
    for other in sorted(others, key=lambda c: (c.published, c.post_id)):
        if other.person_id is not None and other.key != lead.key:
            first.setdefault(other.key, other)
    return tuple(Sharer(other.person_id, other.voice, other.post_id) for other in first.values())
