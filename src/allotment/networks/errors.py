"""What may go wrong between us and the outside, by name."""

from typing import Final, Literal, get_args

ErrorCode = Literal[
    "bad_address",
    "refused_address",
    "unreachable",
    "tls",
    "timed_out",
    "too_large",
    "redirect_loop",
    "gone",
    "missing",
    "forbidden",
    "rate_limited",
    "unavailable",
    "server_error",
    "refused",
    "empty",
    "not_a_feed",
    "unreadable",
    "no_feed_found",
    "not_a_page",
    "nothing_to_read",
]

ERROR_CODES: Final[frozenset[str]] = frozenset(get_args(ErrorCode))


class NetworkError(Exception):
    """A look outside that brought nothing.

    `code` is stable and what callers decide by; `message` is an English sentence for logs and the
    terminal; `retry_after` is what the other side asked for, in seconds.
    """

    def __init__(self, code: ErrorCode, message: str, *, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.retry_after = retry_after

    def __repr__(self) -> str:
        return f"NetworkError({self.code}: {self.message})"
