"""Is an edition fairer than the newest posts? A replay, day by day, of the real feeds.

    .venv/bin/python -m bench.edition_quality [--corpus FOLDER] [--ration 20] [--json FILE]

Every feed keeps its own rhythm; its dates are moved so that its newest entry falls in the last days of a common
window of sixty days. Feeds that carry the same posts are one writer. Each morning the edition is chosen from what
was written before, and beside it the same number of newest posts. After the window nobody writes any more and the
editions go on for a fortnight, so that those who wrote last have as long as the others. Exits 1 if a goal is missed.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

from allotment.networks.addresses import url_key
from allotment.networks.errors import NetworkError
from allotment.networks.feeds import parse
from allotment.networks.html import clean, excerpt, minutes
from allotment.networks.records import EntryRecord, FeedRecord
from allotment.seek.ranking import Candidate
from bench.replaying import OPENS, WINDOW, Measured, measure, one_writer_each

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "feeds"
LAST_DAYS = 7
TWICE_AS_EVEN, MOST_WRITERS = 2.0, 0.9


def main() -> int:
    asked = arguments()
    if not settings.configured:
        settings.configure(USE_I18N=False)
    posts = moved(read(asked.corpus))
    measured = measure(one_writer_each(posts), ration=asked.ration, owner="bench")
    print(table(measured))
    if asked.json:
        asked.json.write_text(json.dumps(asdict(measured), indent=1), encoding="utf-8")
    return 0 if all(met for *_, met in goals(measured)) else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--ration", type=int, default=20)
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def read(corpus: Path) -> Iterator[tuple[str, FeedRecord]]:
    described = json.loads((corpus / "index.json").read_text(encoding="utf-8"))["feeds"]
    for each in described:
        body = (corpus / each["file"]).read_bytes()
        try:
            feed = parse(body, address=each["home"] or "https://example.org/")
        except NetworkError as error:
            print(f"{each['file']}: {error.message}", file=sys.stderr)
            continue
        language = each["language_declared"] or each["language_guessed"] or ""
        yield each["file"], replace(feed, language=language[:2].lower())


def moved(feeds: Iterable[tuple[str, FeedRecord]]) -> list[Candidate]:
    """All dated posts, each feed shifted as a whole; those before the window tell how often somebody writes."""
    posts = []
    for writer, (name, feed) in enumerate(feeds, 1):
        dated = [(entry.published, entry) for entry in feed.entries if is_dated(entry)]
        if not dated:
            continue
        newest = max(published for published, _ in dated if published)
        shift = closes() - timedelta(days=LAST_DAYS * fraction(name)) - newest
        posts += [candidate(writer, feed, entry, published + shift) for published, entry in dated if published]
    posts.sort(key=lambda post: (post.published, post.person_id, post.url_key))
    return [replace(post, post_id=number) for number, post in enumerate(posts, 1)]


def is_dated(entry: EntryRecord) -> bool:
    return entry.published is not None and 1990 <= entry.published.year <= 2030


def candidate(writer: int, feed: FeedRecord, entry: EntryRecord, published: datetime) -> Candidate:
    read_by = clean(entry.content or entry.summary, base=entry.base)
    return Candidate(
        post_id=0,
        source_id=writer,
        person_id=writer,
        voice=feed.title or f"Writer {writer}",
        published=published,
        minutes=minutes(read_by.text),
        title=entry.title,
        url_key=url_key(entry.address) if entry.address else number_of(f"{writer} {entry.guid}"),
        link_keys=tuple(url_key(link) for link in read_by.links),
        text=excerpt(read_by.text, 280),
        language=feed.language or "",
    )


def closes() -> datetime:
    return datetime.combine(OPENS + timedelta(days=WINDOW), datetime.min.time(), UTC)


def number_of(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=7).digest())


def fraction(text: str) -> float:
    return number_of(text) / 2**56


def goals(measured: Measured) -> list[tuple[str, str, str, bool]]:
    ours, newest = measured.ours, measured.newest
    evener = newest.gini / ours.gini if ours.gini else float("inf")
    return [
        (
            "exposure is evener (Gini)",
            f"{newest.gini} / {ours.gini} = {evener:.2f}",
            "2.00",
            evener >= TWICE_AS_EVEN,
        ),
        (
            "writers who appear within a fortnight",
            f"{ours.within_a_fortnight:.1%} (newest first {newest.within_a_fortnight:.1%})",
            "90 %",
            ours.within_a_fortnight >= MOST_WRITERS,
        ),
        ("duplicates", str(measured.duplicates), "0", measured.duplicates == 0),
        ("editions without their outsider", str(measured.without_outsider), "0", measured.without_outsider == 0),
    ]


def table(measured: Measured) -> str:
    ours, newest = measured.ours, measured.newest
    about = f"{measured.writers} writers, {measured.posts} posts, {measured.items} items, {measured.minutes} minutes"
    lines = [
        f"{about}, slowest edition {measured.slowest_ms} ms CPU",
        f"most turns {ours.most_turns} (newest first {newest.most_turns}), never {ours.never} ({newest.never})",
    ]
    lines += [
        f"{'met   ' if met else 'MISSED'}  {what}: {was} (goal {goal})" for what, was, goal, met in goals(measured)
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
