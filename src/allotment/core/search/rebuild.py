"""Fills an index anew from the rows it tells of: after a restore, or when texts are taken from rows in a new way.

To be run while nothing else writes. Interrupted, it is simply run again: `complete` passes over what is there.
"""

from django.db import transaction

from allotment.core.search.registry import Searchable

BATCH = 500


def rebuild(searchable: Searchable) -> int:
    """Empties the index and fills it; how many documents it then has. A million posts take about four minutes."""
    searchable.index.clear()
    return complete(searchable)


def complete(searchable: Searchable) -> int:
    """Adds the rows that the index does not know yet; how many."""
    added, last = 0, -1
    while ids := searchable.ids_after(last, BATCH):
        last = ids[-1]
        with transaction.atomic():
            known = searchable.index.known(ids)
            documents = searchable.documents([each for each in ids if each not in known])
            searchable.index.add(documents)
        added += len(documents)
    return added
