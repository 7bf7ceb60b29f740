"""The index in PostgreSQL: a table of tsvectors a kind, with GIN.

The configuration is `simple`; accents are folded before (`fold.plain`), so that no extension is needed. The planner
cannot know whether a word is common enough for the newest page to be found by walking back from the end, or rare
enough for its whole list to be read; so the walk comes first, bounded, and the list second.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection

from allotment.core.search.ask import Ask, Atom, Document, Label, Shape
from allotment.core.search.fold import LABEL_MARK, plain, words

WALK = 100
"""Documents looked at from the new end for each match that is wanted, before the index is asked: a microsecond each."""
LONGEST_WALK = 40_000
ENOUGH = 4
"""To rank, a quarter of the matches wanted is enough, if so many were met on the way: the index would list tens of
thousands."""

GAP = f" || '{LABEL_MARK}:1'::tsvector || "
"""Keeps the last word of one text and the first of the next from being a phrase."""

Sql = tuple[str, list[Any]]


def create(shape: Shape) -> list[str]:
    table = shape.table
    return [
        f"CREATE TABLE {table} (id bigint PRIMARY KEY, words tsvector NOT NULL)",
        # Vectors stay in their rows, unpacked: a walk over thousands must not fetch and unpack each.
        f"ALTER TABLE {table} SET (toast_tuple_target = 8160)",
        f"CREATE INDEX {table}_words ON {table} USING gin (words)",
    ]


def drop(shape: Shape) -> list[str]:
    return [f"DROP TABLE {shape.table}"]


def _weight(shape: Shape, column: str) -> str:
    """The body is D; the columns before it count for more."""
    place = shape.columns.index(column)
    return "D" if place == len(shape.columns) - 1 else "ABC"[place]


def _values(documents: Iterable[Document]) -> list[tuple[Any, ...]]:
    return [(document.id, *map(plain, document.texts), list(document.labels)) for document in documents]


def add(shape: Shape, documents: Iterable[Document]) -> None:
    parts = [f"setweight(to_tsvector('simple', %s), '{_weight(shape, column)}')" for column in shape.columns]
    vector = f"{GAP.join(parts)} || array_to_tsvector(%s::text[])"
    statement = f"INSERT INTO {shape.table} (id, words) VALUES (%s, {vector})"
    again = "ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words"
    with connection.cursor() as cursor:
        cursor.executemany(f"{statement} {again}", _values(documents))


def remove(shape: Shape, documents: Iterable[Document]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {shape.table} WHERE id = ANY(%s)", [[document.id for document in documents]])


def clear(shape: Shape) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {shape.table}")


def tidy(shape: Shape) -> Iterator[None]:
    """Sorts in what was written since autovacuum last came by: every search reads that part from end to end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [f"{shape.table}_words"])
    yield


def known(shape: Shape, ids: Sequence[int]) -> set[int]:
    return set(_ids(f"SELECT id FROM {shape.table} WHERE id = ANY(%s)", [list(ids)]))


def _atom(shape: Shape, atom: Atom) -> Sql:
    if isinstance(atom, Label):
        return "%s::tsquery", [f"'{atom.text}'"]
    told = words(atom.text)
    column = _weight(shape, atom.column) if atom.column else ""
    tails = [column] * (len(told) - 1) + [f"{'*' if atom.prefix else ''}{column}"]
    marked = [f"'{word}'{':' + tail if tail else ''}" for word, tail in zip(told, tails, strict=False)]
    return "to_tsquery('simple', %s)", [" <-> ".join(marked)]


def _joined(parts: Sequence[Sql], sign: str) -> Sql:
    return f"({f' {sign} '.join(part for part, _ in parts)})", [value for _, values in parts for value in values]


def _either(shape: Shape, atoms: Sequence[Atom]) -> Sql:
    labels = " | ".join(f"'{atom.text}'" for atom in atoms if isinstance(atom, Label))
    parts = [_atom(shape, atom) for atom in atoms if not isinstance(atom, Label)]
    return _joined([*parts, ("%s::tsquery", [labels])] if labels else parts, "||")


def _query(shape: Shape, ask: Ask) -> Sql:
    parts = [_either(shape, group) for group in ask.every]
    if ask.none:
        unwanted, values = _either(shape, ask.none)
        parts.append((f"!!{unwanted}", values))
    return _joined(parts, "&&")


def _span(ask: Ask) -> Sql:
    conditions, values = ["true"], list[Any]()
    for condition, value in (("id >= %s", ask.since_id), ("id < %s", ask.before_id)):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    return " AND ".join(conditions), values


def _ids(statement: str, values: Sequence[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]


def newest(shape: Shape, ask: Ask, limit: int) -> list[int]:
    found, values = _newest(shape, ask, limit, limit)
    return _ids(f"{found} ORDER BY id DESC LIMIT %s", [*values, limit])


def best(shape: Shape, ask: Ask, limit: int, among: int) -> list[int]:
    """ts_rank of the newest matches, in proportion to the logarithm of their length. Of a word that more than one
    document of eighty has, those among the last `LONGEST_WALK` documents."""
    if not ask.every:
        return newest(shape, ask, limit)
    (found, bounds), (query, values) = _newest(shape, ask, among, among // ENOUGH), _query(shape, ask)
    return _ids(
        f"SELECT id FROM {shape.table} JOIN ({found} ORDER BY id DESC LIMIT %s) AS newest USING (id)"
        f" ORDER BY ts_rank(words, {query}, 1) DESC, id DESC LIMIT %s",
        [*bounds, among, *values, limit],
    )


def _newest(shape: Shape, ask: Ask, limit: int, enough: int) -> Sql:
    """The newest matches: of the last documents, at most `limit`; and where they are less than `enough`, all that the
    index lists. Materialised, or the planner would go its own way about it."""
    span, bounds = _span(ask)
    if not ask.every:
        return f"SELECT id FROM {shape.table} WHERE {span}", bounds
    query, values = _query(shape, ask)
    last = f"SELECT id, words FROM {shape.table} WHERE {span} ORDER BY id DESC LIMIT {min(limit * WALK, LONGEST_WALK)}"
    walked = f"SELECT id FROM ({last}) AS last WHERE words @@ {query} ORDER BY id DESC LIMIT %s"
    listed = f"SELECT id FROM {shape.table} WHERE words @@ {query} AND {span} AND (SELECT count(*) FROM walked) < %s"
    either = "SELECT id FROM (SELECT id FROM walked UNION SELECT id FROM listed) AS found"
    return (
        f"WITH walked AS MATERIALIZED ({walked}), listed AS MATERIALIZED ({listed}) {either}",
        [*bounds, *values, limit, *values, *bounds, enough],
    )
