"""Full-text search: one index a kind of document, FTS5 on SQLite, tsvector with GIN on PostgreSQL.

An `Index` is filled by whoever writes rows, in the same transaction, and asked with an `Ask`; `query.parse`
understands what is typed; `find` asks every kind and merges. What can be searched each area says in its
`searchable.py`.
"""

from allotment.core.search.ask import Ask, Document, Label, Words, label
from allotment.core.search.index import Index

__all__ = ["Ask", "Document", "Index", "Label", "Words", "label"]
