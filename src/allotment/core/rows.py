"""Rows without an object a row: by the hundred, as a refresh writes them, and as pages ask for them.

`executemany` costs about 10 µs a row where `bulk_create` costs 50 and `save` 170. This is the only place
beside `core.search` that speaks SQL; table and column names come from the models, values are always bound.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, NamedTuple, cast

from django.db import connection, models

from allotment.core.ids import key64

Adapter = Callable[[Any], Any]


def stay_small() -> None:
    """From now on SQLite copies the pages it reads into its own cache instead of mapping the file, which counts as the
    memory of the process: a worker reads a whole database at times, and is to stay under 200 MiB."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size=0")


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


def attributes(model: type[models.Model], *, behind: str = "") -> list[str]:
    """What `model.from_db` takes, all columns in their order; with `behind`, as seen from the row that points there."""
    path = f"{behind}__" if behind else ""
    return [f"{path}{field.attname}" for field in model._meta.concrete_fields]


class Asked:
    """A question that pages ask again and again: Django writes its SQL once and not at every call, which takes it
    ten times as long as SQLite takes to answer.

    `question` is called with a stand-in of each kind and returns a `values_list`; the stand-ins must come to stand
    in its SQL as values, each once or more. Answers are the rows such a `values_list` gives.
    """

    def __init__(self, question: Callable[..., Any], *kinds: type) -> None:
        self.question = question
        self.kinds = kinds
        self._written: dict[str, _Written] = {}

    def __call__(self, *values: Any) -> list[Sequence[Any]]:
        written = self._written.get(connection.vendor)
        if written is None:
            written = self._written[connection.vendor] = _written(self.question, self.kinds)
        adapted = [adapt(value) for adapt, value in zip(written.adapters, values, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, [adapted[one] if own else one for one, own in written.parameters])
            rows: list[Sequence[Any]] = cursor.fetchall()
        return list(written.convert(rows)) if written.convert else rows


def padded(values: Sequence[int], places: int) -> list[int]:
    """Values for a question that asks for one of so many: the last stands in for those there are not. At least one
    value, at most as many as there are places."""
    return [*values, *[values[-1]] * (places - len(values))]


class _Written(NamedTuple):
    """`parameters`: constants, and the places of values given with each call."""

    sql: str
    parameters: list[tuple[Any, bool]]
    adapters: list[Adapter]
    convert: Callable[[Iterable[Sequence[Any]]], Iterable[Sequence[Any]]] | None


STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda place: -(2**40) - place,
    str: lambda place: f"\x1a{place}\x1a",
    date: lambda place: date(1, 1, 1 + place),
    datetime: lambda place: datetime(1, 1, 2, 0, 0, place, tzinfo=UTC),
}


def _written(question: Callable[..., Any], kinds: Sequence[type]) -> _Written:
    given: dict[type, Adapter] = {
        date: connection.ops.adapt_datefield_value,
        datetime: connection.ops.adapt_datetimefield_value,
    }
    adapters = [given.get(kind, _as_it_is) for kind in kinds]
    stand_ins = [STAND_INS[kind](place) for place, kind in enumerate(kinds)]
    places = {adapt(one): place for place, (adapt, one) in enumerate(zip(adapters, stand_ins, strict=True))}
    compiler = question(*stand_ins).query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    missing = set(places) - set(parameters)
    if missing:
        raise ValueError(f"These values are not asked for as they are given: {missing}")
    converters = compiler.get_converters([column[0] for column in compiler.select])
    return _Written(
        sql,
        [(places[one], True) if one in places else (one, False) for one in parameters],
        adapters,
        partial(compiler.apply_converters, converters=converters) if converters else None,
    )


def _as_it_is(value: Any) -> Any:
    return value
