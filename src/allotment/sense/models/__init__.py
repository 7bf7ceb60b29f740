"""The rows of sense, a file per noun."""

from allotment.sense.models.claim import Claim, ClaimVersion, View
from allotment.sense.models.copy import CopiedPicture, Copy
from allotment.sense.models.credit import Credit
from allotment.sense.models.mention import Mention
from allotment.sense.models.named import Named
from allotment.sense.models.reflection import Reflection
from allotment.sense.models.resource import Resource
from allotment.sense.models.tag import Tag
from allotment.sense.models.use import Quiet, Use

__all__ = [
    "Claim",
    "ClaimVersion",
    "CopiedPicture",
    "Copy",
    "Credit",
    "Mention",
    "Named",
    "Quiet",
    "Reflection",
    "Resource",
    "Tag",
    "Use",
    "View",
]
