"""The migration operation that makes an index, on either database."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

from allotment.core.search.ask import Shape
from allotment.core.search.index import engine


class CreateSearchIndex(Operation):
    """Makes the index of one kind of document; columns as `Index` is told them."""

    reversible = True
    reduces_to_sql = True
    atomic = True

    def __init__(self, kind: str, columns: list[str], *, keeps_text: bool = False) -> None:
        self.kind, self.columns, self.keeps_text = kind, columns, keeps_text
        self.shape = Shape(kind, tuple(columns), keeps_text)

    def state_forwards(self, app_label: str, state: Any) -> None:
        """An index is nobody's model."""

    def database_forwards(
        self, _app_label: str, schema_editor: BaseDatabaseSchemaEditor, _from_state: Any, _to_state: Any
    ) -> None:
        for statement in engine(schema_editor.connection.vendor).create(self.shape):
            schema_editor.execute(statement)

    def database_backwards(
        self, _app_label: str, schema_editor: BaseDatabaseSchemaEditor, _from_state: Any, _to_state: Any
    ) -> None:
        for statement in engine(schema_editor.connection.vendor).drop(self.shape):
            schema_editor.execute(statement)

    def describe(self) -> str:
        return f"Create the search index of every {self.kind}"
