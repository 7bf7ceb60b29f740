"""Why the strict lane leaves a feed to the tolerant one."""


class DoubtError(Exception):
    """Something a tolerant reading would perhaps understand otherwise."""


class IllFormedError(DoubtError):
    """Not well-formed, or with a document type."""


class ExcessiveError(DoubtError):
    """Deeper, or with more elements in one entry, than any feed."""
