"""The rows of sense, a file per noun."""

from allotment.sense.models.copy import CopiedPicture, Copy
from allotment.sense.models.resource import Resource
from allotment.sense.models.tag import Tag

__all__ = ["CopiedPicture", "Copy", "Resource", "Tag"]
