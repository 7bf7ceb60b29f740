"""The rows of sense, a file per noun."""

from allotment.sense.models.resource import Resource

__all__ = ["Resource"]
