"""Feeds of every format in, one kind of record out."""

from allotment.networks.feeds.parsing import parse

__all__ = ["parse"]
