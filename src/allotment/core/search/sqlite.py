"""The index in SQLite: an FTS5 table a kind, its rowid the row's id.

Without a copy of the texts (contentless) a document is taken out again by saying what was put in; SQLite
before 3.43 knows no other way. `MATCH … ORDER BY rowid DESC LIMIT` reads the lists of words from their new end
and stops: it costs the same at a thousand and at a million posts.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection

from allotment.core.search.ask import Ask, Atom, Document, Label, Shape, Words
from allotment.core.search.fold import spread, words

WEIGHTS = ("4.0", "2.0", "2.0")
"""Of the columns before the body, whose is 1; labels count for nothing."""
MERGE_PAGES = 200
MOST_NAMED = 1_000
"""Words with the same beginning that are asked for by name."""

Sql = tuple[str, list[Any]]


def create(shape: Shape) -> list[str]:
    content = "" if shape.keeps_text else "content='', "
    tokenizer = "tokenize='unicode61 remove_diacritics 2'"
    return [
        f"CREATE VIRTUAL TABLE {shape.table} USING fts5({_columns(shape)}, {content}{tokenizer})",
        # Merging later costs a refresh a third less; what is searched hardly notices sixteen segments instead of four.
        f"INSERT INTO {shape.table} ({shape.table}, rank) VALUES ('automerge', 16)",
        f"CREATE VIRTUAL TABLE {shape.table}_words USING fts5vocab('{shape.table}', 'instance')",
    ]


def drop(shape: Shape) -> list[str]:
    return [f"DROP TABLE {shape.table}_words", f"DROP TABLE {shape.table}"]


def _columns(shape: Shape) -> str:
    return ", ".join([*shape.columns, "labels"])


def _values(documents: Iterable[Document]) -> list[tuple[Any, ...]]:
    return [(document.id, *map(spread, document.texts), " ".join(document.labels)) for document in documents]


def _places(shape: Shape) -> str:
    return ", ".join(["%s"] * (len(shape.columns) + 2))


def add(shape: Shape, documents: Iterable[Document]) -> None:
    verb = "INSERT OR REPLACE" if shape.keeps_text else "INSERT"
    statement = f"{verb} INTO {shape.table} (rowid, {_columns(shape)}) VALUES ({_places(shape)})"
    with connection.cursor() as cursor:
        cursor.executemany(statement, _values(documents))


def remove(shape: Shape, documents: Iterable[Document]) -> None:
    table = shape.table
    with connection.cursor() as cursor:
        if shape.keeps_text:
            cursor.executemany(f"DELETE FROM {table} WHERE rowid = %s", [(document.id,) for document in documents])
        else:
            statement = f"INSERT INTO {table} ({table}, rowid, {_columns(shape)}) VALUES ('delete', {_places(shape)})"
            cursor.executemany(statement, _values(documents))


def clear(shape: Shape) -> None:
    table = shape.table
    empty = f"DELETE FROM {table}" if shape.keeps_text else f"INSERT INTO {table} ({table}) VALUES ('delete-all')"
    with connection.cursor() as cursor:
        cursor.execute(empty)


def tidy(shape: Shape) -> Iterator[None]:
    """Merges what many small writes have left in pieces, a step at a time: every search looks into each piece. A step
    writes for about 20 ms; the large piece of last time is left alone until there is one like it."""
    table = shape.table
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('usermerge', 2)")
        before = -2
        while (changes := _changes()) - before >= 2:
            before = changes
            cursor.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', {MERGE_PAGES})")
            yield


def _changes() -> int:
    """Of this connection since it was made: FTS5 says by it whether a merge had anything to do."""
    changes: int = connection.connection.total_changes
    return changes


def known(shape: Shape, ids: Sequence[int]) -> set[int]:
    places = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {shape.table}_docsize WHERE id IN ({places})", list(ids))
        return {row[0] for row in cursor.fetchall()}


def _phrase(atom: Atom) -> str:
    text = atom.text if isinstance(atom, Label) else spread(atom.text).replace('"', " ").replace("\0", " ")
    return f'"{text}"'


def _atom(shape: Shape, atom: Atom) -> Sql:
    if isinstance(atom, Label) or not atom.prefix:
        told: Sql = "%s", [_phrase(atom)]
    else:
        told = _begun(shape, atom)
    column = "" if isinstance(atom, Label) else atom.column
    return (f"%s || {told[0]} || ')'", [f"{column} : (", *told[1]]) if column else told


def _begun(shape: Shape, atom: Words) -> Sql:
    """Every word that begins so, by name: FTS5 reads the list of each only as far as it must, where for its own
    `"so" *` it first merges the whole lists, six times the work. Of very many words, and at the end of a phrase, its
    own is used all the same."""
    own, told = f"{_phrase(atom)} *", words(atom.text)
    if shape.keeps_text or len(told) != 1 or not told[0].isascii():
        return "%s", [own]
    start, end = told[0], told[0][:-1] + chr(ord(told[0][-1]) + 1)
    either = "'(' || group_concat('\"' || term || '\"', ' OR ') || ')'"
    chosen = f"CASE WHEN count(*) BETWEEN 1 AND {MOST_NAMED} THEN {either} ELSE %s END"
    return f"(SELECT {chosen} FROM ({_named(shape)}))", [own, start, end, end]


def _named(shape: Shape) -> str:
    """Words of the index from one (included) to another (left out), in leaps: to walk on to the next word would read
    the whole list of this one."""
    first = f"SELECT term FROM {shape.table}_words WHERE term >= %s LIMIT 1"
    leap = f"SELECT term FROM {shape.table}_words WHERE term >= named.term || char(1) LIMIT 1"
    leaps = f"SELECT ({first}) UNION ALL SELECT ({leap}) FROM named WHERE term < %s LIMIT {MOST_NAMED + 2}"
    return f"WITH RECURSIVE named(term) AS ({leaps}) SELECT term FROM named WHERE term < %s"


def _chained(parts: Sequence[Sql], sign: str) -> Sql:
    """One text in brackets, put together by the database."""
    chained = f" || '{sign}' || ".join(part for part, _ in parts)
    return f"'(' || {chained} || ')'", [value for _, values in parts for value in values]


def _either(shape: Shape, atoms: Sequence[Atom]) -> Sql:
    labels = " OR ".join(_phrase(atom) for atom in atoms if isinstance(atom, Label))
    parts = [_atom(shape, atom) for atom in atoms if not isinstance(atom, Label)]
    return _chained([*parts, ("%s", [labels])] if labels else parts, " OR ")


def _match(shape: Shape, ask: Ask) -> Sql:
    wanted = _chained([_either(shape, group) for group in ask.every], " AND ")
    return _chained([wanted, _either(shape, ask.none)], " NOT ") if ask.none else wanted


def _select(shape: Shape, ask: Ask, rank: str = "") -> Sql:
    """The ids asked for, in no order. Where no word is asked, all ids stand in FTS5's own table of sizes."""
    table, key = (shape.table, "rowid") if ask.every else (f"{shape.table}_docsize", "id")
    match, values = _match(shape, ask) if ask.every else ("", [])
    conditions = [f"{shape.table} MATCH {match}"] if match else ["1"]
    for condition, value in ((f"{key} >= %s", ask.since_id), (f"{key} < %s", ask.before_id)):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    return f"SELECT {key} AS id{rank} FROM {table} WHERE {' AND '.join(conditions)}", values


def newest(shape: Shape, ask: Ask, limit: int) -> list[int]:
    select, values = _select(shape, ask)
    with connection.cursor() as cursor:
        cursor.execute(f"{select} ORDER BY id DESC LIMIT %s", [*values, limit])
        return [row[0] for row in cursor.fetchall()]


def best(shape: Shape, ask: Ask, limit: int, among: int) -> list[int]:
    """bm25 of the newest matches; a word in the title weighs four times one in the body."""
    if not ask.every:
        return newest(shape, ask, limit)
    weights = ", ".join([*WEIGHTS[: len(shape.columns) - 1], "1.0", "0.0"])
    select, values = _select(shape, ask, rank=f", bm25({shape.table}, {weights}) AS score")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM ({select} ORDER BY id DESC LIMIT %s) AS newest ORDER BY score, id DESC LIMIT %s",
            [*values, among, limit],
        )
        return [row[0] for row in cursor.fetchall()]
