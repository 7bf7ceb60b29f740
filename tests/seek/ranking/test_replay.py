"""A small replay on invented writers; `bench/edition_quality.py` does the same with real feeds."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bench.replaying import OPENS, WINDOW, gini, measure, one_writer_each

from allotment.seek.ranking import Candidate
from tests.seek.ranking.making import post

LANGUAGES = ("en", "en", "en", "no")


def invented() -> list[Candidate]:
    """Forty who write once or twice, eight weekly, two all day long; the last posts fall in the last week."""
    rhythms: list[tuple[int, int, float]] = [(writer, 1 + writer % 2, 20) for writer in range(1, 41)]
    rhythms += [(writer, 8, 7) for writer in range(41, 49)] + [(49, 300, 0.2), (50, 200, 0.3)]
    written = [
        (OPENS + timedelta(days=WINDOW - writer % 7 - round(number * days)), writer)
        for writer, times, days in rhythms
        for number in range(times)
    ]
    return [
        replace(
            post(number, writer, minutes=1 + number % 4, language=LANGUAGES[writer % 4]),
            published=datetime.combine(day - timedelta(days=1), time(6), UTC),
        )
        for number, (day, writer) in enumerate(sorted(written), 1)
    ]


def test_over_two_months_an_edition_is_twice_as_even_as_the_newest_posts_and_misses_hardly_anybody() -> None:
    measured = measure(invented(), ration=20, owner="ingrid")
    assert measured.writers == 50
    assert measured.newest.gini >= 2 * measured.ours.gini
    assert measured.ours.within_a_fortnight >= 0.9
    assert (measured.duplicates, measured.without_outsider) == (0, 0)


def test_the_same_replay_gives_the_same_editions() -> None:
    first, second = (measure(invented(), ration=20, owner="ingrid") for _ in range(2))
    assert (first.ours, first.items, first.minutes) == (second.ours, second.items, second.minutes)


def test_gini_is_nothing_where_all_have_the_same_and_much_where_one_has_everything() -> None:
    assert gini([3, 3, 3]) == gini([]) == gini([0, 0]) == 0
    assert gini([0] * 99 + [7]) == 0.99


def test_two_feeds_with_the_same_posts_are_one_writer() -> None:
    posts = [post(1, 1, url_key=5), post(2, 2, url_key=5), post(3, 3), post(4, 3), post(5, 3, url_key=5)]
    assert [each.person_id for each in one_writer_each(posts)] == [1, 1, 3, 3, 3]
