"""Full-text search: one index a kind of document, FTS5 on SQLite, tsvector with GIN on PostgreSQL.

`Index` is filled by whoever writes rows, in the same transaction; `query.parse` understands what is typed;
`find.find` asks every kind and merges. What can be searched each area says in its `searchable.py`.
"""
