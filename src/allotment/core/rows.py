"""Rows by the hundred: what a refresh writes, without an object a row.

`executemany` costs about 10 µs a row where `bulk_create` costs 50 and `save` 170. This is the only place
beside `core.search` that speaks SQL; table and column names come from the models, values are always bound.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, cast

from django.db import connection, models

from allotment.core.ids import key64

Adapter = Callable[[Any], Any]


def _adapters(model: type[models.Model], columns: Sequence[str]) -> list[tuple[int, Adapter]]:
    """Which places of a row the database wants in another form, and how."""
    found: list[tuple[int, Adapter]] = []
    for place, column in enumerate(columns):
        field = model._meta.get_field(column)
        if isinstance(field, models.DateTimeField):
            found.append((place, connection.ops.adapt_datetimefield_value))
        elif isinstance(field, models.JSONField):
            found.append((place, partial(field.get_db_prep_save, connection=connection)))
    return found


def _adapted(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    adapters = _adapters(model, columns)
    done = []
    for row in rows:
        values = list(row)
        for place, adapt in adapters:
            if values[place] is not None:
                values[place] = adapt(values[place])
        done.append(values)
    return done


def _quoted(model: type[models.Model], column: str) -> str:
    field = cast("models.Field[Any, Any]", model._meta.get_field(column))
    return connection.ops.quote_name(field.column or field.name)


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], *, skip_known: bool = False
) -> None:
    """Inserts rows given as values in the order of `columns` (field names). `skip_known`: a row that breaks a
    unique constraint is left out instead of spoiling the batch."""
    values = _adapted(model, columns, rows)
    if not values:
        return
    names = ", ".join(_quoted(model, column) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    table = connection.ops.quote_name(model._meta.db_table)
    tail = " ON CONFLICT DO NOTHING" if skip_known else ""
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places}){tail}", values)


def update_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Sets `columns` of rows; each row's values are followed by its primary key."""
    key = model._meta.pk.name
    values = _adapted(model, [*columns, key], rows)
    if not values:
        return
    sets = ", ".join(f"{_quoted(model, column)} = %s" for column in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {sets} WHERE {_quoted(model, key)} = %s", values)


def sqlite_says(pragma: str) -> str:
    """SQLite's first word about itself, as to `quick_check(1)` or `journal_mode`."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        return str(cursor.fetchone()[0])


@contextmanager
def one_at_a_time(what: str) -> Iterator[None]:
    """On PostgreSQL: of several machines that share the database, one is inside at a time. SQLite has one machine."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [key64("one at a time", what)])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key64("one at a time", what)])
