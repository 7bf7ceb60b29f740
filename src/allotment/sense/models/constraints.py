"""What several tables of sense have to keep to."""

from functools import reduce
from operator import or_

from django.db.models import Q


def exactly_one(*names: str) -> Q:
    """One of these foreign keys leads somewhere, and the others nowhere."""
    return reduce(or_, (Q(**{f"{other}__isnull": other != name for other in names}) for name in names))
