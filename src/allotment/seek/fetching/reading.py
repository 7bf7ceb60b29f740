"""What a look needs to know beforehand, in one query a batch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Final

from django.db.models import Q

from allotment.core.ids import first_id_at
from allotment.networks.addresses import url_key
from allotment.seek.deciding import Keyed, Known, SourceForLook
from allotment.seek.models import Post, Source

SOURCE_FIELDS: Final = tuple(field.name for field in fields(SourceForLook))
KNOWN_FIELDS: Final = tuple(Known.__annotations__)


def sources_for_look(ids: Iterable[int]) -> list[SourceForLook]:
    """The sources, in the order of the ids; those that are no more are left out."""
    wanted = list(ids)
    found = {row[0]: SourceForLook(*row) for row in Source.objects.filter(pk__in=wanted).values_list(*SOURCE_FIELDS)}
    return [found[pk] for pk in wanted if pk in found]


def known_by_guid(keys: Sequence[int]) -> dict[int, Known]:
    """Posts by the fingerprint of their guid."""
    if not keys:
        return {}
    rows = Post.objects.filter(guid_key__in=keys).values_list(*KNOWN_FIELDS)
    return {row[2]: Known(*row) for row in rows}


def known_otherwise(strangers: Mapping[int, Sequence[Keyed]]) -> dict[int, list[Known]]:
    """By source: posts that its entries without a known guid may be, by address, by date or by words."""
    every = [each for entries in strangers.values() for each in entries]
    if not every:
        return {}
    places = {url_key(each.entry.address) for each in every if each.entry.address}
    rows = set(_rows(Q(url_key__in=places), strangers))
    dates = {each.entry.published for each in every if each.entry.published}
    undated = {each.content_hash for each in every if each.entry.published is None}
    # An id holds its date, so that the dated ones are looked for among their like only.
    since = first_id_at(min(dates)) if dates and not undated else 0
    rows |= set(_rows(Q(id__gte=since) & (Q(published_at__in=dates) | Q(content_hash__in=undated)), strangers))
    found: dict[int, list[Known]] = {}
    for row in rows:
        found.setdefault(row.source_id, []).append(row)
    return found


def _rows(which: Q, sources: Iterable[int]) -> list[Known]:
    rows = Post.objects.filter(which, source_id__in=list(sources)).values_list(*KNOWN_FIELDS)
    return [Known(*row) for row in rows]
