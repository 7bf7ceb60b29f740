"""Header lines as they arrived, read without trusting them."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

LONGEST_WAIT: Final = 86_400
"""Seconds. A source is looked at once a day at least, whatever its server wishes."""
LONGEST_LINE: Final = 2_000
CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


def read_headers(lines: Iterable[bytes]) -> dict[str, str]:
    """The last answer's headers; an interim answer's (1xx) are forgotten when the next status line comes."""
    text = b"".join(lines).decode("latin-1")
    found: dict[str, str] = {}
    for line in text[text.rfind("\nHTTP/") + 1 :].split("\n")[1:]:
        name, colon, value = line.partition(":")
        if colon:
            key, value = name.strip().lower(), value.strip()
            found[key] = f"{found[key]}, {value}" if key in found else value
    return found


def retry_after(headers: Mapping[str, str], now: datetime) -> int | None:
    """Seconds to wait, at most a day. A date counts from the server's own clock where it tells the time."""
    said = headers.get("retry-after", "").strip()
    if not said:
        return None
    if said.isascii() and said.isdigit():
        return min(int(said[:9]), LONGEST_WAIT)
    until = read_date(said)
    if until is None:
        return None
    start = read_date(headers.get("date", "")) or now
    return min(max(0, int((until - start).total_seconds())), LONGEST_WAIT)


def seconds_to_wait(headers: Mapping[str, str], status: int, now: datetime) -> int | None:
    """Retry-After; with a 429 also what the servers say who count requests (GitHub, Mastodon, Reddit)."""
    wait = retry_after(headers, now)
    if wait is None and status == 429:
        return limit_reset(headers.get("x-ratelimit-reset") or headers.get("ratelimit-reset") or "", now)
    return wait


def limit_reset(said: str, now: datetime) -> int | None:
    """Some say how many seconds, some at which second since 1970, some at what time."""
    try:
        if said.isascii() and said.isdigit():
            number = int(said[:12])
            seconds = number if number < 1_000_000_000 else number - now.timestamp()
        else:
            until = datetime.fromisoformat(said)
            seconds = (until - now).total_seconds() if until.tzinfo else 0
    except ValueError:
        return None
    return min(max(0, int(seconds)), LONGEST_WAIT) or None


def read_date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def header_line(name: str, value: str) -> str | bytes | None:
    """One line to send; None for what would break out of its line or is longer than servers bear."""
    line = f"{name}: {value}"
    if not value or len(line) > LONGEST_LINE:
        return None
    if line.isascii() and line.isprintable():
        return line
    return None if CONTROL.search(line) else line.encode("latin-1", "replace")
