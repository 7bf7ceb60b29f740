"""The index in SQLite: an FTS5 table a kind, its rowid the row's id.

Without a copy of the texts (contentless) a document is taken out again by saying what was put in; SQLite
before 3.43 knows no other way. `MATCH … ORDER BY rowid DESC LIMIT` reads the lists of words from their new end
and stops: it costs the same at a thousand and at a million posts.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from allotment.core.search.ask import Ask, Atom, Document, Label, Shape
from allotment.core.search.fold import spread

WEIGHTS = ("4.0", "2.0", "2.0")
"""Of the columns before the body, whose is 1; labels count for nothing."""


def create(shape: Shape) -> list[str]:
    content = "" if shape.keeps_text else "content='', "
    tokenizer = "tokenize='unicode61 remove_diacritics 2'"
    return [f"CREATE VIRTUAL TABLE {shape.table} USING fts5({_columns(shape)}, {content}{tokenizer})"]


def drop(shape: Shape) -> list[str]:
    return [f"DROP TABLE {shape.table}"]


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


def known(shape: Shape, ids: Sequence[int]) -> set[int]:
    places = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {shape.table}_docsize WHERE id IN ({places})", list(ids))
        return {row[0] for row in cursor.fetchall()}


def _atom(atom: Atom) -> str:
    if isinstance(atom, Label):
        return f'"{atom.text}"'
    column = f"{atom.column} : " if atom.column else ""
    words = spread(atom.text).replace('"', " ").replace("\0", " ")
    return f'{column}"{words}"{" *" if atom.prefix else ""}'


def _either(atoms: Sequence[Atom]) -> str:
    return f"({' OR '.join(map(_atom, atoms))})"


def _match(ask: Ask) -> str:
    wanted = " AND ".join(map(_either, ask.every))
    return f"({wanted}) NOT {_either(ask.none)}" if ask.none else wanted


def _select(shape: Shape, ask: Ask, rank: str = "") -> tuple[str, list[Any]]:
    """The ids asked for, in no order, with the values. Where no word is asked, all ids stand in FTS5's own table
    of sizes."""
    table, key = (shape.table, "rowid") if ask.every else (f"{shape.table}_docsize", "id")
    conditions, values = ["1"], list[Any]()
    for condition, value in (
        (f"{shape.table} MATCH %s", _match(ask) if ask.every else None),
        (f"{key} >= %s", ask.since_id),
        (f"{key} < %s", ask.before_id),
    ):
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
