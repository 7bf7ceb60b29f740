"""Fills a home with as much as years of use would leave: sources, people, follows and posts, all invented, all seeded.

    ALLOTMENT_HOME=/tmp/volume python bench/volumes.py --posts 1000000

One owner, `volume` with the password `a garden of words`, follows every source; behind each stands a person. How
often a source writes has a long tail: the busiest some 25 times a day, most about once a month. Posts lie in the
three years before 22 November 2026, about 1.1 KB of text each in a made-up language whose words are as unevenly
used as those of real ones. The same arguments give the same rows. A million posts take about four minutes of one
core, nearly all of it the search index. A home that has posts already is left as it is. With
`ALLOTMENT_DATABASE_URL` the same goes to PostgreSQL.
"""

import argparse
import os
import random
import sys
import time
from bisect import bisect
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, batched
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

END: Final = datetime(2026, 11, 22, 18, tzinfo=UTC)
YEARS: Final = 3
BEGAN: Final = END - timedelta(days=365 * YEARS)
OWNER: Final = "volume"
PASSWORD: Final = "a garden of words"  # noqa: S105 - nobody's, and printed above
BATCH: Final = 500
SYLLABLES: Final = [
    start + vowel
    for start in (*"bcdfghjklmnprstvwz", "br", "ch", "dr", "gr", "kl", "pr", "st", "tr")
    for vowel in (*"aeiou", "ai", "ou")
]


class Language:
    """A made-up language: 30 000 words after Zipf, sentences of eight to twenty of them."""

    def __init__(self, seed: int, *, words: int = 30_000, sentences: int = 40_000) -> None:
        self.random = random.Random(seed)
        self.words = self._lexicon(words)
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(words)))
        self.sentences = [self._sentence() for _ in range(sentences)]

    def _lexicon(self, count: int) -> list[str]:
        """Each once, short ones first: as in most languages the commonest are of two or three letters."""
        found = dict.fromkeys(self.random.sample([each for each in SYLLABLES if len(each) < 4], 60))
        while len(found) < count:
            length = self.random.choice((2, 2, 3) if len(found) < 4000 else (3, 3, 4))
            found["".join(self.random.choices(SYLLABLES, k=length))] = None
        return list(found)

    def _sentence(self) -> str:
        chosen = self.random.choices(self.words, cum_weights=self.weights, k=self.random.randint(8, 20))
        return f"{' '.join(chosen).capitalize()}."

    def word(self) -> str:
        """Any word, the rare ones as likely as the frequent."""
        return self.words[int(self.random.random() * len(self.words))]

    def title(self) -> str:
        chosen = self.random.choices(self.words, cum_weights=self.weights, k=self.random.randint(3, 8))
        return " ".join(chosen).capitalize()

    def name(self) -> str:
        return f"{self.word().capitalize()} {self.word().capitalize()}"

    def paragraphs(self) -> list[str]:
        """About 1.1 KB: a few sentences, and three words of the writer's own."""
        own = f"{self.word().capitalize()} {self.word()} {self.word()}."
        chosen = [*self.random.choices(self.sentences, k=self.random.randint(8, 16)), own]
        return [" ".join(chosen[:4]), " ".join(chosen[4:8]), " ".join(chosen[8:])]

    def markup(self, paragraphs: list[str], number: int) -> str:
        head, tail = paragraphs[0].split(" ", 1)
        link = f'<a href="https://elsewhere.example/{number}" rel="noopener noreferrer nofollow">{head}</a>'
        return "\n".join([f"<p>{link} {tail}</p>", *(f"<p>{paragraph}</p>" for paragraph in paragraphs[1:])])


def shares(sources: int) -> list[float]:
    """How much of all posts each source writes."""
    raw = [(rank + 14) ** -1.3 for rank in range(sources)]
    return [one / sum(raw) for one in raw]


def make_people(language: Language, owner: Any, sources: int, posts: int) -> list[tuple[int, str]]:
    """The sources with the people behind them; the sources' ids and the people's names."""
    names = [language.name() for _ in range(sources)]
    people = _people(language, owner, names)
    made = _sources(names, [share * posts / (12 * YEARS) for share in shares(sources)])
    _follow(owner, made, people)
    return list(zip(made, names, strict=True))


def _people(language: Language, owner: Any, names: list[str]) -> list[int]:
    from allotment.people.models import Person
    from allotment.people.searchable import put_people

    people = Person.objects.bulk_create(
        Person(
            owner=owner,
            name=name,
            sort_key=name.lower(),
            state=Person.State.NETWORK,
            headline=language.title(),
            place=language.word(),
            added_at=BEGAN,
        )
        for name in names
    )
    ids = [person.pk for person in people]
    put_people(ids)
    return ids


def _sources(names: list[str], monthly: list[float]) -> list[int]:
    from allotment.core.ids import key64
    from allotment.seek.models import Source

    made = Source.objects.bulk_create(
        Source(
            kind="feed",
            address=f"https://writer-{number}.example/feed.xml",
            address_key=key64("volume", number),
            title=f"The notes of {name}",
            site_address=f"https://writer-{number}.example/",
            language="en",
            looked_at=END,
            changed_at=END,
            newest_post_at=END,
            next_look_at=END + timedelta(hours=6),
            posts_per_month=rate,
        )
        for number, (name, rate) in enumerate(zip(names, monthly, strict=True))
    )
    return [source.pk for source in made]


def _follow(owner: Any, sources: list[int], people: list[int]) -> None:
    from allotment.seek.models import Follow

    Follow.objects.bulk_create(
        Follow(owner=owner, source_id=source, person_id=person, added_at=BEGAN, introduced_on=END.date())
        for source, person in zip(sources, people, strict=True)
    )


def posts_of(language: Language, sources: list[tuple[int, str]], count: int) -> Iterator[tuple[list[Any], Any]]:
    """Rows of posts, oldest first, each with what the index takes of it."""
    from allotment.core.ids import chronological_id, key64
    from allotment.seek.models.post import pack_html
    from allotment.seek.searchable import document

    busy = list(accumulate(shares(len(sources))))
    step = (END - BEGAN).total_seconds() / count
    last = 0
    for number in range(count):
        source, author = sources[min(bisect(busy, language.random.random()), len(sources) - 1)]
        at = BEGAN + timedelta(seconds=int(step * (number + language.random.random())))
        key = key64(source, number)
        last = max(chronological_id(at, key), last + 1)
        paragraphs, title = language.paragraphs(), language.title()
        text = "\n".join(paragraphs)
        address = f"https://writer-{source}.example/{at:%Y/%m}/{title.replace(' ', '-').lower()}"
        row = [
            last, source, key, key64(address), key64(text), address, title, author, at, at, "en",
            1 + len(text) // 1400, text[:280], pack_html(language.markup(paragraphs, number)), b"", "",
        ]  # fmt: skip
        yield row, document(last, source, "en", title, author, text)


COLUMNS: Final = [
    "id", "source", "guid_key", "url_key", "content_hash", "address", "title", "author", "published_at", "seen_at",
    "language", "minutes", "excerpt", "packed_html", "link_keys", "in_reply_to",
]  # fmt: skip


def make_posts(language: Language, sources: list[tuple[int, str]], count: int) -> None:
    """In transactions of `BATCH` posts, as a refresh writes them."""
    from django.db import transaction

    from allotment.core import rows
    from allotment.seek.models import Post
    from allotment.seek.searchable import POSTS

    started, made = time.monotonic(), 0
    for batch in batched(posts_of(language, sources, count), BATCH):
        with transaction.atomic():
            rows.insert_rows(Post, COLUMNS, [row for row, _ in batch])
            POSTS.add(document for _, document in batch)
        made += len(batch)
        if made % 50_000 < BATCH:
            print(f"{made} posts, {time.monotonic() - started:.0f} s", flush=True)


def make_owner() -> Any:
    from allotment.core.models import Owner

    owner = Owner.objects.filter(name=OWNER).first()
    return owner or Owner.objects.create_owner(name=OWNER, password=PASSWORD)


def make_questions(language: Language, owner: Any) -> None:
    from allotment.seek.models import Question

    for _ in range(3):
        Question.objects.create(
            owner=owner, text=language.title(), opened_on=END.date(), ends_on=END.date() + timedelta(weeks=12)
        )


def fill(*, posts: int, sources: int, seed: int) -> None:
    """Makes the home at `ALLOTMENT_HOME` hold that much."""
    from django.core.management import call_command

    from allotment.seek.models import Post

    call_command("migrate", verbosity=0)
    if Post.objects.exists():
        print("There are posts here already; nothing was added.")
        return
    language = Language(seed)
    owner = make_owner()
    make_questions(language, owner)
    make_posts(language, make_people(language, owner, sources, posts), posts)
    settle()


def settle() -> None:
    """As after a night: the search index in order; on PostgreSQL the tables known to the planner."""
    from django.db import connection

    from allotment.core.search.registry import searchables

    for each in searchables():
        for _step in each.index.tidy():
            pass
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--sources", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=22)
    told = parser.parse_args()
    if "ALLOTMENT_HOME" not in os.environ and "ALLOTMENT_DATABASE_URL" not in os.environ:
        parser.error("name the home to fill: ALLOTMENT_HOME=/tmp/volume")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allotment.config.settings")
    import django

    django.setup()
    fill(posts=told.posts, sources=told.sources, seed=told.seed)


if __name__ == "__main__":
    main()
