"""Records as plain JSON, leaving out what is empty, so that an expectation shows only what is there."""

from dataclasses import asdict
from datetime import datetime

from allotment.networks.records import FeedRecord

type Plain = dict[str, object]


def plain(record: FeedRecord) -> Plain:
    found = _without_empty(asdict(record))
    assert isinstance(found, dict)
    return found


def _without_empty(value: object) -> object:
    if isinstance(value, dict):
        pairs = {key: _without_empty(one) for key, one in value.items()}
        return {key: one for key, one in pairs.items() if one not in ("", None, [], {})}
    if isinstance(value, tuple | list):
        return [_without_empty(one) for one in value]
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, datetime) else value
