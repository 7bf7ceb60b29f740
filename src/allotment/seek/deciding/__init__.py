"""What a look at a source means: which posts are new, what has changed, when to look again. Pure.

The types name the stage: `SourceForLook` is due; what the door brings is `Retrieved` or `Failed`; the feed in it
is a `FeedRecord`, its entries get keys (`Keyed`); against what is `Known` of it they make an `Intent`, which holds
the source as it shall be and the posts to write.
"""

from allotment.seek.deciding.entries import keyed, matched, unmatched
from allotment.seek.deciding.looks import after_failure, after_feed, after_nothing_new
from allotment.seek.deciding.stages import Intent, Keyed, Known, Matched, Replaced, SourceForLook

__all__ = [
    "Intent",
    "Keyed",
    "Known",
    "Matched",
    "Replaced",
    "SourceForLook",
    "after_failure",
    "after_feed",
    "after_nothing_new",
    "keyed",
    "matched",
    "unmatched",
]
