"""Lists of addresses that are not OPML: lines of text, newsboat's `urls`, Mastodon's `following_accounts.csv`."""

import re
from typing import Final

from allotment.networks.addresses import split_pasted, understand
from allotment.networks.errors import NetworkError
from allotment.networks.html import excerpt
from allotment.networks.html.decoding import decoded
from allotment.networks.records import OutlineRecord

_QUOTED: Final = re.compile(r'"([^"\n]{1,200})"')
_MASTODON_HEADER: Final = "account address"
_MOST: Final = 10_000


def listed(body: bytes) -> list[OutlineRecord]:
    """A record for every address; words that are none are passed over."""
    records: list[OutlineRecord] = []
    lines = decoded(body, None).splitlines()
    if lines and lines[0].lower().startswith(_MASTODON_HEADER):
        lines = [line.partition(",")[0] for line in lines[1:]]
    for line in lines:
        records += _records_of(line)
        if len(records) >= _MOST:
            break
    return records[:_MOST]


def _records_of(line: str) -> list[OutlineRecord]:
    line = line.strip()
    bare = _QUOTED.sub(" ", line) if not line.startswith('"') else line
    quoted = _QUOTED.findall(line) if bare is not line else []
    title = next((text[1:] for text in quoted if text.startswith("~")), "")
    folders = tuple(text for text in quoted if not text.startswith(("~", "!")))
    return [record for address in split_pasted(bare) if (record := _record(address, title, folders))]


def _record(address: str, title: str, folders: tuple[str, ...]) -> OutlineRecord | None:
    try:
        understood = understand(address)
    except NetworkError:
        return None
    feed = understood.feed_address if understood.kind == "feed" else None
    return OutlineRecord(excerpt(title or address, 300), feed, None if feed else address, folders)
