"""OPML out of records: https://opml.org/spec2.opml"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from allotment.networks.records import OutlineRecord

_NOT_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class _Folder:
    lines: list[OutlineRecord] = field(default_factory=list)
    folders: dict[str, "_Folder"] = field(default_factory=dict)

    def inside(self, name: str) -> "_Folder":
        return self.folders.setdefault(name, _Folder())


def from_records(records: Iterable[OutlineRecord], *, title: str, made: datetime | None = None) -> bytes:
    """OPML 2.0, folders nested, everything in the order given. `made` is aware."""
    root = _Folder()
    for record in records:
        folder = root
        for name in record.folders:
            folder = folder.inside(name)
        folder.lines.append(record)
    created = f"<dateCreated>{format_datetime(made)}</dateCreated>" if made else ""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{escape(_clean(title))}</title>{created}</head>",
        "  <body>",
        *_lines(root, 2),
        "  </body>",
        "</opml>",
        "",
    ]
    return "\n".join(lines).encode()


def _lines(folder: _Folder, depth: int) -> Iterator[str]:
    indent = "  " * depth
    for record in folder.lines:
        yield f"{indent}<outline{_attributes(record)}/>"
    for name, inner in folder.folders.items():
        yield f"{indent}<outline text={_quoted(name)}>"
        yield from _lines(inner, depth + 1)
        yield f"{indent}</outline>"


def _attributes(record: OutlineRecord) -> str:
    pairs = [("type", "rss" if record.feed_address else "link"), ("text", record.title), ("title", record.title)]
    if record.feed_address:
        pairs.append(("xmlUrl", record.feed_address))
    if record.site_address:
        pairs.append(("htmlUrl", record.site_address))
    return "".join(f" {name}={_quoted(value)}" for name, value in pairs)


def _quoted(value: str) -> str:
    return quoteattr(_clean(value), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _clean(value: str) -> str:
    return _NOT_XML.sub("", value)
