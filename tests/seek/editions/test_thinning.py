"""Of somebody who never stops writing not every post is looked at."""

from struct import pack
from typing import Any

from allotment.seek.editions.gathering import FollowFacts
from allotment.seek.editions.thinning import NEWEST, thinned

BUSY, QUIET, PLANET = 1, 2, 3


def follow(source_id: int, person_id: int | None) -> FollowFacts:
    return FollowFacts(source_id, person_id, f"Voice {source_id}", 4.0, "en", "", True, None, None, True, "")


BY_SOURCE = {BUSY: follow(BUSY, 11), QUIET: follow(QUIET, 12), PLANET: follow(PLANET, None)}


def row(post_id: int, source: int = BUSY, *, author: str = "", links: tuple[int, ...] = (), reply: str = "") -> Any:
    return (post_id, source, "", author, 1, 1000 + post_id, pack(f">{len(links)}q", *links), "", "", reply, "")


def ids_of(rows: list[Any], **more: Any) -> set[int]:
    return {each[0] for each in thinned(rows, BY_SOURCE, **({"near": (), "own": ()} | more))}


MANY = [row(number) for number in range(1, 41)]


def test_the_newest_dozen_of_a_voice_stay() -> None:
    assert ids_of(MANY) == set(range(41 - NEWEST, 41))


def test_a_quiet_voice_is_not_crowded_out() -> None:
    assert 0 in ids_of([row(0, QUIET), *MANY])


def test_older_ones_stay_where_something_speaks_for_them() -> None:
    speaking = [row(100, links=(7,)), row(101, reply="https://me.example/1"), row(102, links=(9,)), row(103)]
    newer = [row(number) for number in range(200, 240)]
    kept = ids_of([*speaking, *newer, row(300, QUIET, links=(7,))], near={103}, own=[9])
    assert {100, 101, 102, 103} <= kept


def test_a_link_under_everything_somebody_writes_says_nothing() -> None:
    assert len(ids_of([row(number, links=(7,)) for number in range(40)])) == NEWEST


def test_what_somebody_else_links_to_stays() -> None:
    assert 1 in ids_of([*MANY, row(90, QUIET, links=(1001,))])


def test_the_authors_of_a_planet_are_voices_of_their_own() -> None:
    rows = [row(number, PLANET, author=f"Author {number % 4}") for number in range(60)]
    assert len(ids_of(rows)) == 4 * NEWEST
