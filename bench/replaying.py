"""A replay of editions day by day, from invented or real posts, and how fair they were. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from time import process_time

from allotment.seek.ranking import Candidate, Chosen, Voice, VoiceKey, Wishes, choose

OPENS = date(2026, 9, 1)
WINDOW, FORTNIGHT, MEMORY = 60, 14, 90

type Editor = Callable[[date, list[Candidate]], list[Candidate]]


def one_writer_each(posts: Sequence[Candidate]) -> list[Candidate]:
    """Two feeds of which half the posts are the same belong to the same writer, under the smaller number."""
    written = Counter(post.person_id or 0 for post in posts)
    carriers: dict[int, set[int]] = defaultdict(set)
    for post in posts:
        carriers[post.url_key].add(post.person_id or 0)
    both = Counter((a, b) for each in carriers.values() for a in each for b in each if a < b)
    same = {writer: writer for writer in written}
    for (a, b), number in sorted(both.items()):
        if 2 * number >= max(written[a], written[b]):
            same[b] = same[a]
    return [replace(post, person_id=same[post.person_id or 0]) for post in posts]


@dataclass
class Memory:
    """What an owner's database would remember between two days."""

    offered: set[int] = field(default_factory=set)
    last: dict[VoiceKey, date] = field(default_factory=dict)
    last_long_read: date | None = None
    seconds: list[float] = field(default_factory=list)


def replay(posts: Sequence[Candidate], editor: Editor) -> dict[date, list[Candidate]]:
    editions, offered = {}, set[int]()
    for number in range(1, WINDOW + FORTNIGHT + 1):
        day = OPENS + timedelta(days=number)
        waiting = [post for post in posts if in_window(post) and post.published.date() < day]
        editions[day] = editor(day, [post for post in waiting if post.url_key not in offered])
        offered.update(post.url_key for post in editions[day])
    return editions


def in_window(post: Candidate) -> bool:
    return post.published.date() >= OPENS


def our_editor(posts: Sequence[Candidate], *, owner: str, ration: int) -> tuple[Editor, Memory, list[Chosen]]:
    memory, editions = Memory(), list[Chosen]()
    written = days_written(posts)
    languages = Counter(post.language for post in posts if post.language)
    usual = frozenset(language for language, _ in languages.most_common(1))

    def edit(day: date, waiting: list[Candidate]) -> list[Candidate]:
        voices = {writer: voice(days, memory.last.get(writer), day) for writer, days in written.items()}
        wishes = Wishes(owner, day, ration, usual_languages=usual, last_long_read=memory.last_long_read)
        started = process_time()
        chosen = choose(waiting, voices, wishes)
        memory.seconds.append(process_time() - started)
        editions.append(chosen)
        memory.last |= {item.person_id or 0: day for item in chosen.items}
        memory.last_long_read = day if chosen.minutes > ration else memory.last_long_read
        by_id = {post.post_id: post for post in waiting}
        return [by_id[item.post_id] for item in chosen.items]

    return edit, memory, editions


def days_written(posts: Iterable[Candidate]) -> dict[VoiceKey, list[date]]:
    written: dict[VoiceKey, set[date]] = defaultdict(set)
    for post in posts:
        written[post.key].add(post.published.date())
    return {writer: sorted(days) for writer, days in written.items()}


def voice(days: Sequence[date], last: date | None, day: date) -> Voice:
    before = [each for each in days if each < day]
    recent = sum((day - each).days <= MEMORY for each in before)
    return Voice(recent / 3, last, before[-2] if len(before) > 1 else None)


def newest_first(lengths: Mapping[date, int]) -> Editor:
    def edit(day: date, waiting: list[Candidate]) -> list[Candidate]:
        newest = sorted(waiting, key=lambda post: (post.published, post.post_id), reverse=True)
        return newest[: lengths[day]]

    return edit


@dataclass(frozen=True)
class Quality:
    """Of one way to choose: how unevenly people appear (Gini), and who appears within a fortnight of writing."""

    gini: float
    within_a_fortnight: float
    most_turns: int
    never: int


@dataclass(frozen=True)
class Measured:
    writers: int
    posts: int
    items: int
    minutes: int
    duplicates: int
    without_outsider: int
    slowest_ms: float
    ours: Quality
    newest: Quality


def measure(posts: Sequence[Candidate], *, ration: int, owner: str) -> Measured:
    editor, memory, editions = our_editor(posts, owner=owner, ration=ration)
    ours = replay(posts, editor)
    newest = replay(posts, newest_first({day: len(chosen) for day, chosen in ours.items()}))
    written = days_written(filter(in_window, posts))
    addresses = Counter(post.url_key for chosen in ours.values() for post in chosen)
    return Measured(
        writers=len(written),
        posts=sum(map(in_window, posts)),
        items=addresses.total(),
        minutes=sum(chosen.minutes for chosen in editions),
        duplicates=addresses.total() - len(addresses),
        without_outsider=without_outsider(posts, ours, editions),
        slowest_ms=round(max(memory.seconds) * 1000, 1),
        ours=quality(written, ours),
        newest=quality(written, newest),
    )


def quality(written: Mapping[VoiceKey, Sequence[date]], editions: Mapping[date, list[Candidate]]) -> Quality:
    turns: dict[VoiceKey, list[date]] = {writer: [] for writer in written}
    for day, chosen in editions.items():
        for post in chosen:
            turns[post.key].append(day)
    counts = [len(days) for days in turns.values()]
    soon = sum(any(0 < (day - written[writer][0]).days <= FORTNIGHT for day in turns[writer]) for writer in written)
    return Quality(round(gini(counts), 3), round(soon / len(written), 3), max(counts), counts.count(0))


def gini(counts: Sequence[int]) -> float:
    """0 when all have the same, towards 1 when one has everything."""
    ordered, whole = sorted(counts), sum(counts)
    if not whole:
        return 0.0
    ranks = sum((2 * rank - len(ordered) - 1) * count for rank, count in enumerate(ordered, 1))
    return ranks / (len(ordered) * whole)


def without_outsider(
    posts: Sequence[Candidate], ours: Mapping[date, list[Candidate]], editions: Sequence[Chosen]
) -> int:
    """Editions of two or more with fewer than one outsider in six, though one that would fit was waiting."""
    usual = Counter(post.language for post in posts if post.language).most_common(1)[0][0]
    broken, offered = 0, set[int]()
    for (day, chosen), edition in zip(ours.items(), editions, strict=True):
        offered.update(post.url_key for post in chosen)
        outsiders = sum(item.outsider for item in edition.items)
        if len(chosen) > 1 and outsiders * 6 < len(chosen):
            broken += any(
                post.language not in {"", usual}
                and 0 < (day - post.published.date()).days <= 7
                and post.minutes <= 20
                and post.url_key not in offered
                and post.person_id not in {each.person_id for each in chosen}
                for post in posts
            )
    return broken
