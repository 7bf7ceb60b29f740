"""An owner's pictures: drawn anew, described in words, shown to nobody else.

They are rows, bodies beside them: one transaction keeps a picture and what it belongs to, one backup has them all, and
several machines need no folder in common (docs/decisions/0071-pictures-are-rows.md).
"""

from allotment.core.pictures.limits import LONGEST_ALT, MEDIA_TYPE, MOST_BYTES, NotAPicture, begins_like_a_picture
from allotment.core.pictures.storing import body_of, describe_picture, digest_of, remove_picture, store_picture

__all__ = [
    "LONGEST_ALT",
    "MEDIA_TYPE",
    "MOST_BYTES",
    "NotAPicture",
    "begins_like_a_picture",
    "body_of",
    "describe_picture",
    "digest_of",
    "remove_picture",
    "store_picture",
]
