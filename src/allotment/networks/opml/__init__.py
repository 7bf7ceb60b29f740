"""Subscription lists, in and out."""

from allotment.networks.opml.convert import looks_like_opml, to_records
from allotment.networks.opml.writing import from_records

__all__ = ["from_records", "looks_like_opml", "to_records"]
